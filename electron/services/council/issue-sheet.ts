// Issuing a council progress sheet: the file, and the record of exactly what was sent.
import { createHash } from 'node:crypto';
import type { DateStyle } from '../../../db/catalog/dates.ts';
import type { Language } from '../../../db/catalog/index.ts';
import type { SharedDesk } from '../../../db/desk/shared-desk.ts';
import { commit } from '../../../db/log/commit.ts';
import { newRecordId } from '../../../db/log/ids.ts';
import type { Mutation } from '../../../db/log/mutation.ts';
import { type Dot, dot, splitDot } from '../../../db/operations/operation.ts';
import type { Heads } from '../../../db/operations/registers.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { today } from '../calendar/today.ts';
import { stageFile } from '../files/write-file.ts';
import { progressWorkbook } from './progress-workbook.ts';
import type { WorkbookOptions } from './sheet-appearance.ts';
import { checkOf, lockedText } from './sheet-check.ts';
import { type SheetContent, type SheetSelection, sheetContent } from './sheet-content.ts';
import { bureauWrites } from './sheet-definition.ts';

export interface SheetOptions extends SheetSelection {
  readonly dates: DateStyle;
  readonly words: Words;
  readonly author: string;
  /** Puts the workbook together; in this thread when absent. */
  readonly compose?: Compose | undefined;
}

/** Puts a workbook together, in this thread or another: the bytes of an xlsx file. */
export type Compose = (options: WorkbookOptions) => Promise<Uint8Array>;

export interface IssuedSheet {
  readonly sheet: string;
  readonly file: string;
  readonly rows: number;
  readonly measures: number;
}

interface IssueFacts {
  readonly content: SheetContent;
  /** Record id of the issue. */
  readonly id: string;
  /** One for each line. */
  readonly checks: readonly string[];
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly author: string;
  readonly language: Language;
  readonly file: string;
  readonly book: Uint8Array;
  readonly key: Buffer;
}

/** Versions by full writer ids: the record of an issue travels to other desks. */
function globalHeads(db: Reader, seen: string): string {
  const full = (local: string): Dot => {
    const { w, n } = splitDot(local);
    return dot(db.value<string>('SELECT id FROM sync_writer WHERE w = ?', Number(w)) ?? '', n);
  };
  const heads = JSON.parse(seen) as Heads;
  return JSON.stringify(Object.fromEntries(Object.entries(heads).map(([register, dots]) => [register, (typeof dots === 'string' ? [dots] : dots).map(full)])));
}

/** The record of the issue, and one of each line with its values and versions as they were sent. */
function issueRecords(db: Reader, { content, id, checks, day, author, language, file, book, key }: IssueFacts): Mutation[] {
  const writes = bureauWrites(content.definition);
  const sentColumns = [...new Set([...writes, 'planned' as const])];
  return [
    {
      kind: 'create',
      table: 'sheet',
      id,
      set: {
        period: content.period.id,
        council: content.council.id,
        bureau: content.bureau?.id ?? null,
        issuedOn: day,
        issuedBy: author,
        dueOn: content.period.dueOn,
        state: 'issued',
        fileName: file.split(/[\\/]/).pop() ?? '',
        fileHash: createHash('sha256').update(book).digest('hex'),
        columns: JSON.stringify({ definition: content.definition.name, writes, language }),
        key: key.toString('hex'),
      },
    },
    ...content.lines.map(
      (line, at): Mutation => ({
        kind: 'create',
        table: 'sheetRow',
        set: {
          sheet: id,
          progress: line.id,
          ordinal: at + 1,
          values: JSON.stringify(Object.fromEntries(sentColumns.map((column) => [column, line[column]]))),
          heads: globalHeads(db, line.seen),
          check: checks[at] ?? '',
        },
      }),
    ),
  ];
}

/**
 * Writes the workbook, and records that it was issued and exactly what it said: the base of the later merge.
 * @param file  where to; must not exist unless `replace`
 * @throws DeskError `noPeriod`, `notFound`, `emptySheet`, `fileExists`, `fileUnwritable`, `diskFull`
 */
export async function issueSheet(desk: SharedDesk, options: SheetOptions, file: string, replace = false): Promise<IssuedSheet> {
  const content = sheetContent(desk.db, options);
  const day = today(desk.environment.now());
  const id = newRecordId(desk.environment.now(), desk.environment.random);
  const key = desk.environment.random(16);
  const checks = content.lines.map((line) => checkOf(key, id, line.id, lockedText(line)));
  const book = await (options.compose ?? progressWorkbook)({
    content,
    issue: id,
    deskName: desk.local('deskName') ?? '',
    day,
    checks,
    language: options.language,
    dates: options.dates,
    words: options.words,
  });
  const staged = await stageFile(file, book, replace);
  const mutations = issueRecords(desk.db, { content, id, checks, day, author: options.author, language: options.language, file, book, key });
  // A file without its record could not be taken back in; a record without its file is merely issued once more.
  try {
    await desk.write((open) => commit(open, options.author, mutations, { why: 'sheet' }));
  } catch (error) {
    await staged.drop();
    throw error;
  }
  try {
    await staged.publish();
  } catch (error) {
    await desk.write((open) => commit(open, options.author, [{ kind: 'delete', table: 'sheet', id }], { why: 'sheet' }));
    throw error;
  }
  return { sheet: id, file, rows: content.lines.length, measures: new Set(content.lines.map((line) => line.number)).size };
}
