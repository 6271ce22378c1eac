// Every channel between window and main process: what goes in (parsed by zod), what comes out (a type).
import { z } from 'zod';
import type { TableName } from '../../db/catalog/index.ts';
import type { Conflict, Issue } from '../../db/conflicts.ts';
import { mutationSchema, setValueSchema } from '../../db/mutation.ts';
import { alternativesSchema, filterSchema } from '../../db/queries/filter.ts';
import type { Groups } from '../../db/queries/groups.ts';
import type { ListedRow, Listing } from '../../db/queries/list.ts';
import type { HistoryEntry, RecordPage } from '../../db/queries/record.ts';
import type { Review } from '../council-session.ts';
import type { ExchangeState, Looked, Sent } from '../exchange-session.ts';
import type { ImportPreview } from '../import-session.ts';
import type { BriefingPage } from '../services/briefing/briefings.ts';
import type { Seat } from '../services/briefing/protocol.ts';
import type { BriefingStanding } from '../services/briefing/standing.ts';
import type { Finding } from '../services/council/checks.ts';
import type { PeriodCell } from '../services/council/history.ts';
import type { Reminder } from '../services/council/reminders.ts';
import type { PeoplePair } from '../services/duplicate-people.ts';
import { editSchema } from '../services/edit.ts';
import type { EditPlan } from '../services/edit-plan.ts';
import type { Accepted } from '../services/exchange/receive.ts';
import type { HomeFigures } from '../services/home.ts';
import { mappingSchema } from '../services/import-mapping.ts';
import type { HeldOnPerson } from '../services/person-data.ts';
import { encodings } from '../services/tabular/encoding.ts';
import { pasteLetters } from '../services/tabular/limits.ts';
import type { VisitProposal } from '../services/visits/quick-entry.ts';
import type { VisitStatistics } from '../services/visits/statistics.ts';
import type { ChannelName } from './channels.ts';
import { exportFormats } from './formats.ts';

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
  group: column.optional(),
  offset: z.number().int().min(0).max(100_000_000).optional(),
  limit: z.number().int().min(0).max(1_000).optional(),
  counted: z.boolean().optional(),
});

const viewRequest = listRequest.omit({ offset: true, limit: true, counted: true });
const columns = z.array(column).min(1).max(100);
const interval = z.strictObject({ from: z.number().int().min(0).max(100_000_000), to: z.number().int().min(0).max(100_000_000) });
/** Named by the page, so that it can be cancelled and its progress known. */
const job = z.string().regex(/^[0-9a-z-]{1,40}$/);

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const hex32 = z.string().regex(/^[0-9a-f]{32}$/);
const phrase = z.string().min(8).max(1_000);
const token = z.string().regex(/^\d{1,9}$/);
const backupName = z.string().regex(/^desk-[0-9TZ]{16}-[a-z]{1,12}(-[1-9][0-9]{0,5})?\.sqlite$/);

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
  lookup: z.strictObject({ table, search: z.string().max(200), limit: z.number().int().min(1).max(100), ids: z.array(id).max(500).optional() }),
  terms: z.strictObject({ list: z.string().min(1).max(40) }),
  saveSettings: settingsSchema.partial(),
  groups: viewRequest.extend({ group: column }),
  copyCells: z.strictObject({ request: viewRequest, columns, rows: z.array(interval).min(1).max(2_000) }),
  planEdit: z.strictObject({ request: viewRequest, edit: editSchema, first: id.optional(), preset: z.record(column, setValueSchema).optional() }),
  applyEdit: z.strictObject({ plan: z.number().int().min(1) }),
  exportTable: z.strictObject({
    request: viewRequest,
    columns,
    format: z.enum(exportFormats),
    view: z.string().max(200).optional(),
    job,
  }),
  cancelJob: z.strictObject({ job }),
  attachFile: z.strictObject({ table, id }),
  saveAttachment: z.strictObject({ id }),
  importOpen: z.strictObject({ table, encoding: z.enum(encodings) }),
  importText: z.strictObject({ table, text: z.string().max(pasteLetters) }),
  importPlan: z.strictObject({ mapping: mappingSchema }),
  importApply: z.strictObject({
    skipRejected: z.boolean(),
    /** Keeps the mapping under a name for the next file with these headings. */
    save: z.strictObject({ name: z.string().trim().min(1).max(100), headings: z.array(z.string().max(200)).max(300), mapping: mappingSchema }).optional(),
  }),
  importClose: nothing,
  issueSheet: z.strictObject({ period: id, bureau: id.optional(), definition: z.string().max(40).optional() }),
  makeBriefing: z.strictObject({ table: z.enum(['visit', 'trip', 'partner']), id, language: z.enum(['ja', 'en']) }),
  briefing: z.strictObject({ id }),
  briefingStandings: z.strictObject({ table: z.enum(['visit', 'trip', 'partner']), id }),
  refreshBriefing: z.strictObject({ id, choices: z.record(id, z.enum(['fresh', 'mine', 'both'])) }),
  exportBriefing: z.strictObject({ id, format: z.enum(['docx', 'pdf']) }),
  exportItinerary: z.strictObject({ trip: id, language: z.enum(['ja', 'en']), format: z.enum(['docx', 'pdf']) }),
  makeChecklist: z.strictObject({ visit: id }),
  seating: z.strictObject({ visit: id }),
  visitStatistics: z.strictObject({ from: day, until: day }),
  visitProposal: z.strictObject({ partner: id, day, courtesy: z.boolean() }),
  enterVisit: z.strictObject({
    visit: z.record(column, setValueSchema),
    party: z.array(z.union([z.strictObject({ person: id }), z.strictObject({ name: z.string().min(1).max(200), post: z.string().max(200) })])).max(100),
    gift: z.string().max(200),
  }),
  duplicatePeople: nothing,
  mergePeople: z.strictObject({ keep: id, other: id }),
  heldOnPerson: z.strictObject({ person: id }),
  erasePerson: z.strictObject({ person: id, reason: z.string().trim().min(1).max(500) }),
  openPeriod: z.strictObject({
    council: id,
    strategy: id,
    nameJa: z.string().trim().min(1).max(200),
    kind: z.enum(['quarter', 'half', 'year']),
    dateFrom: day,
    dateTo: day,
    dueOn: day.optional(),
  }),
  issueAll: z.strictObject({ period: id, definition: z.string().max(40), job }),
  chooseReturned: z.strictObject({ folder: z.boolean() }),
  readReturned: z.strictObject({ paths: z.array(z.string().min(1).max(4_000)).min(1).max(300), period: id, job }),
  applyReturned: z.strictObject({
    take: z.array(z.string().max(140)).max(20_000),
    later: z.array(z.string().max(140)).max(20_000),
    additions: z.record(z.string().max(60), z.enum(['note', 'measure', 'ignore'])),
  }),
  reminders: z.strictObject({ period: id }),
  noteReminded: z.strictObject({ sheets: z.array(id).min(1).max(300) }),
  checks: z.strictObject({ period: id }),
  overPeriods: z.strictObject({ measure: id.optional(), bureau: id.optional() }),
  meetingPapers: z.strictObject({ period: id, meeting: id.optional() }),
  meetingRecord: z.strictObject({ meeting: id }),
  renumberings: z.strictObject({ strategy: id }),
  renumber: z.strictObject({ strategy: id }),
  home: nothing,
  revealLast: nothing,
  exchangeState: nothing,
  newPassphrase: nothing,
  sendBundle: z.strictObject({ desks: z.array(hex32).max(1_000).optional(), full: z.boolean(), passphrase: phrase.optional(), job }),
  /** Files chosen in a dialog, to be looked at one by one. */
  chooseBundles: nothing,
  lookBundle: z.strictObject({ file: z.string().min(1).max(4_000), passphrase: phrase.optional(), job }),
  acceptBundle: z.strictObject({ token, trust: z.boolean(), job }),
  leaveBundle: z.strictObject({ token }),
  withdrawBundle: z.strictObject({ bundle: id }),
  salvageBundle: z.strictObject({ bundle: id }),
  conflicts: nothing,
  /** Open cells of one table, counted before it goes on paper. */
  contested: z.strictObject({ table }),
  settleConflict: z.strictObject({
    key: z.string().max(140),
    by: z.union([
      z.strictObject({ take: z.string().max(60) }),
      z.strictObject({ set: z.record(column, z.union([z.string().max(1_048_576), z.number(), z.null()])) }),
    ]),
  }),
  settleBy: z.strictObject({ table, desk: hex32 }),
  retireDesk: z.strictObject({ record: id, retired: z.boolean() }),
  registerAnew: z.strictObject({ name: z.string().trim().min(1).max(60) }),
  backUpNow: nothing,
  backUpOut: z.strictObject({ passphrase: phrase.optional() }),
  backupFacts: z.strictObject({ file: backupName }),
  restoreBackup: z.strictObject({ file: backupName }),
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
  /** What the frame shows after every write. */
  undoState: { readonly undo: boolean; readonly redo: boolean; readonly conflicts: number };
  lookup: readonly { readonly id: string; readonly name: string }[];
  terms: readonly { readonly key: string; readonly name: string }[];
  saveSettings: StartState;
  /** null: the person closed the dialog. */
  exportTable: { readonly file: string; readonly rows: number; readonly unencodable: readonly string[] } | null;
  groups: Groups;
  copyCells: { readonly rows: number };
  /** The plan's number, for doing it; what it says about every cell. */
  planEdit: Omit<EditPlan, 'mutations'> & { readonly plan: number };
  applyEdit: Written;
  cancelJob: null;
  attachFile: Written | null;
  saveAttachment: { readonly file: string } | null;
  importOpen: ImportPreview | null;
  importText: ImportPreview;
  importPlan: ImportPreview;
  importApply: { readonly tables: readonly TableName[] };
  importClose: null;
  issueSheet: { readonly file: string; readonly rows: number; readonly measures: number; readonly tables: readonly TableName[] } | null;
  home: HomeFigures;
  revealLast: null;
  makeBriefing: { readonly id: string; readonly tables: readonly TableName[] };
  briefing: BriefingPage;
  briefingStandings: { readonly standings: readonly BriefingStanding[] };
  refreshBriefing: Written;
  exportBriefing: { readonly file: string } | null;
  exportItinerary: { readonly file: string; readonly untranslated: readonly string[] } | null;
  makeChecklist: Written;
  seating: { readonly guests: readonly Seat[]; readonly hosts: readonly Seat[] };
  visitStatistics: VisitStatistics;
  visitProposal: VisitProposal;
  enterVisit: Written & { readonly id: string };
  duplicatePeople: readonly PeoplePair[];
  mergePeople: Written;
  heldOnPerson: HeldOnPerson;
  erasePerson: { readonly operations: number };
  openPeriod: { readonly period: string; readonly records: number; readonly carried: number; readonly tables: readonly TableName[] };
  issueAll: { readonly folder: string; readonly files: number; readonly tables: readonly TableName[] } | null;
  chooseReturned: { readonly paths: readonly string[] };
  readReturned: Review;
  applyReturned: Written;
  reminders: readonly Reminder[];
  noteReminded: Written;
  checks: readonly Finding[];
  overPeriods: readonly PeriodCell[];
  meetingPapers: { readonly folder: string; readonly files: readonly string[] } | null;
  meetingRecord: { readonly file: string } | null;
  /** How many measures would get another number. */
  renumberings: { readonly count: number };
  renumber: Written | null;
  exchangeState: ExchangeState;
  newPassphrase: { readonly passphrase: string };
  sendBundle: Sent | null;
  chooseBundles: { readonly files: readonly string[] };
  lookBundle: Looked;
  acceptBundle: Accepted;
  leaveBundle: null;
  withdrawBundle: null;
  salvageBundle: { readonly records: number };
  conflicts: {
    readonly conflicts: readonly Conflict[];
    readonly names: Readonly<Record<string, string>>;
    readonly issues: readonly Issue[];
    readonly total: number;
  };
  contested: { readonly count: number };
  settleConflict: Written;
  settleBy: { readonly settled: number; readonly tables: readonly TableName[] };
  retireDesk: Written;
  registerAnew: { state: StartState; renamed: number };
  backUpNow: { readonly file: string };
  backUpOut: { readonly file: string; readonly files: number } | null;
  backupFacts: {
    readonly file: string;
    readonly at: number;
    readonly operations: number;
    readonly records: number;
    readonly lastAt: number | null;
    readonly behind: number;
    readonly name: string;
  };
  restoreBackup: StartState;
}

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly code: string; readonly details: Readonly<Record<string, unknown>>; readonly id: string } };

export type Calls = { readonly [C in ChannelName]: (input: Input<C>) => Promise<Reply<Outputs[C]>> };

/** What the bridge itself can tell: where a file that was dropped on the window lies. */
export interface Bridge {
  readonly pathOf: (file: File) => string;
}

export interface Listeners {
  /** Some records changed otherwise than by a call of this window. Returns how to stop listening. */
  readonly onChanged: (listener: () => void) => () => void;
  /** How far a job is. */
  readonly onProgress: (listener: (progress: { readonly job: string; readonly done: number; readonly total: number }) => void) => () => void;
  /** A menu entry was chosen. */
  readonly onCommand: (listener: (name: string) => void) => () => void;
}
