// What the records say about the subject of a briefing, in one language. The records that were read, and names without a
// translation, are collected on the way.

import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { type DateStyle, formatDate } from '../../../db/catalog/dates.ts';
import { type TableName, tableOf } from '../../../db/catalog/index.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { termNames } from '../../../db/queries/list.ts';
import type { Reader, SqlRow } from '../../../db/store/connection.ts';
import { valueLabel, type Words } from '../../../resources/locales/sentences.ts';

export type PaperLanguage = 'ja' | 'en';

export interface RecordUsed {
  readonly table: TableName;
  readonly id: string;
}

export type Row = Readonly<Record<string, string | number | null>> & { readonly id: string };

/** Reads records for one part of a briefing; collects which were read and which texts have no translation. */
export class Facts {
  readonly db: Reader;
  readonly language: PaperLanguage;
  readonly words: Words;
  readonly dates: DateStyle;
  readonly #used = new Map<string, RecordUsed>();
  readonly #untranslated = new Set<string>();

  constructor(db: Reader, language: PaperLanguage, words: Words, dates: DateStyle) {
    this.db = db;
    this.language = language;
    this.words = words;
    this.dates = language === 'ja' ? dates : 'western';
  }

  /** Records read since the last call. */
  used(): RecordUsed[] {
    const used = [...this.#used.values()];
    this.#used.clear();
    return used;
  }
  /** Texts without a translation, each once. */
  untranslated(): string[] {
    return [...this.#untranslated];
  }

  rows(table: TableName, where: SQL, order: SQL = sql`id`, limit = 500): Row[] {
    const rows = allOf<SqlRow>(
      this.db,
      sql`SELECT * FROM ${sql.identifier(table)} t WHERE t.deleted = 0 AND ${where} ORDER BY ${order} LIMIT ${limit}`,
    ) as unknown as Row[];
    return this.using(table, rows);
  }
  /** Marks records that were read earlier as used by this part too. */
  using(table: TableName, rows: readonly Row[]): Row[] {
    for (const row of rows) this.#used.set(`${table}:${row.id}`, { table, id: row.id });
    return [...rows];
  }
  one(table: TableName, id: string | number | null | undefined): Row | undefined {
    return typeof id === 'string' ? this.rows(table, sql`t.id = ${id}`)[0] : undefined;
  }

  /** A record's name in the paper's language; the Japanese one, noted as untranslated, where there is none. */
  name(table: TableName, row: Row | undefined): string {
    if (!row) return '';
    const { naming } = tableOf(table);
    const japanese = String(row[naming.ja] ?? '');
    if (this.language === 'ja') return japanese;
    const own = naming.en === naming.ja ? '' : String(row[naming.en] ?? '');
    if (own === '' && japanese !== '') this.#untranslated.add(japanese);
    return own === '' ? japanese : own;
  }
  /** A text that exists in Japanese only: noted when the paper is in English. */
  text(value: string | number | null | undefined): string {
    const text = value === null || value === undefined ? '' : String(value).trim();
    if (this.language === 'en' && /[ぁ-ゖァ-ヺ一-鿿]/.test(text)) this.#untranslated.add(text.length > 60 ? `${text.slice(0, 60)}…` : text);
    return text;
  }
  date(value: string | number | null | undefined): string {
    return value === null || value === undefined || value === '' ? '' : formatDate(String(value), this.language, this.dates);
  }
  word(list: string, value: string | number | null | undefined): string {
    return value === null || value === undefined ? '' : valueLabel(this.words, list, String(value));
  }
  term(list: string, key: string | number | null | undefined): string {
    return key === null || key === undefined ? '' : (termNames(this.db, [{ list, key: String(key) }], this.language)[`${list}:${key}`] ?? String(key));
  }

  /** Name with its form of address, which no printed name goes without. A post that serves as one is not repeated. */
  person(row: Row | undefined): string {
    if (!row) return '';
    const name = this.name('person', row);
    const honorific = String(row.honorific ?? '').trim();
    if (this.language === 'ja') return `${name} ${honorific === '' || honorific === row.postJa ? this.words('briefing.sama') : honorific}`;
    return /^(H\.?E\.?|The Hon|Mr|Ms|Dr|Prof)/i.test(honorific) ? `${honorific} ${name}` : name;
  }
  /** The post held on a day, from the posts with periods; else the one on the person's record. */
  postAt(person: Row, day: string): string {
    const posts = this.rows(
      'personPost',
      sql`t.person = ${person.id} AND (t.validFrom IS NULL OR t.validFrom = '?' OR t.validFrom <= ${day}) AND (t.validTo IS NULL OR t.validTo = '?' OR t.validTo >= ${day})`,
      sql`t.validFrom DESC`,
      1,
    );
    const [post] = posts;
    const [ja, en] = post ? [post.titleJa, post.titleEn] : [person.postJa, person.postEn];
    if (this.language === 'ja') return String(ja ?? '');
    if (!en && ja) this.#untranslated.add(String(ja));
    return String(en || ja || '');
  }
}

/** One value over all records a text was made from: another value means that one of them has changed. */
export function versionOf(db: Reader, used: readonly RecordUsed[]): string {
  const hash = createHash('sha256');
  for (const { table, id } of [...used].sort((a, b) => (`${a.table}${a.id}` < `${b.table}${b.id}` ? -1 : 1)))
    hash.update(
      `${table}:${id}:${JSON.stringify(db.get(`SELECT * FROM "${tableOf(table).name}" WHERE id = ?`, id) ?? null).replace(/"_h":"(?:[^"\\]|\\.)*",?/, '')}\n`,
    );
  return hash.digest('hex').slice(0, 16);
}
