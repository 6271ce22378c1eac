// The same value for every line of a file, for a column that the file does not have.
import { useState } from 'react';
import type { Column } from '../../../db/catalog/index.ts';
import { useWords } from '../../bridge/i18n.ts';
import { isChoice, useFind, useFound } from '../editors/use-find.ts';

interface FixedValueProps {
  readonly column: Column;
  readonly label: string;
  readonly value: string | undefined;
  /** Text as the file would have it; undefined for none. */
  readonly onValue: (text: string | undefined) => void;
}

export function FixedValue({ column, label, value, onValue }: FixedValueProps) {
  const [text, setText] = useState(value ?? '');
  return (
    <div className="form-row">
      <span className="form-label">{label}</span>
      {isChoice(column) ? (
        <FixedChoice label={label} column={column} value={value} onValue={onValue} />
      ) : (
        <input
          className="field"
          type="text"
          aria-label={label}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => text !== (value ?? '') && onValue(text === '' ? undefined : text)}
        />
      )}
    </div>
  );
}

function FixedChoice({
  label,
  column,
  value,
  onValue,
}: {
  label: string;
  column: Parameters<typeof useFind>[0];
  value: string | undefined;
  onValue: FixedValueProps['onValue'];
}) {
  const words = useWords();
  const find = useFind(column);
  const options = useFound(find, '')?.options ?? [];
  return (
    <select className="field" aria-label={label} value={value ?? ''} onChange={(event) => onValue(event.target.value === '' ? undefined : event.target.value)}>
      <option value="">{words('ui.choose')}</option>
      {options.map((option) => (
        <option key={option.key} value={option.name}>
          {option.name}
        </option>
      ))}
    </select>
  );
}
