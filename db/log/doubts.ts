// Whose operations in the log nobody here can prove: their chain is signed by no key that was checked here (sync 2.11).
import type { Reader } from '../store/connection.ts';
import { ownWriters } from './own-writers.ts';

/** `otherKey`: the desk's key is known here, and another one has signed. `unchecked`: nobody has checked a key of that desk. */
export type Doubt = 'otherKey' | 'unchecked';

export interface DoubtedChain {
  readonly writer: string;
  readonly desk: string;
  /** First position that is not proved. */
  readonly from: number;
  readonly to: number;
  readonly doubt: Doubt;
}

/** This desk's own signing key, noted when it signs: its database holds no keys. */
export const ownKeyName = 'signKey';

/** Chains of other desks, as far as they are not proved. Reference data and samples belong to no desk and are compared by their bytes. */
export function doubtedChains(db: Reader): DoubtedChain[] {
  const local = (key: string) => db.value<string>('SELECT value FROM local_state WHERE key = ?', key);
  const own = local('desk') ?? '';
  const mine = new Set([...ownWriters(db, own)].map(({ w }) => w));
  const keys = new Map(db.all<{ desk: string; key: string }>('SELECT desk, sign_key AS key FROM sync_trust').map(({ desk, key }) => [desk, key]));
  const ownKey = local(ownKeyName);
  if (ownKey !== undefined) keys.set(own, ownKey);
  const proven = new Map<string, number>();
  const writers = db.all<{ w: number; id: string; desk: string; max: number; prev: string | null; prevN: number | null; prevDesk: string | null }>(
    'SELECT s.w, s.id, s.desk, s.max_n AS max, p.id AS prev, s.prev_n AS prevN, p.desk AS prevDesk FROM sync_writer s LEFT JOIN sync_writer p ON p.w = s.prev_w ORDER BY s.w DESC',
  );
  const deskOf = new Map(writers.map(({ id, desk }) => [id, desk]));
  for (const { writer, n, sig } of db.all<{ writer: string; n: number; sig: string }>('SELECT writer, n, sig FROM sync_checkpoint'))
    if (keys.get(deskOf.get(writer) ?? '') === sig.split(':')[0]) proven.set(writer, Math.max(proven.get(writer) ?? 0, n));
  const found: DoubtedChain[] = [];
  for (const { w, id, desk, max, prev, prevN, prevDesk } of writers) {
    const to = proven.get(id) ?? 0;
    // A signature covers what the chain continues: its hash is built on it.
    if (to > 0 && prev !== null && prevN !== null && prevDesk === desk) proven.set(prev, Math.max(proven.get(prev) ?? 0, prevN));
    if (to >= max || mine.has(w) || !/^[0-9a-f]{32}$/.test(desk) || (desk === own && ownKey === undefined)) continue;
    found.push({ writer: id, desk, from: to + 1, to: max, doubt: keys.has(desk) ? 'otherKey' : 'unchecked' });
  }
  return found;
}

/** Tells of one operation whether it is proved; undefined when it is. */
export function doubtOf(chains: readonly DoubtedChain[], { w, n }: { readonly w: string; readonly n: number }): Doubt | undefined {
  return chains.find(({ writer, from }) => writer === w && n >= from)?.doubt;
}
