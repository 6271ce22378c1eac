// How a field of a form opens the form for another record. The form itself is made of such fields, so it is handed in from
// outside.
import { createContext, type ReactNode } from 'react';
import type { TableName } from '../../../db/catalog/index.ts';

export interface MakeRecordProps {
  readonly table: TableName;
  /** Text that fields begin with, by column. */
  readonly begin: Readonly<Record<string, string>>;
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
}

/** Draws the form for a new record; undefined where records cannot be made. */
export const RecordMaker = createContext<((props: MakeRecordProps) => ReactNode) | undefined>(undefined);
