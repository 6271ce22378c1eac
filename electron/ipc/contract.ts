// Every channel between window and main process: what goes in (parsed by zod), what comes out (a type).
import { z } from 'zod';
import type { TableName } from '../../db/catalog/index.ts';
import { mutationSchema } from '../../db/mutation.ts';
import { alternativesSchema, filterSchema } from '../../db/queries/filter.ts';
import type { ListedRow, Listing } from '../../db/queries/list.ts';
import type { HistoryEntry, RecordPage } from '../../db/queries/record.ts';
import type { HomeFigures } from '../services/home.ts';
import type { ChannelName } from './channels.ts';

const table = z.string().min(1).max(40);
const id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const nothing = z.strictObject({});
const column = z.string().min(1).max(40);

const listRequest = z.strictObject({
  table,
  filter: filterSchema.optional(),
  anyOf: alternativesSchema.optional(),
  search: z.string().max(200).optional(),
  sort: z
    .array(z.strictObject({ column, descending: z.boolean().optional() }))
    .max(8)
    .optional(),
  offset: z.number().int().min(0).max(100_000_000).optional(),
  limit: z.number().int().min(0).max(1_000).optional(),
  counted: z.boolean().optional(),
});

export const settingsSchema = z.strictObject({
  language: z.enum(['ja', 'en', 'ko']),
  dates: z.enum(['western', 'era']),
  theme: z.enum(['system', 'light', 'dark']),
  author: z.string().trim().min(1).max(60),
});
export type Settings = z.infer<typeof settingsSchema>;

export const inputs = {
  start: nothing,
  createDesk: z.strictObject({ name: z.string().trim().min(1).max(60), author: z.string().trim().min(1).max(60), sample: z.boolean() }),
  retry: nothing,
  list: listRequest,
  record: z.strictObject({ table, id }),
  history: z.strictObject({ table, id }),
  commit: z.strictObject({ mutations: z.array(mutationSchema).min(1).max(1_000) }),
  undo: nothing,
  redo: nothing,
  undoState: nothing,
  lookup: z.strictObject({ table, search: z.string().max(200), limit: z.number().int().min(1).max(100) }),
  terms: z.strictObject({ list: z.string().min(1).max(40) }),
  saveSettings: settingsSchema.partial(),
  exportTable: z.strictObject({
    request: listRequest.omit({ offset: true, limit: true, counted: true }),
    columns: z.array(column).min(1).max(100),
    format: z.enum(['xlsx', 'csv']),
  }),
  issueSheet: z.strictObject({ period: id, bureau: id.optional() }),
  home: nothing,
  revealLast: nothing,
} as const satisfies Record<ChannelName, z.ZodType>;

export type Input<C extends ChannelName> = z.infer<(typeof inputs)[C]>;

export interface Trouble {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}
export type StartState =
  | {
      readonly kind: 'ready';
      readonly settings: Settings;
      readonly desk: { readonly name: string; readonly folder: string; readonly version: string };
      readonly today: string;
    }
  | { readonly kind: 'firstRun'; readonly settings: Settings; readonly folder: string }
  | { readonly kind: 'trouble'; readonly settings: Settings; readonly folder: string; readonly error: Trouble };

export interface Written {
  readonly rows: readonly { readonly table: TableName; readonly row: ListedRow }[];
  readonly names: Readonly<Record<string, string>>;
  /** Tables whose lists may look different now. */
  readonly tables: readonly TableName[];
}

export interface Outputs {
  start: StartState;
  createDesk: StartState;
  retry: StartState;
  list: Listing;
  record: RecordPage;
  history: { readonly entries: readonly HistoryEntry[]; readonly names: Readonly<Record<string, string>> };
  commit: Written;
  undo: Written;
  redo: Written;
  undoState: { readonly undo: boolean; readonly redo: boolean };
  lookup: readonly { readonly id: string; readonly name: string }[];
  terms: readonly { readonly key: string; readonly name: string }[];
  saveSettings: StartState;
  /** null: the person closed the dialog. */
  exportTable: { readonly file: string; readonly rows: number } | null;
  issueSheet: { readonly file: string; readonly rows: number; readonly measures: number; readonly tables: readonly TableName[] } | null;
  home: HomeFigures;
  revealLast: null;
}

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly code: string; readonly details: Readonly<Record<string, unknown>>; readonly id: string } };

export type Calls = { readonly [C in ChannelName]: (input: Input<C>) => Promise<Reply<Outputs[C]>> };

export interface Listeners {
  /** Some records changed otherwise than by a call of this window. Returns how to stop listening. */
  readonly onChanged: (listener: () => void) => () => void;
  /** A menu entry was chosen. */
  readonly onCommand: (listener: (name: string) => void) => () => void;
}
