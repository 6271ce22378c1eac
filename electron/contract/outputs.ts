// What each channel answers: types only.
import type { TableName } from '../../db/catalog/index.ts';
import type { Issue } from '../../db/exchange/broken-rules.ts';
import type { Conflict } from '../../db/exchange/conflicts.ts';
import type { Groups } from '../../db/queries/groups.ts';
import type { ListedRow, Listing } from '../../db/queries/list.ts';
import type { SubjectPage } from '../../db/queries/page/page.ts';
import type { Found } from '../../db/queries/page/search.ts';
import type { HistoryEntry, RecordPage } from '../../db/queries/record.ts';
import type { BriefingState } from '../services/briefing/briefing-states.ts';
import type { BriefingPage } from '../services/briefing/briefings.ts';
import type { TablePlan } from '../services/briefing/protocol.ts';
import type { EditPlan } from '../services/bulk-edit/plan.ts';
import type { Finding } from '../services/council/checks.ts';
import type { PeriodCell } from '../services/council/history.ts';
import type { Reminder } from '../services/council/reminders.ts';
import type { ImportedBundle } from '../services/exchange/import-bundle.ts';
import type { HomeFigures } from '../services/home/home.ts';
import type { PeoplePair } from '../services/people/duplicate-people.ts';
import type { ErasedPerson, HeldOnPerson } from '../services/people/person-data.ts';
import type { VisitProposal } from '../services/visits/quick-entry.ts';
import type { VisitStatistics } from '../services/visits/statistics.ts';
import type { Review } from './council.ts';
import type { ExchangeState, PreviewedBundle, Sent } from './exchange.ts';
import type { ImportPreview } from './import.ts';
import type { Settings } from './inputs.ts';

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
  page: SubjectPage;
  search: Found;
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
  clipboardAction: null;
  /** From 0; null when the list does not show the record. */
  placeOf: number | null;
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
  briefingStandings: { readonly standings: readonly BriefingState[] };
  refreshBriefing: Written;
  exportBriefing: { readonly file: string } | null;
  exportItinerary: { readonly file: string; readonly untranslated: readonly string[] } | null;
  makeChecklist: Written;
  seating: TablePlan;
  visitStatistics: VisitStatistics;
  visitProposal: VisitProposal;
  enterVisit: Written & { readonly id: string };
  duplicatePeople: readonly PeoplePair[];
  mergePeople: Written;
  heldOnPerson: HeldOnPerson;
  erasePerson: ErasedPerson;
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
  previewBundle: PreviewedBundle;
  importBundle: ImportedBundle;
  discardBundle: null;
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
  reregister: { state: StartState; renamed: number };
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
