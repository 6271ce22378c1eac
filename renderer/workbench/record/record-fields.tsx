// Every field of a record, each edited in its place.
import { useRef, useState } from 'react';
import { type Column, type TableName, tableOf } from '../../../db/catalog/index.ts';
import type { ListedRow } from '../../../electron/contract/records.ts';
import { cellText, columnLabel } from '../../../resources/locales/sentences.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { Icon } from '../../parts/icon.tsx';
import { ColumnRow } from '../editors/column-row.tsx';
import { Editor, isEditable } from '../editors/editor.tsx';
import type { EditorProps } from '../editors/editor-props.ts';
import { isChoice } from '../editors/use-find.ts';
import { useSave } from '../editors/use-save.ts';
import { CellValue } from '../grid/cell.tsx';

export function RecordFields({ table, row, names }: { table: TableName; row: ListedRow; names: Readonly<Record<string, string>> }) {
  const words = useWords();
  const save = useSave(table);
  return (
    <div className="fields">
      {Object.entries(tableOf(table).columns).map(([name, column]) => (
        <Field
          key={name}
          table={table}
          name={name}
          column={column}
          row={row}
          names={names}
          label={columnLabel(words, name, column)}
          onSave={(value) => save(row, name, value)}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly table: TableName;
  readonly name: string;
  readonly column: Column;
  readonly row: ListedRow;
  readonly names: Readonly<Record<string, string>>;
  readonly label: string;
  readonly onSave: EditorProps['onSave'];
}

function Field(props: FieldProps) {
  const { column, row, label } = props;
  return (
    <ColumnRow column={column} label={label}>
      <FieldValue {...props} isReadOnly={!isEditable(column) || row.deleted} />
    </ColumnRow>
  );
}

function FieldValue(props: FieldProps & { readonly isReadOnly: boolean }) {
  const { name, column, row, names, label, onSave, isReadOnly } = props;
  const words = useWords();
  const display = useDisplayPreferences();
  const [choosing, setChoosing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const chooses = isChoice(column);
  if (isReadOnly) return <span className="form-value">{cellText({ words, display }, column, row.values[name], names)}</span>;
  if (chooses && !choosing) return <ChoiceOpener {...props} opener={opener} onOpen={() => setChoosing(true)} />;
  return (
    <div className="form-editor">
      <Editor
        column={column}
        label={label}
        value={row.values[name]}
        names={names}
        inForm={!chooses}
        onSave={onSave}
        onDone={() => {
          setChoosing(false);
          if (chooses) requestAnimationFrame(() => opener.current?.focus());
        }}
      />
    </div>
  );
}

interface ChoiceOpenerProps extends FieldProps {
  readonly opener: React.RefObject<HTMLButtonElement | null>;
  readonly onOpen: () => void;
}

/** Shows what is chosen; pressed, it gives way to the list. */
function ChoiceOpener({ table, name, column, row, names, label, opener, onOpen }: ChoiceOpenerProps) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { today } = useSituation();
  const shown = cellText({ words, display }, column, row.values[name], names) || words('ui.choose');
  return (
    <button ref={opener} type="button" className="form-choice" aria-label={`${label}: ${shown}`} onClick={onOpen}>
      <span className="form-choice-text">
        <CellValue table={table} column={column} name={name} row={row} names={names} words={words} display={display} today={today} />
      </span>
      <Icon name="down" />
    </button>
  );
}
