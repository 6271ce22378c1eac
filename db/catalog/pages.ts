// Tables whose records have a page of their own, with everything that belongs to them.
import type { TableName } from './index.ts';

export const pageTables = ['visit', 'partner'] as const satisfies readonly TableName[];
export type PageTable = (typeof pageTables)[number];

/** Does a record of this table have a page? */
export const hasPage = (table: string): table is PageTable => (pageTables as readonly string[]).includes(table);
