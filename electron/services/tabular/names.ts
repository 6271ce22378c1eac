// Names that files use, to the records they mean: in any of the three languages, by short name, by number and name, or
// by an alias that was chosen before.
import { sql } from 'drizzle-orm';
import { isRecordId } from '../../../db/catalog/check.ts';
import { fold } from '../../../db/catalog/fold.ts';
import { columnOf, languages, tableOf } from '../../../db/catalog/index.ts';
import { mayBeSame, type ShortName, shortName } from '../../../db/catalog/short-names.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { recordNames } from '../../../db/queries/list.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { alikeIds } from './propose-names.ts';

export type FoundName = { readonly kind: 'one'; readonly id: string } | { readonly kind: 'none' } | { readonly kind: 'several'; readonly count: number };

/** Value of `nameAlias.record` for a name that is to be ignored. */
export const passOver = 'none';

export class Names {
  readonly #db: Reader;
  readonly #tables = new Map<string, Map<string, string[]>>();
  readonly #aliases = new Map<string, string>();
  readonly #alike = new Map<string, Map<string, string>>();
  readonly #terms = new Map<string, Map<string, string>>();
  #short: readonly { readonly id: string; readonly short: ShortName }[] | undefined;

  /** @param answers  `table:name` → record id or `none`, chosen for this file just now */
  constructor(db: Reader, answers: Readonly<Record<string, string>> = {}) {
    this.#db = db;
    for (const row of allOf<{ recordTable: string; alias: string; record: string }>(
      db,
      sql`SELECT recordTable, alias, record FROM nameAlias WHERE deleted = 0`,
    ))
      this.#aliases.set(`${row.recordTable}:${fold(row.alias)}`, row.record);
    for (const [key, record] of Object.entries(answers)) {
      const at = key.indexOf(':');
      this.#aliases.set(`${key.slice(0, at)}:${fold(key.slice(at + 1))}`, record);
    }
  }

  /** @returns `one` with an empty id for a name that is to be ignored */
  find(table: string, name: string): FoundName {
    // The program itself names records by id, where a screen gives every line the same one.
    if (isRecordId(name))
      return this.#db.value(`SELECT 1 FROM "${tableOf(table).name}" WHERE id = ?`, name) === undefined ? { kind: 'none' } : { kind: 'one', id: name };
    const word = fold(name);
    const alias = this.#aliases.get(`${table}:${word}`);
    if (alias !== undefined) return { kind: 'one', id: alias === passOver ? '' : alias };
    const exact = this.#namesOf(table).get(word) ?? [];
    const ids = exact.length > 0 ? exact : this.#shortOf(table, name);
    if (ids.length === 0) return { kind: 'none' };
    return ids.length === 1 ? { kind: 'one', id: ids[0] as string } : { kind: 'several', count: ids.length };
  }

  /** Partners that are called so for short, in any of their names. */
  #shortOf(table: string, name: string): readonly string[] {
    if (table !== 'partner') return [];
    this.#short ??= allOf<Record<'id' | 'nameJa' | 'nameEn' | 'nameKo' | 'otherNames' | 'reading', string | null>>(
      this.#db,
      sql`SELECT id, nameJa, nameEn, nameKo, otherNames, reading FROM partner WHERE deleted = 0`,
    ).flatMap(({ id, otherNames, ...names }) =>
      [...Object.values(names), ...(otherNames ?? '').split(/[;；、,]/)].flatMap((one) => (one ? [{ id: String(id), short: shortName(one) }] : [])),
    );
    const wanted = shortName(name);
    return [...new Set(this.#short.filter(({ short }) => mayBeSame(short, wanted)).map(({ id }) => id))];
  }

  /** The few records that a name may have been meant for: those it means, if several, else those that are called much alike. */
  candidates(table: string, name: string): { readonly id: string; readonly name: string }[] {
    const exact = this.#namesOf(table).get(fold(name)) ?? [];
    const several = exact.length > 0 ? exact : this.#shortOf(table, name);
    const ids = several.length > 0 ? several.slice(0, 5) : alikeIds(this.#namesOf(table), name);
    const shown = recordNames(this.#db, new Map([[table, new Set(ids)]]), 'ja');
    return ids.map((id) => ({ id, name: shown[id] ?? id }));
  }

  /** Ids of all records that a name may mean: to find out whether a cell says what a record already holds. */
  all(table: string, name: string): readonly string[] {
    const word = fold(name);
    const alias = this.#aliases.get(`${table}:${word}`);
    return alias !== undefined && alias !== passOver ? [alias] : (this.#namesOf(table).get(word) ?? []);
  }

  /**
   * The same id for all records of a table that share a name. A file that names one of them says the same as a record
   * that refers to another: neither may count as changed.
   */
  canonicalId(table: string, id: string): string {
    let groups = this.#alike.get(table);
    if (!groups) {
      groups = new Map();
      const root = (of: string): string => {
        let at = of;
        for (let up = groups?.get(at); up !== undefined && up !== at; up = groups?.get(at)) at = up;
        return at;
      };
      for (const ids of this.#namesOf(table).values()) {
        if (ids.length < 2) continue;
        const first = root(ids[0] as string);
        for (const other of ids) groups.set(root(other), first);
      }
      this.#alike.set(table, new Map([...groups.keys()].map((one) => [one, root(one)])));
      groups = this.#alike.get(table) as Map<string, string>; // set one line above
    }
    return groups.get(id) ?? id;
  }

  #namesOf(name: string): Map<string, string[]> {
    const known = this.#tables.get(name);
    if (known) return known;
    const table = tableOf(name);
    const words = new Map<string, string[]>();
    const note = (text: unknown, id: string) => {
      if (typeof text !== 'string' || text === '') return;
      const word = fold(text);
      const ids = words.get(word);
      if (!ids) words.set(word, [id]);
      else if (!ids.includes(id)) ids.push(id);
    };
    const naming = [...new Set(languages.map((language) => table.naming[language]))];
    if (columnOf(table, table.naming.ja)?.kind === 'reference') {
      // Named by another record: the names as they are shown.
      const ids = new Set(allOf<{ id: string }>(this.#db, sql`SELECT id FROM ${sql.identifier(name)} WHERE deleted = 0`).map((row) => row.id));
      for (const language of languages) for (const [id, text] of Object.entries(recordNames(this.#db, new Map([[name, ids]]), language))) note(text, id);
    } else {
      const columns = [...naming, ...['shortJa', 'code'].filter((column) => columnOf(table, column)?.kind === 'text')];
      const number = table.numberedBy;
      const wanted = [...columns, ...(number === undefined ? [] : [number])].map((column) => sql.identifier(column));
      for (const row of allOf<Record<string, string | number | null>>(
        this.#db,
        sql`SELECT id, ${sql.join(wanted, sql`, `)} FROM ${sql.identifier(name)} WHERE deleted = 0`,
      ))
        for (const column of columns) {
          note(row[column], String(row.id));
          if (number !== undefined && row[number] !== null && row[column] !== null) note(`${row[number]} ${row[column]}`, String(row.id));
        }
    }
    this.#tables.set(name, words);
    return words;
  }

  /** The key of a word in an editable list, by its key or its name in any language. */
  term(list: string, text: string): string | undefined {
    let words = this.#terms.get(list);
    if (!words) {
      words = new Map();
      const rows = allOf<Record<string, string | null>>(
        this.#db,
        sql`SELECT key, nameJa, nameEn, nameKo FROM vocabulary WHERE deleted = 0 AND list = ${list} ORDER BY "order" DESC`,
      );
      for (const row of rows) for (const name of [row.nameKo, row.nameEn, row.nameJa, row.key]) if (name) words.set(fold(name), String(row.key));
      this.#terms.set(list, words);
    }
    return words.get(fold(text));
  }
}
