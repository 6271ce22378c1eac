// Open conflicts between desks, and records that together break a rule.
import { useQuery } from '@tanstack/react-query';
import type { Conflict, Issue } from '../../../electron/contract/records.ts';
import { fieldLabel, tableLabel } from '../../../resources/locales/sentences.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, destinationOf } from '../../bridge/navigation.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { forgetAll } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { ConflictCard } from './conflict-card.tsx';

/** From how many conflicts of a table on they can be settled all at once. */
const settledTogetherFrom = 3;

interface Writer {
  readonly desk: string;
  readonly name: string;
  readonly count: number;
}

/** Per table with many conflicts: the desks that wrote one side of them. Deletions are settled one by one. */
function writersByTable(conflicts: readonly Conflict[]): readonly (readonly [Conflict['table'], readonly Writer[]])[] {
  const found = new Map<Conflict['table'], Map<string, Writer>>();
  for (const { table, sides } of conflicts.filter((one) => one.register !== 'deleted'))
    for (const { desk, deskName } of sides) {
      const writers = found.get(table) ?? new Map<string, Writer>();
      writers.set(desk, { desk, name: deskName, count: (writers.get(desk)?.count ?? 0) + 1 });
      found.set(table, writers);
    }
  return [...found]
    .filter(([table]) => conflicts.filter((one) => one.table === table).length >= settledTogetherFrom)
    .map(([table, writers]) => [table, [...writers.values()]] as const);
}

export function Conflicts({ onGo }: { onGo: (destination: Destination) => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { data } = useQuery({ queryKey: ['conflicts', display.language], queryFn: () => call('conflicts', {}), staleTime: 0 });
  if (!data) return null;
  return (
    <div className="conflicts">
      {data.total === 0 && <p className="quiet-text">{words('exchange.noConflicts')}</p>}
      {data.total > data.conflicts.length && <p className="quiet-text">{words('ui.more', { count: data.total - data.conflicts.length })}</p>}
      {writersByTable(data.conflicts).map(([table, writers]) => (
        <SettleTogether key={table} table={table} writers={writers} />
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

function SettleTogether({ table, writers }: { table: Conflict['table']; writers: readonly Writer[] }) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const settle = (desk: string) =>
    call('settleBy', { table, desk }).then(({ settled }) => {
      forgetAll();
      say(words('exchange.settledMany', { count: settled }));
    }, refuse);
  return (
    <p className="settle-many">
      {words('exchange.settleMany', { table: tableLabel(words, table) })}
      {writers.map(({ desk, name, count }) => (
        <button key={desk} type="button" className="button small" onClick={() => settle(desk)}>
          {words('exchange.takeAll', { desk: name, count })}
        </button>
      ))}
    </p>
  );
}
