// A value that reads as text and becomes its editor on a click, Enter or F2.
import { useEffect, useRef, useState } from 'react';
import { columnOf, type TableName, tableOf } from '../../../db/catalog/index.ts';
import type { ListedRow } from '../../../electron/contract/records.ts';
import { cellText, columnLabel } from '../../../resources/locales/sentences.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { Editor, isEditable } from '../../workbench/editors/editor.tsx';
import { useSave } from '../../workbench/editors/use-save.ts';

/** A field of text does not take the focus by itself; a list does. */
const focusField = (place: HTMLElement | null): void => place?.querySelector<HTMLElement>('input.editor-field, textarea.editor-field')?.focus();

interface EditedValueProps {
  readonly table: TableName;
  /** Column. */
  readonly name: string;
  readonly row: ListedRow;
  readonly names: Readonly<Record<string, string>>;
  /** Its label stands before it: there is no heading over it. */
  readonly labelled?: boolean;
}

export function EditedValue({ table, name, row, names, labelled = false }: EditedValueProps) {
  const words = useWords();
  const display = useDisplayPreferences();
  const save = useSave(table);
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    // The next key is meant for the place that was left, unless the person has gone elsewhere meanwhile.
    if (wasEditing.current && !editing && document.activeElement === document.body) opener.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const column = columnOf(tableOf(table), name);
  if (!column) return null;
  const label = columnLabel(words, name, column);
  const shown = cellText({ words, display }, column, row.values[name], names);
  if (!isEditable(column) || row.deleted) return <span className="page-value">{shown}</span>;
  if (editing)
    return (
      <div className="form-editor page-editor" ref={focusField}>
        <Editor
          column={column}
          label={label}
          value={row.values[name]}
          names={names}
          inForm={false}
          onSave={(value) => save(row, name, value)}
          onDone={() => setEditing(false)}
        />
      </div>
    );
  return (
    <button
      ref={opener}
      type="button"
      className="page-value"
      aria-label={`${label}: ${shown || words('ui.empty_value')}`}
      onClick={() => setEditing(true)}
      onKeyDown={(event) => {
        if (event.key === 'F2') setEditing(true);
      }}
    >
      {labelled && <span className="page-value-label">{label}</span>}
      {shown === '' ? <span className="unknown">—</span> : <span className="page-value-text">{shown}</span>}
    </button>
  );
}
