// Texts that name a person, without being about that person: titles, papers, notes on visits. They stay, without the name.
import { columnOf, storedColumns, type TableName, tableNames, tableOf } from '../catalog/index.ts';
import { decode, type Operation } from '../operations/operation.ts';
import type { Reader } from '../store/connection.ts';

/** Shorter names stand in too many other words. */
const shortest = 3;

const blanks = /[\s\u3000・=＝]+/gu;
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** What finds the names in a text, however they are spaced; undefined when all are too short to be told from other words. */
export function namePattern(names: Iterable<string>): RegExp | undefined {
  const letters = [...new Set([...names].map((name) => name.normalize('NFC').replace(blanks, '')))].filter((name) => [...name].length >= shortest);
  if (letters.length === 0) return undefined;
  const spaced = letters
    .sort((a, b) => b.length - a.length)
    .map((name) => {
      const body = [...name].map(escaped).join('[\\s\\u3000・=＝]*');
      return /^[\p{Script=Latin}\p{M}'’.-]+$/u.test(name) ? `(?<![\\p{L}])${body}(?![\\p{L}])` : body;
    });
  return new RegExp(spaced.join('|'), 'giu');
}

const namingColumns = (table: TableName): string[] =>
  storedColumns(tableOf(table)).flatMap(([name, column]) => ((column.kind === 'text' || column.kind === 'longText') && may(table, name) ? [name] : []));
const may = (table: TableName, name: string) => {
  const column = columnOf(tableOf(table), name);
  return column?.personal === true || column?.mayName === true;
};

const finds = (names: RegExp, value: unknown): boolean => typeof value === 'string' && value.normalize('NFC').search(names) >= 0;

/** Versions in the log that name the person, with the columns that do. */
export function* naming(db: Reader, names: RegExp): Generator<{ readonly line: string; readonly operation: Operation; readonly columns: readonly string[] }> {
  const columnsOf = new Map(tableNames.map((table) => [table as string, namingColumns(table)]));
  for (const { line } of db.all<{ line: string }>("SELECT line FROM sync_op WHERE row <> '' ORDER BY seq")) {
    if (!finds(names, line)) continue;
    const operation = decode(line);
    const { e = '', s = {} } = operation;
    const columns = (columnsOf.get(e) ?? []).filter((column) => finds(names, s[column]));
    if (columns.length > 0) yield { line, operation, columns };
  }
}

export interface Mention {
  readonly table: TableName;
  readonly id: string;
  readonly columns: readonly string[];
  /** The texts without the name. */
  readonly without: Readonly<Record<string, string>>;
  /** Columns that name the person and that no erasure may take. */
  readonly stays: readonly string[];
}

/** Stands where a name was, as in papers that an office discloses. */
const blackened = '■■■';

/** Records that name the person now, deleted ones too. */
export function mentions(db: Reader, names: RegExp): Mention[] {
  return tableNames.flatMap((table) => {
    const texts = storedColumns(tableOf(table)).flatMap(([name, { kind }]) => (kind === 'text' || kind === 'longText' ? [name] : []));
    if (texts.length === 0) return [];
    const rows = db.all<Record<string, string | null>>(`SELECT id, ${texts.map((name) => `"${name}"`).join(', ')} FROM "${table}"`);
    return rows.flatMap((row): Mention[] => {
      const found = texts.filter((name) => finds(names, row[name]));
      if (found.length === 0) return [];
      const columns = found.filter((name) => may(table, name));
      const without = Object.fromEntries(columns.map((name) => [name, (row[name] ?? '').normalize('NFC').replace(names, blackened)]));
      return [{ table, id: row.id ?? '', columns, without, stays: found.filter((name) => !may(table, name)) }];
    });
  });
}
