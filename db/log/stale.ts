// Refuses an edit of a cell that is no longer the one its author saw.
import { columnsOfRegister, type Table } from '../catalog/index.ts';
import { DeskError } from '../errors.ts';
import { stampMs } from '../operations/clock.ts';
import { decode, splitDot } from '../operations/operation.ts';
import { type Heads, headsOf } from '../operations/registers.ts';
import type { Reader } from '../store/connection.ts';
import type { StoredRow } from './projection.ts';
import type { PlainValues } from './value-checks.ts';

export interface Edit {
  readonly table: Table;
  readonly row: StoredRow;
  /** Values about to be written. */
  readonly mine: Readonly<PlainValues>;
  readonly registers: readonly string[];
  /** Heads as the editor got them with the record; undefined: not checked. */
  readonly seen: string | undefined;
}

/** @throws DeskError `stale` with both values when a cell about to be written is not the one the author saw; `badRequest` */
export function refuseStale(db: Reader, { table, row, mine, registers, seen }: Edit): void {
  if (seen === undefined || seen === row.seen) return;
  const shown = parseSeen(seen);
  for (const register of registers) {
    const now = headsOf(row.heads, register);
    if (JSON.stringify(now) === JSON.stringify(headsOf(shown, register))) continue;
    const column = columnsOfRegister(table, register).find((name) => name in mine) ?? columnsOfRegister(table, register)[0] ?? register;
    const newest = now[now.length - 1];
    const found =
      newest === undefined
        ? undefined
        : db.get<{ line: string }>('SELECT line FROM sync_op WHERE w = ? AND n = ?', Number(splitDot(newest).w), splitDot(newest).n);
    const operation = found && decode(found.line);
    throw new DeskError('stale', {
      table: table.name,
      id: row.id,
      column,
      mine: mine[column] ?? null,
      theirs: row.values[column] ?? null,
      author: operation?.u ?? '',
      at: operation ? stampMs(operation.t) : 0,
    });
  }
}

/** What an editor sends back is text of ours, but it comes from outside this process: take nothing else than heads. */
function parseSeen(text: string): Heads {
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)) {
      const good = Object.values(parsed).every((heads) => typeof heads === 'string' || (Array.isArray(heads) && heads.every((one) => typeof one === 'string')));
      if (good) return parsed as Heads;
    }
  } catch {
    // Falls through to the refusal below.
  }
  throw new DeskError('badRequest', { what: 'seen' });
}
