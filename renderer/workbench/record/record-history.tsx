// What happened to a record: when, by whom, and which values changed.
import { useQuery } from '@tanstack/react-query';
import { columnOf, type TableName, tableOf } from '../../../db/catalog/index.ts';
import type { HistoryEntry } from '../../../electron/contract/records.ts';
import { cellText, columnLabel, type DisplayPreferences, type Words } from '../../../resources/locales/sentences.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { momentText } from '../../parts/moment.ts';

export function RecordHistory({ table, id }: { table: TableName; id: string }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { data } = useQuery({ queryKey: ['history', table, id, display.language], queryFn: () => call('history', { table, id }) });
  if (!data) return null;
  if (data.entries.length === 0) return <p className="quiet-text">{words('ui.noHistory')}</p>;
  return (
    <ol className="history">
      {data.entries.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one action may hold several entries of one record; their order is fixed
        <li key={`${entry.action}-${at}`}>
          <p className="history-head">
            <time dateTime={new Date(entry.at).toISOString()}>{momentText(entry.at, display)}</time>
            <span>{entry.author}</span>
            {entry.doubt && <span className="bad">{words(`exchange.doubt.${entry.doubt}`)}</span>}
            <span className="tag muted">
              {words(`change.${entry.kind}`)}
              {entry.why !== 'edit' && ` (${words(`why.${entry.why}`)})`}
            </span>
          </p>
          {entry.kind !== 'created' && <Changes table={table} entry={entry} names={data.names} words={words} display={display} />}
        </li>
      ))}
    </ol>
  );
}

function Changes({
  table,
  entry,
  names,
  words,
  display,
}: {
  table: TableName;
  entry: HistoryEntry;
  names: Readonly<Record<string, string>>;
  words: Words;
  display: DisplayPreferences;
}) {
  return (
    <ul className="changes">
      {entry.changes.map(({ column, from, to }) => {
        const definition = columnOf(tableOf(table), column);
        if (!definition) return null;
        const show = (value: typeof from) =>
          (definition.kind === 'links'
            ? value === null
              ? ''
              : (names[String(value)] ?? String(value))
            : cellText({ words, display }, definition, value, names)) || words('ui.empty_value');
        return (
          <li key={column}>
            <span className="change-column">{columnLabel(words, column, definition)}</span>
            <span className="change-from">{show(from)}</span>
            <span aria-hidden="true">→</span>
            <span className="change-to">{show(to)}</span>
          </li>
        );
      })}
    </ul>
  );
}
