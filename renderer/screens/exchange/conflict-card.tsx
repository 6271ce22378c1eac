// One conflict: what the value was, what each desk wrote, who, where and when; settled by one of them or by another value.
import { useState } from 'react';
import { columnOf, tableOf, type Value } from '../../../db/catalog/index.ts';
import type { Conflict, SetValue } from '../../../electron/contract/records.ts';
import { cellText, fieldLabel, tableLabel } from '../../../resources/locales/sentences.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, destinationOf } from '../../bridge/navigation.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { applyWritten } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { momentText } from '../../parts/moment.ts';
import { TextDifference } from '../../parts/text-difference.tsx';
import { useUndo } from '../../parts/use-actions.ts';
import { draftOf } from '../../workbench/editors/draft.ts';
import { ValueField } from '../../workbench/editors/value-field.tsx';

interface ConflictCardProps {
  readonly conflict: Conflict;
  readonly names: Readonly<Record<string, string>>;
  readonly onGo: (destination: Destination) => void;
}

type Settlement = { readonly take: string } | { readonly set: Record<string, Value> };

export function ConflictCard({ conflict, names, onGo }: ConflictCardProps) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const undo = useUndo();
  const [editing, setEditing] = useState(false);
  const { table, columns, register, sides, base } = conflict;
  const settle = (by: Settlement) =>
    call('settleConflict', { key: conflict.key, by }).then((done) => {
      applyWritten(done);
      say(words('exchange.settled'), undo);
    }, refuse);
  const isDeletion = register === 'deleted';
  return (
    <article className="card conflict" aria-label={`${tableLabel(words, table)} ${names[conflict.id] ?? ''}`}>
      <h2>
        <button type="button" className="link" onClick={() => onGo(destinationOf(table, conflict.id))}>
          {tableLabel(words, table)}: {names[conflict.id] || words('ui.record')}
        </button>
        <span className="quiet-text">
          {isDeletion ? words('exchange.deletedOrChanged') : columns.map((column) => fieldLabel(words, table, column)).join(words('ui.columnJoin'))}
        </span>
      </h2>
      <div className="sides">
        {!isDeletion && (
          <div className="version base">
            <h3>{words('exchange.base')}</h3>
            <Values table={table} columns={columns} values={base ?? {}} names={names} />
          </div>
        )}
        {sides.map((side) => (
          <Side key={side.head} conflict={conflict} side={side} names={names} onSettle={settle} />
        ))}
      </div>
      {!isDeletion && !editing && (
        <button type="button" className="link" onClick={() => setEditing(true)}>
          {words('exchange.writeOther')}
        </button>
      )}
      {editing && <Other conflict={conflict} onSet={(set) => settle({ set })} onClose={() => setEditing(false)} />}
    </article>
  );
}

interface SideProps extends Pick<ConflictCardProps, 'conflict' | 'names'> {
  readonly side: Conflict['sides'][number];
  readonly onSettle: (by: Settlement) => void;
}

/** What one desk wrote, and the button that takes it. */
function Side({ conflict: { table, columns, register, sides }, side, names, onSettle }: SideProps) {
  const words = useWords();
  const display = useDisplayPreferences();
  const first = register === 'deleted' ? undefined : sides[0]?.values[columns[0] ?? ''];
  return (
    <div className={`version${side.shown ? ' shown' : ''}`}>
      <h3>
        {side.deskName}
        {side.shown && <span className="tag info">{words('exchange.shownNow')}</span>}
        {side.act && <span className={`tag ${side.act === 'deleted' ? 'bad' : 'good'}`}>{words(`exchange.acts.${side.act}`)}</span>}
      </h3>
      <p className="quiet-text">
        {side.author} · {momentText(side.at, display)}
      </p>
      <Values
        table={table}
        columns={side.act ? Object.keys(side.values).filter((name) => name !== 'deleted') : columns}
        values={side.values}
        names={names}
        against={first}
      />
      {side.act === 'changed' ? (
        <button type="button" className="button small primary" onClick={() => onSettle({ set: { deleted: 0 } })}>
          {words('exchange.keepRecord')}
        </button>
      ) : (
        <button type="button" className="button small primary" onClick={() => onSettle({ take: side.head })}>
          {words(side.act === 'deleted' ? 'exchange.takeDeletion' : 'exchange.take')}
        </button>
      )}
    </div>
  );
}

interface ValuesProps {
  readonly table: Conflict['table'];
  readonly columns: readonly string[];
  readonly values: Readonly<Record<string, Value>>;
  readonly names: Readonly<Record<string, string>>;
  /** What the value is compared with, letter by letter. */
  readonly against?: Value | undefined;
}

function Values({ table, columns, values, names, against }: ValuesProps) {
  const words = useWords();
  const display = useDisplayPreferences();
  return (
    <dl className="version-values">
      {columns.map((name) => {
        const column = columnOf(tableOf(table), name);
        if (!column) return null;
        const value = values[name] ?? null;
        const text = cellText({ words, display }, column, value, names);
        const compare = typeof against === 'string' && columns.length === 1 && (column.kind === 'text' || column.kind === 'longText');
        return (
          <div key={name}>
            {columns.length > 1 && <dt>{fieldLabel(words, table, name)}</dt>}
            <dd>
              {text === '' ? <span className="quiet-text">{words('ui.empty_value')}</span> : compare ? <TextDifference from={against} to={text} /> : text}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** A value that neither desk wrote. Columns that belong together are written together. */
function Other({ conflict, onSet, onClose }: { conflict: Conflict; onSet: (set: Record<string, Value>) => void; onClose: () => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const shown = conflict.sides.find((side) => side.shown);
  const [set, setSet] = useState<Record<string, Value>>({ ...shown?.values });
  const [problems, setProblems] = useState<Record<string, string | undefined>>({});
  return (
    <form
      className="dialog-fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (Object.values(problems).every((problem) => problem === undefined)) onSet(set);
      }}
    >
      {conflict.columns.map((name, at) => {
        const column = columnOf(tableOf(conflict.table), name);
        if (!column) return null;
        return (
          <ValueField
            key={name}
            column={column}
            label={fieldLabel(words, conflict.table, name)}
            problem={problems[name]}
            first={at === 0}
            begin={draftOf(column, set[name], display)}
            onValue={(value: SetValue, problem) => {
              setProblems((now) => ({ ...now, [name]: problem }));
              if (value === null || typeof value !== 'object') setSet((now) => ({ ...now, [name]: value }));
            }}
          />
        );
      })}
      <div className="card-actions">
        <button type="submit" className="button primary">
          {words('exchange.takeOther')}
        </button>
        <button type="button" className="button quiet" onClick={onClose}>
          {words('ui.cancel')}
        </button>
      </div>
    </form>
  );
}
