// The record tables projected again from the log: `rebuild` in place, `verify` in memory, to compare.
import { findTable, storedColumns, tableNames, tableOf } from '../catalog/index.ts';
import { chain, chainStart, decode, type Operation, redactedMark } from '../operations/operation.ts';
import { isCheckpoint } from '../operations/signatures.ts';
import type { Reader, Writer } from '../store/connection.ts';
import { memoryDatabase } from '../store/database.ts';
import type { Environment } from '../store/environment.ts';
import { catchUp, clearSearch, searchBehind } from '../store/search-index.ts';
import { type Doubt, doubtedChains } from './doubts.ts';
import { recordsOf } from './erased-records.ts';
import { Erasures } from './erasures.ts';
import { refuseDamaged } from './intact.ts';
import { Projection, readRow } from './projection.ts';

interface LogRow {
  readonly seq: number;
  readonly w: number;
  readonly n: number;
  readonly line: string;
  readonly state: number;
}

function replayInto(target: Writer, operations: Iterable<LogRow>): void {
  const projection = new Projection(target);
  for (const { line } of operations) {
    const operation = decode(line);
    for (const { table, id } of recordsOf(operation)) projection.remake(table, id);
    if (operation.k !== 'set' || operation.r === undefined || operation.e === undefined || findTable(operation.e)?.name !== operation.e) continue;
    projection.apply(operation, readRow(target, operation.e, operation.r));
  }
}

/** Empties every record table and writes it again from the log, in one transaction. */
export function rebuild(db: Writer): void {
  // From a damaged log other records would be made, and the right ones lost.
  refuseDamaged(db);
  db.immediate(() => {
    for (const name of tableNames) db.run(`DELETE FROM "${name}"`);
    db.run('DELETE FROM sync_conflict');
    clearSearch(db);
    replayInto(db, db.all<LogRow>('SELECT seq, w, n, line, state FROM sync_op ORDER BY seq'));
  });
  catchUp(db);
}

export type Fault =
  | { readonly kind: 'file'; readonly text: string }
  | { readonly kind: 'chain'; readonly writer: string; readonly n: number }
  /** A signature that covers the chain does not belong to it. */
  | { readonly kind: 'signature'; readonly writer: string; readonly n: number }
  /** A line with erased values that no erasure explains, or that holds other values than the erasure left. */
  | { readonly kind: 'erasure'; readonly writer: string; readonly n: number }
  | { readonly kind: 'row'; readonly table: string; readonly id: string }
  | { readonly kind: 'conflict'; readonly id: string }
  | { readonly kind: 'search'; readonly id: string };

export interface Verdict {
  readonly operations: number;
  readonly rows: number;
  readonly faults: readonly Fault[];
  /** Whose operations nobody here can prove. No fault of this database, and a person must know it. */
  readonly unproven: readonly { readonly desk: string; readonly name: string; readonly operations: number; readonly doubt: Doubt }[];
}

/** Reports at most so many faults: the first suffice to find the cause, and a broken database may have millions. */
const faultsShown = 100;

/** Is this desk whole? The file, every hash chain, every record against a replay of the log, and the search index. */
export const verify = (db: Reader, environment: Environment): Verdict => db.snapshot(() => verifyNow(db, environment));

function verifyNow(db: Reader, environment: Environment): Verdict {
  const faults: Fault[] = [];
  const note = (fault: Fault) => {
    if (faults.length < faultsShown) faults.push(fault);
  };
  for (const { integrity_check: text } of db.all<{ integrity_check: string }>('PRAGMA integrity_check(20)')) if (text !== 'ok') note({ kind: 'file', text });
  const operations = verifyChains(db, note);
  const replayed = memoryDatabase(environment);
  let rows = 0;
  try {
    for (const writer of db.all('SELECT w, id, desk, prev_w, prev_n, opened_at, app, schema, host, max_n, head_sha FROM sync_writer'))
      replayed.db.run(
        'INSERT INTO sync_writer (w, id, desk, prev_w, prev_n, opened_at, app, schema, host, max_n, head_sha) VALUES (?,?,?,?,?,?,?,?,?,?,?)',
        ...Object.values(writer),
      );
    replayLog(db, replayed.db, note);
    for (const name of tableNames) rows += compareTable(db, replayed.db, name, note);
    compareConflicts(db, replayed.db, note);
    catchUp(replayed.db);
    // An index that is behind is no fault: the next search brings it up to date.
    if (searchBehind(db) === 0) compareSearch(db, replayed.db, note);
  } finally {
    replayed.close();
  }
  return { operations, rows, faults, unproven: unprovenDesks(db) };
}

function replayLog(db: Reader, target: Writer, note: (fault: Fault) => void): void {
  target.immediate(() => {
    for (const row of db.each<LogRow & { x: number; t: string; tbl: string; row: string }>(
      'SELECT seq, w, n, x, t, tbl, row, line, state FROM sync_op ORDER BY seq',
    )) {
      target.run(
        'INSERT INTO sync_op (seq, w, n, x, t, tbl, row, line, state) VALUES (?,?,?,?,?,?,?,?,?)',
        row.seq,
        row.w,
        row.n,
        row.x,
        row.t,
        row.tbl,
        row.row,
        row.line,
        row.state,
      );
      try {
        replayInto(target, [row]);
      } catch {
        // What a broken log says of this record cannot be told; the other records can still be verified.
        note({ kind: 'row', table: row.tbl, id: row.row });
      }
    }
  });
}

/** The operation of a line; undefined when what is stored is no longer a line of a log. */
function operationOf(line: string): Operation | undefined {
  try {
    const operation: unknown = decode(line);
    return typeof operation === 'object' && operation !== null ? (operation as Operation) : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where a damaged line hides what was erased: its own fault is reported. */
function erasuresOfWhole(db: Reader): Erasures | undefined {
  try {
    return new Erasures(db);
  } catch {
    return undefined; // as above
  }
}

function verifyChains(db: Reader, note: (fault: Fault) => void): number {
  let count = 0;
  const erasures = erasuresOfWhole(db);
  for (const writer of db.all<{ w: number; id: string; prev_w: number | null; prev_n: number | null; max_n: number; head_sha: string }>(
    'SELECT w, id, prev_w, prev_n, max_n, head_sha FROM sync_writer ORDER BY w',
  )) {
    let sha: string | undefined;
    let expected = 1;
    const signed = new Map(
      db.all<{ n: number; sha: string; sig: string }>('SELECT n, sha, sig FROM sync_checkpoint WHERE writer = ?', writer.id).map((one) => [one.n, one]),
    );
    for (const { n, line } of db.each<{ n: number; line: string }>('SELECT n, line FROM sync_op WHERE w = ? ORDER BY n', writer.w)) {
      const operation = operationOf(line);
      sha ??= operation?.writer?.prev?.sha ?? chainStart;
      if (n !== expected || operation?.n !== n || operation.w !== writer.id) note({ kind: 'chain', writer: writer.id, n });
      if (operation) sha = chain(sha, line);
      if (line.startsWith(redactedMark) && operation && erasures?.standing(line) === 'refused') note({ kind: 'erasure', writer: writer.id, n });
      const checkpoint = signed.get(n);
      signed.delete(n);
      if (checkpoint && !(checkpoint.sha === sha && isCheckpoint(writer.id, checkpoint))) note({ kind: 'signature', writer: writer.id, n });
      expected = n + 1;
      count += 1;
    }
    for (const n of signed.keys()) note({ kind: 'signature', writer: writer.id, n });
    if (expected - 1 !== writer.max_n || (sha ?? chainStart) !== writer.head_sha) note({ kind: 'chain', writer: writer.id, n: writer.max_n });
  }
  return count;
}

function unprovenDesks(db: Reader): Verdict['unproven'] {
  const desks = new Map<string, { desk: string; name: string; operations: number; doubt: Doubt }>();
  for (const { desk, from, to, doubt } of doubtedChains(db)) {
    const name = db.value<string>('SELECT name FROM sync_trust WHERE desk = ?', desk) ?? desk.slice(0, 8);
    const known = desks.get(desk) ?? { desk, name, operations: 0, doubt };
    known.operations += to - from + 1;
    desks.set(desk, known);
  }
  return [...desks.values()];
}

function compareTable(db: Reader, replayed: Reader, name: string, note: (fault: Fault) => void): number {
  const columns = ['id', 'deleted', '_h', ...storedColumns(tableOf(name)).map(([column]) => column)].map((column) => `"${column}"`).join(', ');
  const sql = `SELECT ${columns} FROM "${name}" ORDER BY id`;
  const theirs = replayed.each(sql);
  let rows = 0;
  for (const row of db.each(sql)) {
    rows += 1;
    const expected = theirs.next();
    if (expected.done || JSON.stringify(expected.value) !== JSON.stringify(row)) {
      note({ kind: 'row', table: name, id: String(row.id) });
      theirs.return?.();
      return rows;
    }
  }
  const surplus = theirs.next();
  if (!surplus.done) note({ kind: 'row', table: name, id: String(surplus.value.id) });
  theirs.return?.();
  return rows;
}

function compareConflicts(db: Reader, replayed: Reader, note: (fault: Fault) => void): void {
  const sql = "SELECT tbl || ':' || row || ':' || register AS name FROM sync_conflict";
  const theirs = new Set(replayed.all<{ name: string }>(sql).map(({ name }) => name));
  for (const { name } of db.all<{ name: string }>(sql)) if (!theirs.delete(name)) note({ kind: 'conflict', id: name });
  for (const id of theirs) note({ kind: 'conflict', id });
}

function compareSearch(db: Reader, replayed: Reader, note: (fault: Fault) => void): void {
  const sql = 'SELECT row, text FROM search_doc ORDER BY row';
  const theirs = new Map(replayed.all<{ row: string; text: string }>(sql).map(({ row, text }) => [row, text]));
  for (const { row, text } of db.all<{ row: string; text: string }>(sql)) {
    if (theirs.get(row) !== text) note({ kind: 'search', id: row });
    theirs.delete(row);
  }
  for (const id of theirs.keys()) note({ kind: 'search', id });
}
