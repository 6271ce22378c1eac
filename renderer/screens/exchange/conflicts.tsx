// Open questions side by side: what it was, what each wrote, who, where and when; settled by one of them or by other words.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnOf, tableOf, type Value } from '../../../db/catalog/index.ts';
import type { Conflict, Issue, SetValue } from '../../../electron/contract/records.ts';
import { cellText, fieldLabel, tableLabel } from '../../../resources/locales/sentences.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, destinationOf } from '../../bridge/navigation.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { applyWritten, forgetAll } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { momentText } from '../../parts/moment.ts';
import { TextDifference } from '../../parts/text-difference.tsx';
import { ValueField } from '../../workbench/editors/value-field.tsx';

export function Conflicts({ onGo }: { onGo: (destination: Destination) => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { say, refuse } = useAnnouncer();
  const { data } = useQuery({ queryKey: ['conflicts', display.language], queryFn: () => call('conflicts', {}), staleTime: 0 });
  if (!data) return null;
  const groups = new Map<string, Map<string, { name: string; count: number }>>();
  for (const one of data.conflicts)
    for (const side of one.sides) {
      if (one.register === 'deleted') continue;
      const desks = groups.get(one.table) ?? new Map<string, { name: string; count: number }>();
      desks.set(side.desk, { name: side.deskName, count: (desks.get(side.desk)?.count ?? 0) + 1 });
      groups.set(one.table, desks);
    }
  const many = [...groups].filter(([table]) => data.conflicts.filter((one) => one.table === table).length > 2);
  return (
    <div className="conflicts">
      {data.total === 0 && <p className="quiet-text">{words('exchange.noConflicts')}</p>}
      {data.total > data.conflicts.length && <p className="quiet-text">{words('ui.more', { count: data.total - data.conflicts.length })}</p>}
      {many.map(([table, desks]) => (
        <p key={table} className="settle-many">
          {words('exchange.settleMany', { table: tableLabel(words, table) })}
          {[...desks].map(([desk, { name, count }]) => (
            <button
              key={desk}
              type="button"
              className="button small"
              onClick={() =>
                call('settleBy', { table, desk }).then(({ settled }) => {
                  forgetAll();
                  say(words('exchange.settledMany', { count: settled }));
                }, refuse)
              }
            >
              {words('exchange.takeAll', { desk: name, count })}
            </button>
          ))}
        </p>
      ))}
      {data.conflicts.map((one) => (
        <ConflictCard key={`${one.key} ${one.sides.map((side) => side.head).join(' ')}`} conflict={one} names={data.names} onGo={onGo} />
      ))}
      {data.issues.length > 0 && (
        <section className="card">
          <h2>{words('exchange.issues')}</h2>
          <p className="quiet-text">{words('exchange.issuesHelp')}</p>
          <ul className="card-lines">
            {data.issues.map((issue) => (
              <IssueLine key={`${issue.rule} ${issue.ids.join(' ')}`} issue={issue} names={data.names} onGo={onGo} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function IssueLine({ issue, names, onGo }: { issue: Issue; names: Readonly<Record<string, string>>; onGo: (destination: Destination) => void }) {
  const words = useWords();
  return (
    <li>
      <span>
        {words(`exchange.rules.${issue.rule}`, { columns: issue.columns.map((column) => fieldLabel(words, issue.table, column)).join(words('ui.columnJoin')) })}
      </span>
      {issue.ids.map((id) => (
        <button key={id} type="button" className="link" onClick={() => onGo(destinationOf(issue.table, id))}>
          {tableLabel(words, issue.table)}: {names[id] || words('ui.record')}
        </button>
      ))}
    </li>
  );
}

function ConflictCard({ conflict, names, onGo }: { conflict: Conflict; names: Readonly<Record<string, string>>; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { say, refuse } = useAnnouncer();
  const [editing, setEditing] = useState(false);
  const { table, columns, register, sides, base } = conflict;
  const settle = (by: { take: string } | { set: Record<string, Value> }) =>
    call('settleConflict', { key: conflict.key, by }).then((done) => {
      applyWritten(done);
      say(words('exchange.settled'), { label: words('ui.undo'), run: () => call('undo', {}).then(applyWritten).catch(refuse) });
    }, refuse);
  const deletion = register === 'deleted';
  const first = deletion ? undefined : sides[0]?.values[columns[0] ?? ''];
  return (
    <article className="card conflict" aria-label={`${tableLabel(words, table)} ${names[conflict.id] ?? ''}`}>
      <h2>
        <button type="button" className="link" onClick={() => onGo(destinationOf(table, conflict.id))}>
          {tableLabel(words, table)}: {names[conflict.id] || words('ui.record')}
        </button>
        <span className="quiet-text">
          {deletion ? words('exchange.deletedOrChanged') : columns.map((column) => fieldLabel(words, table, column)).join(words('ui.columnJoin'))}
        </span>
      </h2>
      <div className="sides">
        {!deletion && (
          <div className="version base">
            <h3>{words('exchange.base')}</h3>
            <Values table={table} columns={columns} values={base ?? {}} names={names} />
          </div>
        )}
        {sides.map((side) => (
          <div className={`version${side.shown ? ' shown' : ''}`} key={side.head}>
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
              against={deletion ? undefined : first}
            />
            {side.act !== 'changed' && (
              <button type="button" className="button small primary" onClick={() => settle({ take: side.head })}>
                {words(side.act === 'deleted' ? 'exchange.takeDeletion' : 'exchange.take')}
              </button>
            )}
            {side.act === 'changed' && (
              <button type="button" className="button small primary" onClick={() => settle({ set: { deleted: 0 } })}>
                {words('exchange.keepRecord')}
              </button>
            )}
          </div>
        ))}
      </div>
      {!deletion && !editing && (
        <button type="button" className="link" onClick={() => setEditing(true)}>
          {words('exchange.writeOther')}
        </button>
      )}
      {editing && <Other conflict={conflict} onSet={(set) => settle({ set })} onClose={() => setEditing(false)} />}
    </article>
  );
}

function Values({
  table,
  columns,
  values,
  names,
  against,
}: {
  table: Conflict['table'];
  columns: readonly string[];
  values: Readonly<Record<string, Value>>;
  names: Readonly<Record<string, string>>;
  against?: Value | undefined;
}) {
  const words = useWords();
  const display = useDisplayPreferences();
  return (
    <dl className="version-values">
      {columns.map((name) => {
        const column = columnOf(tableOf(table), name);
        if (!column) return null;
        const value = values[name] ?? null;
        const text = cellText(words, display, column, value, names);
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

/** Other words than either side's. Columns that belong together are written together. */
function Other({ conflict, onSet, onClose }: { conflict: Conflict; onSet: (set: Record<string, Value>) => void; onClose: () => void }) {
  const words = useWords();
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
            begin={typeof set[name] === 'string' && ['text', 'longText', 'date', 'time', 'decimal'].includes(column.kind) ? String(set[name]) : ''}
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
