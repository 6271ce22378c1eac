// Records that belong to the page's: a small table in their natural order, edited in place, with a line to add one.
import { lazy, Suspense, useState } from 'react';
import { columnOf, tableOf } from '../../../db/catalog/index.ts';
import type { PagePart } from '../../../electron/contract/records.ts';
import { noteText } from '../../../resources/locales/page-sentences.ts';
import { columnLabel, recordTitle } from '../../../resources/locales/sentences.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, destinationOf } from '../../bridge/navigation.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useDeletion } from '../../workbench/editors/use-save.ts';
import { EditedValue } from './edited-value.tsx';

const NewRecord = lazy(() => import('../../workbench/editors/new-record.tsx').then((module) => ({ default: module.NewRecord })));

interface ChildTableProps {
  readonly part: PagePart;
  readonly names: Readonly<Record<string, string>>;
  /** What a new record begins with: its parent, which nobody has to choose. */
  readonly preset: Readonly<Record<string, string>>;
  readonly onGo: (destination: Destination) => void;
}

export function ChildTable({ part, names, preset, onGo }: ChildTableProps) {
  const words = useWords();
  const [adding, setAdding] = useState(false);
  const heading = words(`page.parts.${part.part}`);
  const close = () => setAdding(false);
  return (
    <section className="page-part" aria-label={heading}>
      <div className="page-part-head">
        <h2>{heading}</h2>
        <span className="count">{part.total}</span>
        <button type="button" className="button quiet small" aria-label={words('page.add', { part: heading })} onClick={() => setAdding(true)}>
          <Icon name="plus" />
          {words('page.addShort')}
        </button>
      </div>
      {part.rows.length > 0 && <ChildRows part={part} names={names} onGo={onGo} />}
      <Suspense fallback={null}>{adding && <NewRecord table={part.table} preset={preset} onClose={close} onMade={close} />}</Suspense>
    </section>
  );
}

function ChildRows({ part, names, onGo }: Pick<ChildTableProps, 'part' | 'names' | 'onGo'>) {
  const words = useWords();
  const display = useDisplayPreferences();
  const remove = useDeletion(part.table);
  const table = tableOf(part.table);
  return (
    <table className="page-table">
      <thead>
        <tr>
          {part.columns.map((name) => {
            const column = columnOf(table, name);
            return <th key={name}>{column && columnLabel(words, name, column)}</th>;
          })}
          <th>{words('page.remarks')}</th>
        </tr>
      </thead>
      <tbody>
        {part.rows.map((row) => {
          const title = recordTitle({ words, display }, table, row.values, names) || String(names[String(row.values.person)] ?? '');
          return (
            <tr key={row.id}>
              {part.columns.map((name) => (
                <td key={name}>
                  <EditedValue table={part.table} name={name} row={row} names={names} />
                </td>
              ))}
              <td className="page-row-end">
                {(part.notes[row.id] ?? []).map((note) => (
                  <span key={note.code} className={`tag ${note.code === 'again' || note.code === 'overdue' ? 'warn' : 'muted'}`}>
                    {noteText({ words, display }, note, names)}
                  </span>
                ))}
                <button
                  type="button"
                  className="icon-button small"
                  aria-label={words('page.details', { name: title })}
                  onClick={() => onGo(destinationOf(part.table, row.id))}
                >
                  <Icon name="document" />
                </button>
                <button type="button" className="icon-button small" aria-label={words('page.remove', { name: title })} onClick={() => remove(row)}>
                  <Icon name="trash" />
                </button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
