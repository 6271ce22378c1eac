// Whether the operations that a desk passes on were written by the desks they name (sync 2.11). A signature over a chain's
// hash proves all before it, and through the link of a later writer also the chain that this one continues.
import type { Operation } from '../operations/operation.ts';
import type { Reader, Writer } from '../store/connection.ts';

/** A desk's signature over the hash of its chain at one place. */
export interface Checkpoint {
  readonly writer: string;
  readonly n: number;
  readonly sha: string;
  /** Signing key and signature, hex, with a colon between. */
  readonly sig: string;
}

/** `proven`: by the key we know that desk by; `unproven`: validly signed by a key we do not know; `false`: not a signature. */
export type Verdict = 'proven' | 'unproven' | false;

export interface ChainOfDelivery {
  readonly id: string;
  readonly desk: string;
  /** How far the chain was held before the delivery, and is now. */
  readonly before: number;
  readonly n: number;
}

const keyOf = (checkpoint: Pick<Checkpoint, 'sig'>): string => checkpoint.sig.split(':')[0] ?? '';

/** Collects what a delivery proves about the chains in it. */
export class Proofs {
  readonly #db: Reader;
  readonly #knows: (desk: string) => boolean;
  /** Writer → position up to which a known key has signed. */
  readonly #proven = new Map<string, number>();
  /** Writers with a signature by a key that is not the known one. */
  readonly #strange = new Map<string, string>();
  readonly #signatures: Checkpoint[] = [];
  readonly #continues = new Map<string, { readonly desk: string; readonly w: string; readonly n: number }>();

  /** @param knows  whether the key of a desk was checked here */
  constructor(db: Reader, knows: (desk: string) => boolean) {
    this.#db = db;
    this.#knows = knows;
  }

  /** A writer that begins with this delivery. */
  begins({ w, writer }: Operation): void {
    if (writer?.prev) this.#continues.set(w, { desk: writer.desk, w: writer.prev.w, n: writer.prev.n });
  }

  signed(checkpoint: Checkpoint, verdict: 'proven' | 'unproven'): void {
    this.#signatures.push(checkpoint);
    if (verdict === 'proven') this.#proven.set(checkpoint.writer, Math.max(this.#proven.get(checkpoint.writer) ?? 0, checkpoint.n));
    else this.#strange.set(checkpoint.writer, keyOf(checkpoint));
  }

  /**
   * @param chains  of other desks than the sender, latest first, each with its end signed
   * @returns desks whose operations nobody here can prove, those of them whose key is known and is another one, and the first
   *   writer whose chain was continued by a stranger
   */
  outcome(chains: readonly ChainOfDelivery[]): { unproven: string[]; otherKey: string[]; forged: string | undefined } {
    const unproven = new Set<string>();
    const otherKey = new Set<string>();
    let forged: string | undefined;
    for (const { id, desk, before, n } of chains) {
      const up = this.#continues.get(id);
      if (up && up.desk === desk && this.#proven.has(id)) this.#proven.set(up.w, Math.max(this.#proven.get(up.w) ?? 0, up.n));
      if ((this.#proven.get(id) ?? 0) >= n) continue;
      const knows = this.#knows(desk);
      // A chain goes on under its key; another key may only begin a chain of its own.
      if (before > 0 && (knows || this.#signedBefore(id, this.#strange.get(id) ?? ''))) forged ??= id;
      unproven.add(desk);
      if (knows) otherKey.add(desk);
    }
    return { unproven: [...unproven], otherKey: [...otherKey], forged };
  }

  /** Signatures go with the operations when those are passed on. */
  keep(db: Writer): void {
    for (const { writer, n, sha, sig } of this.#signatures)
      db.run('INSERT OR REPLACE INTO sync_checkpoint (writer, n, sha, sig) VALUES (?,?,?,?)', writer, n, sha, sig);
  }

  /** Was the chain signed by another key than this before? */
  #signedBefore(writer: string, key: string): boolean {
    const signatures = this.#db.all<{ sig: string; n: number }>('SELECT sig, n FROM sync_checkpoint WHERE writer = ? ORDER BY n', writer);
    const first = signatures[0];
    return first !== undefined && keyOf(first) !== key;
  }
}
