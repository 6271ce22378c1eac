// The erasures of one delivery: followed after its last line, and every line that came with values erased judged by them (sync 2.12).

import type { RecordName } from '../log/erased-records.ts';
import { Erasures, follow, putRight, remakeRecords } from '../log/erasures.ts';
import { stampMs } from '../operations/clock.ts';
import type { Operation } from '../operations/operation.ts';
import type { Writer } from '../store/connection.ts';
import { deskName } from './desk-name.ts';

/** An erasure as it is shown to a person, before the file is taken in and afterwards. */
export interface ErasureNote {
  readonly author: string;
  readonly desk: string;
  readonly deskName: string;
  /** Milliseconds, as the author's clock had it. */
  readonly at: number;
  readonly reason: string;
  /** Operations that lose values. */
  readonly operations: number;
}

export class MergeErasures {
  readonly #db: Writer;
  readonly #fresh: { readonly operation: Operation; readonly desk: string }[] = [];
  /** Writer and position of lines that came with values erased. */
  readonly #marked: { readonly w: string; readonly n: number }[] = [];
  /** Lines whose erased form was stored already. */
  readonly #again: string[] = [];

  constructor(db: Writer) {
    this.#db = db;
  }

  /** An operation that is new here. */
  note(operation: Operation, desk: string): void {
    if (operation.k === 'redact') this.#fresh.push({ operation, desk });
    if (operation.redacted) this.#marked.push({ w: operation.w, n: operation.n });
  }

  /** A line whose erased form is stored here came again. */
  cameAgain(line: string): void {
    this.#again.push(line);
  }

  notes(): ErasureNote[] {
    return this.#fresh.map(({ operation, desk }) => ({
      author: operation.u,
      desk,
      deskName: deskName(this.#db, desk),
      at: stampMs(operation.t),
      reason: operation.redact?.reason ?? '',
      operations: operation.redact?.of.length ?? 0,
    }));
  }

  /** After the last line. @returns whether a line or an erasure says what nobody may say; counts for the report */
  follow(): { refused: boolean; unproven: number; putRight: number } {
    if (this.#fresh.length + this.#marked.length + this.#again.length === 0) return { refused: false, unproven: 0, putRight: 0 };
    const db = this.#db;
    const touched: RecordName[] = [];
    for (const { operation } of this.#fresh) {
      const records = follow(db, operation);
      if (!records) return { refused: true, unproven: 0, putRight: 0 };
      touched.push(...records);
    }
    const erasures = new Erasures(db);
    let unproven = 0;
    for (const { w, n } of this.#marked) {
      const line = db.value<string>('SELECT o.line FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE s.id = ? AND o.n = ?', w, n) ?? '';
      const standing = erasures.standing(line);
      if (standing === 'refused') return { refused: true, unproven: 0, putRight: 0 };
      if (standing === 'unproved') unproven += 1;
    }
    const righted = this.#again.flatMap((line) => putRight(db, erasures, line) ?? []);
    remakeRecords(db, [...touched, ...righted]);
    return { refused: false, unproven, putRight: righted.length };
  }
}
