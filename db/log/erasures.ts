// What erasures have named, and what they may take (sync 2.12). A mark in a line proves nothing by itself: any desk that passes
// it on could have set it. It is believed where an erasure that is held names the operation, and only for those columns.
import { columnOf, findTable } from '../catalog/index.ts';
import { type Dot, decode, dot, type Operation, redactedLine, redactedMark, remainderOf, schemaVersion, splitDot } from '../operations/operation.ts';
import { noteErased } from '../store/cleanse.ts';
import type { Reader, Writer } from '../store/connection.ts';
import { reindex } from '../store/search-index.ts';
import { replaceLine } from './append.ts';
import { erasuresIn, type RecordName, recordsOf } from './erased-records.ts';
import { isWhole, Projection } from './projection.ts';

/** One erasure's word about one operation. */
interface Named {
  readonly columns: readonly string[];
  /** Hash of the line that is left; missing in erasures of older programs. */
  readonly remainder: string | undefined;
}

/** `proved`: an erasure signed what is left. `unproved`: it is named, and nobody signed what is left. */
export type Standing = 'proved' | 'unproved' | 'refused';

/** May an erasure take this column? Columns of later versions cannot be judged here and are left to those who know them. */
export function mayErase(table: string | undefined, column: string): boolean {
  const known = findTable(table ?? '');
  const definition = known && known.name === table ? columnOf(known, column) : undefined;
  return definition === undefined ? column !== 'deleted' : definition.personal === true || definition.mayName === true;
}

const isLater = (version: string): boolean => Number(version.split('.')[1]) > Number(schemaVersion.split('.')[1]);

/** Erasures of the log, by the operations they name. */
export class Erasures {
  readonly #named = new Map<Dot, Named[]>();

  constructor(db: Reader) {
    for (const erasure of erasuresIn(db)) this.add(erasure);
  }

  add(operation: Operation): void {
    for (const [one, columns, remainder] of operation.redact?.of ?? []) this.#named.set(one, [...(this.#named.get(one) ?? []), { columns, remainder }]);
  }

  #of(operation: Operation): readonly Named[] {
    return this.#named.get(dot(operation.w, operation.n)) ?? [];
  }

  /** A line as the erasures that are held leave it. */
  applied(line: string): string {
    const operation = decode(line);
    if (operation.k !== 'set') return line;
    const gone = new Set(
      this.#of(operation)
        .flatMap(({ columns }) => columns)
        .filter((column) => mayErase(operation.e, column)),
    );
    return gone.size === 0 ? line : redactedLine(line, [...gone]);
  }

  /** Whether a redacted line is to be believed. */
  standing(line: string): Standing {
    const operation = decode(line);
    const mark = operation.redacted?.columns ?? [];
    const named = this.#of(operation);
    const may = new Set(named.flatMap(({ columns }) => columns));
    if (mark.length === 0 || !mark.every((column) => may.has(column) && mayErase(operation.e, column))) return 'refused';
    const left = remainderOf(line);
    if (named.some(({ remainder }) => remainder === left)) return 'proved';
    // An erasure of just these columns signed another remainder.
    return named.some(({ columns, remainder }) => remainder !== undefined && sameColumns(columns, mark)) ? 'refused' : 'unproved';
  }
}

const sameColumns = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && [...a].sort().join() === [...b].sort().join();

const lineAt = (db: Reader, one: Dot) => {
  const { w, n } = splitDot(one);
  return db.get<{ w: number; line: string }>('SELECT o.w, o.line FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE s.id = ? AND o.n = ?', w, n);
};

function recordOf(operation: Operation): RecordName | undefined {
  const table = findTable(operation.e ?? '');
  return table && operation.r !== undefined ? { table: table.name, id: operation.r } : undefined;
}

/**
 * Follows one erasure in the lines that are held.
 * @returns the records whose lines changed; undefined when it takes what no erasure may take, or says that something else is left
 */
export function follow(db: Writer, erasure: Operation): RecordName[] | undefined {
  const touched = recordsOf(erasure);
  noteErased(db);
  for (const [one, columns, remainder] of erasure.redact?.of ?? []) {
    const found = lineAt(db, one);
    if (!found) continue;
    const operation = decode(found.line);
    const may = operation.k === 'set' ? columns.filter((column) => mayErase(operation.e, column)) : [];
    if (may.length < columns.length && !(operation.k === 'set' && isLater(erasure.v))) return undefined;
    const left = redactedLine(found.line, may);
    if (remainder !== undefined && may.length === columns.length && !operation.redacted && remainderOf(left) !== remainder) return undefined;
    if (may.length === 0 || left === found.line) continue;
    replaceLine(db, { w: found.w, n: splitDot(one).n }, left, 2);
    const record = recordOf(operation);
    if (record) touched.push(record);
    const hash = columns.includes('fileHash') ? operation.s?.fileHash : undefined;
    if (record?.table === 'attachment' && typeof hash === 'string') noteErased(db, hash);
  }
  return touched;
}

/**
 * A line came again whose erased form is stored here. The original proves by its hash what may be left of it; of two erased forms
 * the one that an erasure has signed stands.
 * @returns the record, when what is stored was something else and has been put right
 */
export function putRight(db: Writer, erasures: Erasures, line: string): RecordName | undefined {
  const operation = decode(line);
  const found = lineAt(db, dot(operation.w, operation.n));
  if (!found) return undefined;
  const right = erasures.applied(line);
  if (right === found.line) return undefined;
  if (operation.redacted && !(erasures.standing(right) === 'proved' && erasures.standing(found.line) !== 'proved')) return undefined;
  replaceLine(db, { w: found.w, n: operation.n }, right, right.startsWith(redactedMark) ? 2 : isWhole(operation) ? 0 : 1);
  return recordOf(operation);
}

/** Projects records again whose lines have changed, and their texts for the search. */
export function remakeRecords(db: Writer, records: readonly RecordName[]): void {
  const projection = new Projection(db);
  const each = new Map(records.map((one) => [`${one.table}:${one.id}`, one]));
  for (const { table, id } of each.values()) projection.remake(table, id);
  reindex(db, [...each.values()]);
}
