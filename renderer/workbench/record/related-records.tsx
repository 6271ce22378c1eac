// Records that refer to this one, by table and column.
import { columnOf, type TableName, tableOf } from '../../../db/catalog/index.ts';
import { cellText, columnLabel } from '../../../resources/locales/sentences.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, destinationOf } from '../../bridge/navigation.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';

export function RelatedRecords({
  related,
  names,
  onGo,
}: {
  related: readonly { readonly table: TableName; readonly column: string; readonly total: number; readonly ids: readonly string[] }[];
  names: Readonly<Record<string, string>>;
  onGo: (destination: Destination) => void;
}) {
  const words = useWords();
  const display = useDisplayPreferences();
  if (related.length === 0) return <p className="quiet-text">{words('ui.none')}</p>;
  return related.map(({ table, column, total, ids }) => {
    const definition = columnOf(tableOf(table), column);
    const naming = columnOf(tableOf(table), tableOf(table).naming[display.language]);
    // A review is called by its day, which is named as it is stored.
    const nameOf = (other: string) => (naming?.kind === 'date' ? cellText({ words, display }, naming, names[other], {}) : names[other]);
    return (
      <section key={`${table}-${column}`} className="related">
        <h3>
          {words(`tables.${table}`)}
          {definition && <span className="related-column">{columnLabel(words, column, definition)}</span>}
          <span className="count">{words('ui.rowsOf', { total })}</span>
        </h3>
        <ul>
          {ids.map((other) => (
            <li key={other}>
              <button type="button" className="link" onClick={() => onGo(destinationOf(table, other))}>
                {nameOf(other) || words('ui.record')}
              </button>
            </li>
          ))}
        </ul>
        {total > ids.length && <p className="quiet-text">{words('ui.more', { count: total - ids.length })}</p>}
      </section>
    );
  });
}
