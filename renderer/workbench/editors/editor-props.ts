// What every editor of a value is given.
import type { Column, Value } from '../../../db/catalog/index.ts';
import type { SetValue } from '../../../electron/contract/records.ts';

/** Where the active cell goes once a value has been entered. */
export type Move = 'down' | 'up' | 'right' | 'left' | 'stay';

export interface EditorProps {
  readonly column: Column;
  readonly label: string;
  readonly value: Value | readonly string[] | undefined;
  readonly names: Readonly<Record<string, string>>;
  /** The text that started the editing, when a key press did. */
  readonly initial?: string | undefined;
  /** The editor is part of a form, not over a cell: it does not take the focus, and Tab leaves it as it leaves every field. */
  readonly inForm: boolean;
  readonly onSave: (value: SetValue) => Promise<void>;
  readonly onDone: (move: Move) => void;
}
