// Is the log what was written? A letter that changed on the disk is found by the hash of its chain, before anything is made of it.
import { DeskError } from '../errors.ts';
import { parseLine } from '../operations/line.ts';
import { chain, chainStart } from '../operations/operation.ts';
import type { Reader } from '../store/connection.ts';

/**
 * The first damaged place of the log, as `writer.n`; undefined when every chain has the hash it ended with.
 * @param since  chains of which nothing after this is asked are not read
 */
export function damagedPlace(db: Reader, since: ReadonlyMap<string, number> = new Map()): string | undefined {
  for (const writer of db.all<{ w: number; id: string; max_n: number; head_sha: string }>('SELECT w, id, max_n, head_sha FROM sync_writer ORDER BY w')) {
    if ((since.get(writer.id) ?? 0) >= writer.max_n) continue;
    let sha: string | undefined;
    for (const { n, line } of db.each<{ n: number; line: string }>('SELECT n, line FROM sync_op WHERE w = ? ORDER BY n', writer.w)) {
      const parsed = parseLine(line);
      if (!parsed.ok || parsed.operation.n !== n || parsed.operation.w !== writer.id) return `${writer.id}.${n}`;
      sha ??= parsed.operation.writer?.prev?.sha ?? chainStart;
      sha = chain(sha, line);
    }
    if ((sha ?? chainStart) !== writer.head_sha) return `${writer.id}.${writer.max_n}`;
  }
  return undefined;
}

/** @throws DeskError `databaseCorrupt` that names the damaged place */
export function refuseDamaged(db: Reader, since?: ReadonlyMap<string, number>): void {
  const place = damagedPlace(db, since);
  if (place !== undefined) throw new DeskError('databaseCorrupt', { code: place });
}

/** Work on the log that may meet a damaged line. @throws DeskError `databaseCorrupt` instead of whatever such a line made it throw */
export function onWholeLog<T>(db: Reader, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const place = error instanceof DeskError ? undefined : damagedPlace(db);
    if (place === undefined) throw error;
    throw new DeskError('databaseCorrupt', { code: place }, { cause: error });
  }
}
