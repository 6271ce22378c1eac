// How a field of a form opens the form for another record. The form itself is made of such fields, so it is handed in from
// outside.
import { createContext, type ReactNode } from 'react';
import { columnOf, type TableName, tableOf } from '../../../db/catalog/index.ts';
import type { ChoiceColumn } from './use-find.ts';

export interface MakeRecordProps {
  readonly table: TableName;
  /** Text that fields begin with, by column. */
  readonly begin: Readonly<Record<string, string>>;
  readonly onClose: () => void;
  /** @param name  what the record is called now: it may have been changed in the form */
  readonly onMade: (id: string, name: string) => void;
}

/** Draws the form for a new record; undefined where records cannot be made. */
export const RecordMaker = createContext<((props: MakeRecordProps) => ReactNode) | undefined>(undefined);

/** @returns the table whose records can be made of what was typed; undefined unless their name is a text of their own */
export function typedRecord(column: ChoiceColumn): TableName | undefined {
  if (column.kind !== 'reference' && column.kind !== 'links') return undefined;
  const table = tableOf(column.to);
  return ['text', 'longText'].includes(columnOf(table, table.naming.ja)?.kind ?? '') ? table.name : undefined;
}
