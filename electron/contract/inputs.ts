// What each channel takes, parsed by zod before any handler sees it.
import { z } from 'zod';
import { pageTables } from '../../db/catalog/pages.ts';
import { mutationSchema, setValueSchema } from '../../db/log/mutation.ts';
import { alternativesSchema, filterSchema } from '../../db/queries/condition.ts';
import { editSchema } from '../services/bulk-edit/edit.ts';
import { mappingSchema } from '../services/import/import-mapping.ts';
import { encodings } from '../services/tabular/encoding.ts';
import { pasteLetters } from '../services/tabular/limits.ts';
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
  page: z.strictObject({ table: z.enum(pageTables), id }),
  search: z.strictObject({ text: z.string().max(200) }),
  history: z.strictObject({ table, id }),
  commit: z.strictObject({ mutations: z.array(mutationSchema).min(1).max(1_000) }),
  undo: z.union([nothing, z.strictObject({ rest: z.boolean() })]),
  redo: nothing,
  undoState: nothing,
  lookup: z.strictObject({ table, search: z.string().max(200), limit: z.number().int().min(1).max(100), ids: z.array(id).max(500).optional() }),
  terms: z.strictObject({ list: z.string().min(1).max(40) }),
  saveSettings: settingsSchema.partial(),
  groups: viewRequest.extend({ group: column }),
  placeOf: z.strictObject({ request: viewRequest, id }),
  copyCells: z.strictObject({ request: viewRequest, columns, rows: z.array(interval).min(1).max(2_000) }),
  /** The system's cut, copy or paste where the focus is. */
  clipboardAction: z.strictObject({ action: z.enum(['cut', 'copy', 'paste']) }),
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
  previewBundle: z.strictObject({ file: z.string().min(1).max(4_000), passphrase: phrase.optional(), job }),
  importBundle: z.strictObject({ token, trust: z.boolean(), job }),
  discardBundle: z.strictObject({ token }),
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
  reregister: z.strictObject({ name: z.string().trim().min(1).max(60) }),
  backUpNow: nothing,
  backUpOut: z.strictObject({ passphrase: phrase.optional() }),
  backupFacts: z.strictObject({ file: backupName }),
  restoreBackup: z.strictObject({ file: backupName }),
} as const satisfies Record<ChannelName, z.ZodType>;

export type Input<C extends ChannelName> = z.infer<(typeof inputs)[C]>;
