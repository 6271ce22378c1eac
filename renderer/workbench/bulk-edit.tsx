// One value into one column of many records.
import { useState } from 'react';
import { type Column, columnOf, type TableName, tableOf } from '../../db/catalog/index.ts';
import type { SetValue } from '../../electron/contract/records.ts';
import { columnLabel } from '../../resources/locales/sentences.ts';
import { useWords } from '../bridge/i18n.ts';
import { DialogForm } from '../parts/dialog-form.tsx';
import { DialogFrame } from '../parts/dialog-frame.tsx';
import { isEditable } from './editors/editor.tsx';
import { ValueField } from './editors/value-field.tsx';

interface BulkEditProps {
  readonly table: TableName;
  /** Column the dialog begins with. */
  readonly column: string;
  readonly selectedRows: number;
  readonly allRows: number;
  readonly onSet: (which: 'selected' | 'all', column: string, value: SetValue) => void;
  readonly onClose: () => void;
}

export function BulkEdit(props: BulkEditProps) {
  const { table, column: first, selectedRows, allRows, onSet, onClose } = props;
  const words = useWords();
  const editable = Object.entries(tableOf(table).columns).filter(([, column]) => isEditable(column));
  const [name, setName] = useState(editable.some(([one]) => one === first) ? first : (editable[0]?.[0] ?? ''));
  const [which, setWhich] = useState<Scope>(selectedRows > 0 ? 'selected' : 'all');
  const [value, setValue] = useState<SetValue>(null);
  const [problem, setProblem] = useState<string>();
  const column = columnOf(tableOf(table), name);
  const enter = (next: SetValue, wrong?: string) => {
    setValue(next);
    setProblem(wrong);
  };
  const go = () => {
    if (problem !== undefined) return false;
    onSet(which, name, value);
    return true;
  };
  return (
    <DialogFrame title={words('edit.bulk')} onClose={onClose}>
      <DialogForm onSave={go} onCancel={onClose} submit={words('edit.showPreview')}>
        <ScopeChoice which={which} counts={{ selected: selectedRows, all: allRows }} onChoose={setWhich} />
        <ColumnChoice
          name={name}
          columns={editable}
          onChoose={(next) => {
            setName(next);
            enter(null);
          }}
        />
        {column && <ValueField key={name} column={column} label={words('edit.value')} problem={problem} first={false} onValue={enter} />}
        <p className="quiet-text">{words('edit.bulkHelp')}</p>
      </DialogForm>
    </DialogFrame>
  );
}

type Scope = 'selected' | 'all';

function ScopeChoice({ which, counts, onChoose }: { which: Scope; counts: Readonly<Record<Scope, number>>; onChoose: (scope: Scope) => void }) {
  const words = useWords();
  return (
    <fieldset className="choice-row">
      <legend className="form-label">{words('edit.scope')}</legend>
      {(['selected', 'all'] as const).map((one) => (
        <label className="check" key={one}>
          <input type="radio" name="scope" checked={which === one} onChange={() => onChoose(one)} />
          {words(`edit.${one}`, { count: counts[one].toLocaleString() })}
        </label>
      ))}
    </fieldset>
  );
}

interface ColumnChoiceProps {
  readonly name: string;
  readonly columns: readonly (readonly [string, Column])[];
  readonly onChoose: (name: string) => void;
}

function ColumnChoice({ name, columns, onChoose }: ColumnChoiceProps) {
  const words = useWords();
  return (
    <label className="form-row">
      <span className="form-label">{words('edit.column')}</span>
      <select className="field" value={name} onChange={(event) => onChoose(event.target.value)}>
        {columns.map(([one, definition]) => (
          <option key={one} value={one}>
            {columnLabel(words, one, definition)}
          </option>
        ))}
      </select>
    </label>
  );
}
