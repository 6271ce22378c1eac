// A strategy as a tree: purposes, sections, measures. The same records as in the tables, moved and renamed here.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { nameColumns, type TableName, tableOf } from '../../../db/catalog/index.ts';
import type { ListedRow } from '../../../electron/contract/records.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, destinationOf } from '../../bridge/navigation.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { applyWritten } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { Ask } from '../../parts/ask.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useChoices } from './choices.ts';

export function GoalTree({ onTable, onGo }: { onTable: () => void; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const { language } = useDisplayPreferences();
  const { refuse, say } = useAnnouncer();
  const strategies = useChoices('strategy');
  const [chosen, setChosen] = useState<string>();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  /** How many numbers would change; nought: not asked. */
  const [renumbering, setRenumbering] = useState(0);
  const strategy = chosen ?? strategies[0]?.id ?? '';
  const rowsOf = (table: TableName) => ({
    queryKey: ['list', table, language, 'tree', strategy],
    queryFn: () => call('list', { table, filter: { strategy }, limit: 1_000 }),
    enabled: strategy !== '',
  });
  const { data: goals } = useQuery(rowsOf('goal'));
  const { data: measures } = useQuery(rowsOf('measure'));
  const nameOf = (table: TableName, row: ListedRow) => {
    const [own, japanese] = nameColumns(tableOf(table), language);
    return String(row.values[own ?? ''] || row.values[japanese ?? ''] || '');
  };
  const children = (parent: string | null) =>
    (goals?.rows ?? []).filter((goal) => (goal.values.parent ?? null) === parent).sort((a, b) => Number(a.values.order) - Number(b.values.order));
  const under = (goal: string) =>
    (measures?.rows ?? []).filter((measure) => measure.values.goal === goal).sort((a, b) => Number(a.values.number) - Number(b.values.number));
  const save = (table: TableName, row: ListedRow, set: Record<string, string | number | null>) =>
    call('commit', { mutations: [{ kind: 'set', table, id: row.id, set, seen: row.seen }] }).then((done) => {
      applyWritten(done);
      say(words('ui.saved'), undoable);
    }, refuse);
  /** Changes places with a neighbour: both records keep their history. */
  const swap = (goal: ListedRow, other: ListedRow | undefined) => {
    if (!other) return;
    call('commit', {
      mutations: [
        { kind: 'set', table: 'goal', id: goal.id, set: { order: Number(other.values.order) }, seen: goal.seen },
        { kind: 'set', table: 'goal', id: other.id, set: { order: Number(goal.values.order) }, seen: other.seen },
      ],
    }).then(applyWritten, refuse);
  };
  const undoable = { label: words('ui.undo'), run: () => call('undo', {}).then(applyWritten).catch(refuse) };
  const look = () => call('renumberings', { strategy }).then(({ count }) => (count === 0 ? say(words('council.inOrder')) : setRenumbering(count)), refuse);
  const renumber = (count: number) => {
    setRenumbering(0);
    call('renumber', { strategy }).then((done) => {
      if (!done) return;
      applyWritten(done);
      say(words('council.renumbered', { count }), undoable);
    }, refuse);
  };
  const branch = (goal: ListedRow, siblings: ListedRow[], level: number) => {
    const open = !folded.has(goal.id);
    const at = siblings.indexOf(goal);
    const inner = children(goal.id);
    const own = under(goal.id);
    return (
      <li key={goal.id}>
        <div className={`tree-line level-${level}`}>
          <button
            type="button"
            className="icon-button"
            aria-expanded={open}
            aria-label={words(open ? 'council.fold' : 'council.unfold')}
            onClick={() => setFolded((now) => (open ? new Set([...now, goal.id]) : new Set([...now].filter((one) => one !== goal.id))))}
          >
            <Icon name={open ? 'unfolded' : 'forward'} />
          </button>
          <button type="button" className="link tree-name" onClick={() => onGo(destinationOf('goal', goal.id))}>
            {String(goal.values.code ?? '')} {nameOf('goal', goal)}
          </button>
          <span className="count">{own.length + inner.reduce((sum, one) => sum + under(one.id).length, 0)}</span>
          <button type="button" className="icon-button" disabled={at === 0} aria-label={words('council.moveUp')} onClick={() => swap(goal, siblings[at - 1])}>
            <Icon name="up" />
          </button>
          <button
            type="button"
            className="icon-button"
            disabled={at === siblings.length - 1}
            aria-label={words('council.moveDown')}
            onClick={() => swap(goal, siblings[at + 1])}
          >
            <Icon name="down" />
          </button>
        </div>
        {open && (
          <ul>
            {inner.map((one) => branch(one, inner, level + 1))}
            {own.map((measure) => (
              <li key={measure.id}>
                <div className="tree-line measure">
                  <button type="button" className="link tree-name" onClick={() => onGo(destinationOf('measure', measure.id))}>
                    {String(measure.values.number)} {nameOf('measure', measure)}
                  </button>
                  <select
                    className="field"
                    aria-label={words('council.moveTo', { name: nameOf('measure', measure) })}
                    value={goal.id}
                    onChange={(event) => save('measure', measure, { goal: event.target.value })}
                  >
                    {(goals?.rows ?? []).map((other) => (
                      <option key={other.id} value={other.id}>
                        {String(other.values.code ?? '')} {nameOf('goal', other)}
                      </option>
                    ))}
                  </select>
                </div>
              </li>
            ))}
          </ul>
        )}
      </li>
    );
  };
  const roots = children(null);
  return (
    <section className="exchange-screen">
      <h1 className="screen-title">{words('nav.council')}</h1>
      <div className="period-bar">
        <button type="button" className="button" onClick={onTable}>
          {words('council.showTable')}
        </button>
        <label className="inline-field">
          {words('tables.strategy')}
          <select className="field" value={strategy} onChange={(event) => setChosen(event.target.value)}>
            {strategies.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="button" disabled={strategy === ''} onClick={look}>
          {words('council.renumber')}
        </button>
      </div>
      {renumbering > 0 && (
        <Ask
          title={words('council.renumberNow')}
          text={words('council.renumberAsk', { count: renumbering })}
          yes={words('council.renumberNow')}
          onYes={() => renumber(renumbering)}
          onNo={() => setRenumbering(0)}
        />
      )}
      <ul className="goal-tree" aria-label={words('tables.goal')}>
        {roots.map((goal) => branch(goal, roots, 1))}
      </ul>
    </section>
  );
}
