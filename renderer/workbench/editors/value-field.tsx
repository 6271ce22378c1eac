// A label and the field for a value that belongs to no record yet: a new record's, or one for many records at once.
import type { Column } from '../../../db/catalog/index.ts';
import type { SetValue } from '../../../electron/contract/records.ts';
import { ChoiceField } from './choice-field.tsx';
import { ColumnRow } from './column-row.tsx';
import { TextField } from './text-field.tsx';
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
  /** A search has begun, and nothing is chosen yet. */
  readonly onSearch?: (() => void) | undefined;
}

export function ValueField(props: ValueFieldProps) {
  const { column, label, problem } = props;
  return (
    <ColumnRow column={column} label={label}>
      <div className="form-editor">
        {isChoice(column) ? (
          <ChoiceField
            column={column}
            label={label}
            first={props.first}
            begin={props.chosen}
            problem={problem}
            onValue={props.onValue}
            onSearch={props.onSearch}
          />
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
