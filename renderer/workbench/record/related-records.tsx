// Records that refer to this one, by table and column.
import { columnOf, type TableName, tableOf } from '../../../db/catalog/index.ts';
import { columnLabel } from '../../../resources/locales/sentences.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, destinationOf } from '../../bridge/navigation.ts';

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
  if (related.length === 0) return <p className="quiet-text">{words('ui.none')}</p>;
  return related.map(({ table, column, total, ids }) => {
    const definition = columnOf(tableOf(table), column);
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
                {names[other] || words('ui.record')}
              </button>
            </li>
          ))}
        </ul>
        {total > ids.length && <p className="quiet-text">{words('ui.more', { count: total - ids.length })}</p>}
      </section>
    );
  });
}
