// Issuing a council progress sheet: what is on it, which cells a bureau may write, and the record of what was sent.
import { createHash, createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { DateStyle } from '../../../db/catalog/dates.ts';
import { type Language, tableOf } from '../../../db/catalog/index.ts';
import type { Desk } from '../../../db/desk/desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { commit } from '../../../db/log/commit.ts';
import { newRecordId } from '../../../db/log/ids.ts';
import type { Mutation } from '../../../db/log/mutation.ts';
import { type Dot, dot, splitDot } from '../../../db/operations/operation.ts';
import type { Heads } from '../../../db/operations/registers.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { contestedOf } from '../../../db/queries/list.ts';
import { namedIn } from '../../../db/queries/named.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { today } from '../calendar/today.ts';
import { fileName } from '../files/file-name.ts';
import { stageFile } from '../files/write-file.ts';
import { bureauWrites, definitionOf, type SheetDefinition } from './sheet-definition.ts';
import { progressWorkbook, type WorkbookOptions } from './workbook.ts';

export interface SheetLine {
  /** Id of the progress record. */
  readonly id: string;
  readonly seen: string;
  readonly number: number;
  readonly measure: string;
  readonly bureau: string;
  readonly bureauId: string;
  readonly bureauOrder: number;
  readonly related: string;
  readonly partners: string;
  readonly purposeCode: string;
  readonly purpose: string;
  readonly sectionCode: string;
  readonly section: string;
  readonly planned: string;
  readonly done: string;
  readonly figures: string;
  readonly status: string;
  readonly problems: string;
  readonly nextSteps: string;
  readonly contact: string;
  /** Columns of it with several standing values. */
  readonly contested: readonly string[];
}

export interface SheetContent {
  readonly council: { readonly id: string; readonly name: string };
  readonly period: { readonly id: string; readonly name: string; readonly asOf: string | null; readonly dueOn: string | null };
  readonly bureau: { readonly id: string; readonly name: string } | undefined;
  readonly lines: readonly SheetLine[];
  readonly definition: SheetDefinition;
  /** Open action items of the bureaus on the sheet: they stand below it. */
  readonly actions: readonly { readonly bureau: string; readonly text: string; readonly dueOn: string | null }[];
}

export interface SheetOptions {
  /** Record id of the period, or its Japanese name. */
  readonly period: string;
  /** Record id of one bureau, or its Japanese name; all bureaus when absent. */
  readonly bureau?: string | undefined;
  /** Record id or Japanese name of the council, checked against the period's when given. */
  readonly council?: string | undefined;
  /** Name of the column set; the progress sheet when absent. */
  readonly definition?: string | undefined;
  readonly language: Language;
  readonly dates: DateStyle;
  readonly words: Words;
  readonly author: string;
  /** Puts the workbook together; here and now when absent. */
  readonly compose?: Compose | undefined;
}

export type Compose = (options: WorkbookOptions) => Promise<Uint8Array>;

export interface IssuedSheet {
  readonly sheet: string;
  readonly file: string;
  readonly rows: number;
  readonly measures: number;
}

export function find(db: Reader, table: 'period' | 'bureau' | 'council' | 'strategy', wanted: string): string | undefined {
  return allOf<{ id: string }>(
    db,
    sql`SELECT id FROM ${sql.identifier(table)} WHERE deleted = 0 AND (id = ${wanted} OR nameJa = ${wanted}) ORDER BY id LIMIT 1`,
  )[0]?.id;
}

/** @throws DeskError `noPeriod`, `notFound`, `emptySheet` */
export function sheetContent(db: Reader, options: Pick<SheetOptions, 'period' | 'bureau' | 'council' | 'language' | 'definition'>): SheetContent {
  const { language } = options;
  const periodId = find(db, 'period', options.period);
  const period = periodId
    ? allOf<{ id: string; name: string; asOf: string | null; dueOn: string | null; council: string; councilName: string }>(
        db,
        sql`SELECT p.id, ${namedIn('period', language, 'p')} AS name, p.asOf, p.dueOn, c.id AS council, ${namedIn('council', language, 'c')} AS councilName
          FROM period p JOIN council c ON c.id = p.council WHERE p.id = ${periodId}`,
      )[0]
    : undefined;
  if (!period) throw new DeskError('noPeriod', { period: options.period });
  if (options.council !== undefined && find(db, 'council', options.council) !== period.council)
    throw new DeskError('notFound', { table: 'council', id: options.council });
  const bureauId = options.bureau === undefined ? undefined : find(db, 'bureau', options.bureau);
  if (options.bureau !== undefined && bureauId === undefined) throw new DeskError('notFound', { table: 'bureau', id: options.bureau });
  const found = allOf<Omit<SheetLine, 'contested'>>(
    db,
    sql`SELECT r.id, r._h AS seen, m.number, ${namedIn('measure', language, 'm')} AS measure, ${namedIn('bureau', language, 'b')} AS bureau, b.id AS bureauId, b."order" AS bureauOrder,
        coalesce((SELECT group_concat(name, ${language === 'en' ? ', ' : '、'}) FROM (SELECT ${namedIn('bureau', language, 'rb')} AS name FROM measureBureau l JOIN bureau rb ON rb.id = l.bureau
          WHERE l.deleted = 0 AND l.measure = m.id AND l.role = 'related' ORDER BY rb."order")), '') AS related,
        coalesce((SELECT group_concat(name, ${language === 'en' ? ', ' : '、'}) FROM (SELECT ${namedIn('partner', language, 'p')} AS name FROM measurePartner l JOIN partner p ON p.id = l.partner
          WHERE l.deleted = 0 AND l.measure = m.id ORDER BY p.reading, p.nameJa)), '') AS partners,
        coalesce(pg.code, g.code, '') AS purposeCode, coalesce(${namedIn('goal', language, 'pg')}, ${namedIn('goal', language, 'g')}, '') AS purpose,
        CASE WHEN pg.id IS NULL THEN '' ELSE g.code END AS sectionCode, CASE WHEN pg.id IS NULL THEN '' ELSE ${namedIn('goal', language, 'g')} END AS section,
        coalesce(r.planned, '') AS planned, coalesce(r.done, '') AS done, coalesce(r.figures, '') AS figures, r.status,
        coalesce(r.problems, '') AS problems, coalesce(r.nextSteps, '') AS nextSteps, coalesce(r.contact, '') AS contact
      FROM progress r JOIN measure m ON m.id = r.measure JOIN bureau b ON b.id = r.bureau
        LEFT JOIN goal g ON g.id = m.goal LEFT JOIN goal pg ON pg.id = g.parent
      WHERE r.deleted = 0 AND m.deleted = 0 AND r.period = ${period.id} ${bureauId === undefined ? sql`` : sql`AND r.bureau = ${bureauId}`}
      ORDER BY coalesce(pg."order", g."order"), g."order", m.number, b."order", r.id`,
  );
  const contested = contestedOf(
    db,
    tableOf('progress'),
    found.map((line) => line.id),
  );
  const lines = found.map((line): SheetLine => ({ ...line, contested: contested.get(line.id) ?? [] }));
  if (lines.length === 0) throw new DeskError('emptySheet', { period: period.name, bureau: options.bureau ?? '' });
  const bureau = bureauId === undefined ? undefined : { id: bureauId, name: lines[0]?.bureau ?? '' };
  const actions = allOf<{ bureau: string; text: string; dueOn: string | null }>(
    db,
    sql`SELECT coalesce(${namedIn('bureau', language, 'b')}, '') AS bureau, a.text, a.dueOn FROM actionItem a JOIN meeting m ON m.id = a.meeting LEFT JOIN bureau b ON b.id = a.bureau
      WHERE a.deleted = 0 AND a.status = 'open' AND m.council = ${period.council} ${bureauId === undefined ? sql`` : sql`AND a.bureau = ${bureauId}`} ORDER BY a.dueOn, b."order"`,
  );
  return { council: { id: period.council, name: period.councilName }, period, bureau, lines, definition: definitionOf(options.definition), actions };
}

/** `推進会議_進捗管理表_令和8年度第2四半期_2026-11-23.xlsx` */
export function sheetFileName(content: SheetContent, language: Language, day: string): string {
  const council = content.council.name.replace(/^都市外交/, '');
  return fileName([council, content.definition.title[language], content.period.name, content.bureau?.name ?? '', day], 'xlsx');
}

/** What a bureau may not write, in one text: its check value tells whether a returned row still is the one that was sent. */
export const lockedText = (line: Pick<SheetLine, 'number' | 'measure' | 'bureau'> & { readonly planned: string }) =>
  [line.number, line.measure, line.bureau, line.planned].join('\u001f');

/** Tells whether a returned row still is the one that was sent: twelve hex digits over issue, row and what was locked. */
export const checkOf = (key: Buffer, issue: string, row: string, locked: string): string =>
  createHmac('sha256', key).update(`${issue}\u001f${row}\u001f${locked}`).digest('hex').slice(0, 12);

/** Versions by full writer ids: the record of an issue travels to other desks. */
function globalHeads(db: Reader, seen: string): string {
  const full = (local: string): Dot => {
    const { w, n } = splitDot(local);
    return dot(db.value<string>('SELECT id FROM sync_writer WHERE w = ?', Number(w)) ?? '', n);
  };
  const heads = JSON.parse(seen) as Heads;
  return JSON.stringify(Object.fromEntries(Object.entries(heads).map(([register, dots]) => [register, (typeof dots === 'string' ? [dots] : dots).map(full)])));
}

/**
 * Writes the workbook, and records that it was issued and exactly what it said: the base of the later merge.
 * @param file  where to; must not exist unless `replace`
 * @throws DeskError `noPeriod`, `notFound`, `emptySheet`, `fileExists`, `fileUnwritable`, `diskFull`
 */
export async function issueSheet(desk: Desk, options: SheetOptions, file: string, replace = false): Promise<IssuedSheet> {
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
  const mutations: Mutation[] = [
    {
      kind: 'create',
      table: 'sheet',
      id,
      set: {
        period: content.period.id,
        council: content.council.id,
        bureau: content.bureau?.id ?? null,
        issuedOn: day,
        issuedBy: options.author,
        dueOn: content.period.dueOn,
        state: 'issued',
        fileName: file.split(/[\\/]/).pop() ?? '',
        fileHash: createHash('sha256').update(book).digest('hex'),
        columns: JSON.stringify({ definition: content.definition.name, writes: bureauWrites(content.definition), language: options.language }),
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
          values: JSON.stringify(
            Object.fromEntries([...new Set([...bureauWrites(content.definition), 'planned' as const])].map((column) => [column, line[column]])),
          ),
          heads: globalHeads(desk.db, line.seen),
          check: checks[at] ?? '',
        },
      }),
    ),
  ];
  // A file without its record could not be taken back in; a record without its file is merely issued once more.
  try {
    commit(desk, options.author, mutations, { why: 'sheet' });
  } catch (error) {
    await staged.drop();
    throw error;
  }
  try {
    await staged.publish();
  } catch (error) {
    commit(desk, options.author, [{ kind: 'delete', table: 'sheet', id }], { why: 'sheet' });
    throw error;
  }
  return { sheet: id, file, rows: content.lines.length, measures: new Set(content.lines.map((line) => line.number)).size };
}
