// What is on a council progress sheet: the lines of a period, for one bureau or for all, and the open action items.
import { sql } from 'drizzle-orm';
import { type Language, tableOf } from '../../../db/catalog/index.ts';
import { DeskError } from '../../../db/errors.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { contestedOf } from '../../../db/queries/list.ts';
import { namedIn } from '../../../db/queries/named.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { fileName } from '../files/file-name.ts';
import { findByIdOrName } from './find-record.ts';
import { definitionOf, type SheetDefinition } from './sheet-definition.ts';

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
  /** Columns with an open conflict. */
  readonly contested: readonly string[];
}

export interface SheetContent {
  readonly council: { readonly id: string; readonly name: string };
  readonly period: { readonly id: string; readonly name: string; readonly asOf: string | null; readonly dueOn: string | null };
  readonly bureau: { readonly id: string; readonly name: string } | undefined;
  readonly lines: readonly SheetLine[];
  readonly definition: SheetDefinition;
  /** Open action items of the bureaus on the sheet, printed below it. */
  readonly actions: readonly { readonly bureau: string; readonly text: string; readonly dueOn: string | null }[];
}

/** Which sheet: of which period, for whom, with which columns, in which language. */
export interface SheetSelection {
  /** Record id of the period, or its Japanese name. */
  readonly period: string;
  /** Record id of one bureau, or its Japanese name; all bureaus when absent. */
  readonly bureau?: string | undefined;
  /** Record id or Japanese name of the council, checked against the period's when given. */
  readonly council?: string | undefined;
  /** Name of the column set; the progress sheet when absent. */
  readonly definition?: string | undefined;
  readonly language: Language;
}

/** Reads what is on a sheet. @throws DeskError `noPeriod`, `notFound`, `emptySheet` */
export function sheetContent(db: Reader, options: SheetSelection): SheetContent {
  const { language } = options;
  const periodId = findByIdOrName(db, 'period', options.period);
  const period = periodId
    ? allOf<{ id: string; name: string; asOf: string | null; dueOn: string | null; council: string; councilName: string }>(
        db,
        sql`SELECT p.id, ${namedIn('period', language, 'p')} AS name, p.asOf, p.dueOn, c.id AS council, ${namedIn('council', language, 'c')} AS councilName
          FROM period p JOIN council c ON c.id = p.council WHERE p.id = ${periodId}`,
      )[0]
    : undefined;
  if (!period) throw new DeskError('noPeriod', { period: options.period });
  if (options.council !== undefined && findByIdOrName(db, 'council', options.council) !== period.council)
    throw new DeskError('notFound', { table: 'council', id: options.council });
  const bureauId = options.bureau === undefined ? undefined : findByIdOrName(db, 'bureau', options.bureau);
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
