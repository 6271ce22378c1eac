// A label and the field for a value that belongs to no record yet: a new record's, or one for many records at once.
import { useState } from 'react';
import type { Column } from '../../../db/catalog/index.ts';
import type { SetValue } from '../../../electron/contract/records.ts';
import { useWords } from '../../bridge/i18n.ts';
import { ChoiceField } from './choice-field.tsx';
import { ColumnRow } from './column-row.tsx';
import { readDraft } from './draft.ts';
import { isChoice, type Option } from './use-find.ts';

interface ValueFieldProps {
  readonly column: Column;
  readonly label: string;
  readonly problem: string | undefined;
  /** The first field of a form takes the focus. */
  readonly first: boolean;
  readonly begin?: string | undefined;
  /** What is chosen at first in a list. */
  readonly chosen?: readonly Option[] | undefined;
  readonly onValue: (value: SetValue, problem?: string) => void;
}

export function ValueField(props: ValueFieldProps) {
  const { column, label, problem } = props;
  return (
    <ColumnRow column={column} label={label}>
      <div className="form-editor">
        {isChoice(column) ? (
          <ChoiceField column={column} label={label} first={props.first} begin={props.chosen} problem={problem} onValue={props.onValue} />
        ) : (
          <TextField {...props} />
        )}
        {problem && (
          <p className="editor-problem" role="alert">
            {problem}
          </p>
        )}
      </div>
    </ColumnRow>
  );
}

function TextField({ column, label, problem, first, begin = '', onValue }: ValueFieldProps) {
  const words = useWords();
  const [text, setText] = useState(begin);
  const read = (typed: string) => {
    setText(typed);
    const value = readDraft(column, typed);
    if (value.ok) onValue(value.value);
    else onValue(null, words(`reasons.${value.refusal.code}`, { ...value.refusal }));
  };
  const common = {
    className: 'field',
    'aria-label': label,
    'aria-invalid': problem !== undefined,
    value: text,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => read(event.target.value),
  };
  return column.kind === 'longText' ? <textarea rows={2} {...common} /> : <input type="text" autoFocus={first} {...common} />;
}
