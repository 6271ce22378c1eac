// What a job can be asked, and what it answers. Plain data: it crosses between threads.

import type { DateStyle } from '../../db/catalog/dates.ts';
import type { Language } from '../../db/catalog/index.ts';
import type { Mutation } from '../../db/log/mutation.ts';
import type { ListRequest } from '../../db/queries/list.ts';
import type { BackupName, BackupReason } from '../../db/store/backup.ts';
import type { ComposedBriefing, ComposeOptions } from '../services/briefing/compose.ts';
import type { PapersOptions, WrittenPapers } from '../services/council/papers.ts';
import type { ReadReturn, RefusedFile } from '../services/council/returned-files.ts';
import type { WorkbookOptions } from '../services/council/sheet-appearance.ts';
import type { WrittenBackup } from '../services/exchange/backup-file.ts';
import type { ImportedBundle } from '../services/exchange/import-bundle.ts';
import type { DeskKeys } from '../services/exchange/keys.ts';
import type { BundlePreview } from '../services/exchange/preview-bundle.ts';
import type { StagedBundle } from '../services/exchange/read-bundle.ts';
import type { BundlePlan, WrittenBundle } from '../services/exchange/write-bundle.ts';
import type { Mapping } from '../services/import/import-mapping.ts';
import type { ImportPlan } from '../services/import/import-plan.ts';
import type { Exported } from '../services/table-export/export-rows.ts';
import type { Encoding } from '../services/tabular/encoding.ts';

/** Where the thread finds the desk. */
export interface WorkerContext {
  readonly folder: string;
  readonly app: string;
  readonly migrations: string;
  readonly binding?: string | undefined;
}

export interface ViewOptions {
  readonly request: ListRequest;
  readonly columns: readonly string[];
  readonly language: Language;
  readonly dates: DateStyle;
  readonly today: string;
  readonly view?: string | undefined;
}

export interface Tasks {
  exportFile: {
    input: { readonly options: ViewOptions; readonly file: string; readonly format: 'xlsx' | 'csv' | 'csvShiftJis' };
    output: Exported;
  };
  paperPage: { input: { readonly options: ViewOptions }; output: { readonly title: string; readonly body: string; readonly rows: number } };
  /** Reads the file and keeps it in the thread for the plans to come. */
  readFile: {
    input: { readonly path: string; readonly encoding: Encoding | 'auto' } | { readonly text: string };
    output: { readonly rows: number };
  };
  /** Writes a bundle that the desk has prepared, and opens it again to check it. */
  writeBundle: { input: { readonly plan: BundlePlan; readonly file: string }; output: WrittenBundle };
  previewBundle: {
    input: { readonly file: string; readonly passphrase: string | undefined; readonly keys: DeskKeys };
    output: { readonly preview: BundlePreview; readonly staged: StagedBundle };
  };
  /** Writes to the desk: the other connection must be still. */
  importBundle: { input: { readonly staged: StagedBundle; readonly fileName: string; readonly keys: DeskKeys }; output: ImportedBundle };
  discardBundle: { input: { readonly folder: string }; output: null };
  importWaiting: { input: { readonly keys: DeskKeys }; output: number };
  backUp: { input: { readonly reason: BackupReason }; output: BackupName };
  writeBackup: { input: { readonly file: string; readonly passphrase: string | undefined }; output: WrittenBackup };
  /** Returned sheets of the Council: files, or every workbook of a folder. */
  readReturnedFile: { input: { readonly paths: readonly string[] }; output: readonly (ReadReturn | RefusedFile)[] };
  composeBriefing: { input: ComposeOptions & { readonly dates: DateStyle; readonly resources: string }; output: ComposedBriefing };
  /** The papers of a meeting into a folder; the page of all of them comes back, to be printed. */
  meetingPapers: { input: Omit<PapersOptions, 'words'>; output: WrittenPapers };
  /** One sheet of the Council; its record is for the window's connection to write. */
  progressWorkbook: { input: Omit<WorkbookOptions, 'words'>; output: Uint8Array };
  planImport: {
    input: { readonly table: string; readonly mapping: Mapping; readonly today: string; readonly language: Language };
    output: ImportPlan & { readonly remember: readonly Mutation[] };
  };
}
export type TaskName = keyof Tasks;

export type Order = { readonly [T in TaskName]: { readonly id: number; readonly task: T; readonly input: Tasks[T]['input'] } }[TaskName];

export type Report =
  | { readonly id: number; readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly id: number; readonly kind: 'done'; readonly output: unknown }
  | {
      readonly id: number;
      readonly kind: 'failed';
      readonly code: string | undefined;
      readonly details: Readonly<Record<string, string | number | boolean | null | undefined>>;
      readonly message: string;
    };
