// The editor for a column's kind.
import type { Column } from '../../../db/catalog/index.ts';
import { ChoiceEditor } from './choice-editor.tsx';
import type { EditorProps } from './editor-props.ts';
import { TextEditor } from './text-editor.tsx';

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
