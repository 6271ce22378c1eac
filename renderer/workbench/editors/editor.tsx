// The editor for a column's kind.
import type { Column, Value } from '../../../db/catalog/index.ts';
import type { SetValue } from '../../../electron/contract/records.ts';
import { ChoiceEditor } from './choice-editor.tsx';
import { TextEditor } from './text-editor.tsx';

export interface EditorProps {
  readonly column: Column;
  readonly label: string;
  readonly value: Value | readonly string[] | undefined;
  readonly names: Readonly<Record<string, string>>;
  /** What was typed to begin with, when typing began the editing. */
  readonly initial?: string | undefined;
  /** Stands in a form rather than over a cell: keeps its place and lets Tab through. */
  readonly inForm: boolean;
  readonly onSave: (value: SetValue) => Promise<void>;
  readonly onDone: (move: 'down' | 'right' | 'left' | 'stay') => void;
}

export function Editor(props: EditorProps) {
  const { column } = props;
  switch (column.kind) {
    case 'oneOf':
    case 'term':
    case 'terms':
    case 'reference':
    case 'links':
      return <ChoiceEditor {...props} column={column} />;
    case 'computed':
      return null;
    default:
      return <TextEditor {...props} multiline={column.kind === 'longText'} />;
  }
}

export const isEditable = (column: Column): boolean => column.kind !== 'computed';
