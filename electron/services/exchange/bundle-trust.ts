// Whether a bundle comes from whom it says it comes from: the signing keys that were checked here.

import type { Delivery } from '../../../db/exchange/merge.ts';
import { isCheckpoint } from '../../../db/operations/signatures.ts';
import type { Reader, Writer } from '../../../db/store/connection.ts';
import type { Manifest } from './format.ts';
import type { DeskKeys } from './keys.ts';

/** `own`: written here. `trusted`: its key was checked. `new`: the desk is not known. `changed`: known, by another key. */
export type Trust = 'own' | 'trusted' | 'new' | 'changed';

/** How this desk knows the sender's signing key. @param own  id of this desk */
export function trustOf(db: Reader, own: string, keys: DeskKeys, from: Manifest['from']): Trust {
  if (from.desk === own) return from.signKey === keys.signKey ? 'own' : 'changed';
  const known = db.value<string>('SELECT sign_key FROM sync_trust WHERE desk = ?', from.desk);
  return known === undefined ? 'new' : known === from.signKey ? 'trusted' : 'changed';
}

/** Records the sender's keys as checked: a person has compared the fingerprint. @param now  ms since 1970 @param by  who compared it */
export function trust(db: Writer, from: Manifest['from'], now: number, by: string): void {
  db.run(
    'INSERT OR REPLACE INTO sync_trust (desk, name, sign_key, recipient, trusted_at, trusted_by) VALUES (?,?,?,?,?,?)',
    from.desk,
    from.name,
    from.signKey,
    from.recipient,
    now,
    by,
  );
}

/** Checks signatures of checkpoints: `proven` by a key checked here, `unproven` by another key, false when the signature is wrong. */
export function verifier(db: Reader, own: string, keys: DeskKeys, from: Manifest['from']): Pick<Delivery, 'verify' | 'knows'> {
  const known = new Map(db.all<{ desk: string; sign_key: string }>('SELECT desk, sign_key FROM sync_trust').map((row) => [row.desk, row.sign_key]));
  known.set(own, keys.signKey);
  if (!known.has(from.desk)) known.set(from.desk, from.signKey);
  return {
    verify: (desk, checkpoint) => {
      if (!isCheckpoint(checkpoint.writer, checkpoint)) return false;
      return known.get(desk) === checkpoint.sig.split(':')[0] ? 'proven' : 'unproven';
    },
    knows: (desk) => known.has(desk),
  };
}
