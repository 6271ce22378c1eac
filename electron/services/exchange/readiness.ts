// Whether a bundle can be taken in now, and which desks' operations are missing for it.
import { deskName } from '../../../db/exchange/desk-name.ts';
import { vectorOf } from '../../../db/exchange/vectors-held.ts';
import { majorOf } from '../../../db/operations/line.ts';
import { schemaVersion } from '../../../db/operations/operation.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { Manifest } from './format.ts';

/** `known`: taken in before. `waiting`: something it builds on is not here yet. `app`: needs a later version of the program. */
export type Readiness = 'ready' | 'known' | 'waiting' | 'app';

/** Desks whose operations a bundle builds on and that are not here; the name is empty where it is not known. */
export function missingFor(db: Reader, manifest: Manifest): { desk: string; name: string }[] {
  const own = vectorOf(db);
  const chains = new Map(manifest.chains.map(({ id, desk }) => [id, desk]));
  const names = new Map(manifest.desks.map(({ id, name }) => [id, name]));
  const missing = new Map<string, { desk: string; name: string }>();
  for (const [writer, n] of Object.entries(manifest.since)) {
    if ((own.get(writer) ?? 0) >= n) continue;
    const desk = chains.get(writer) ?? db.value<string>('SELECT desk FROM sync_writer WHERE id = ?', writer) ?? '';
    missing.set(desk, { desk, name: names.get(desk) ?? (desk === '' ? '' : deskName(db, desk)) });
  }
  return [...missing.values()];
}

/** Has this very file been taken in before? @param sha  SHA-256 of the file, hexadecimal */
export const isKnown = (db: Reader, sha: string): boolean =>
  db.value("SELECT 1 FROM sync_bundle WHERE sha = ? AND direction = 'in' AND status = 'applied'", sha) !== undefined;

/** Never `known`: that is a property of the file, not of its content. */
export function readinessOf(db: Reader, manifest: Manifest): Readiness {
  if (majorOf(manifest.schema) > majorOf(schemaVersion)) return 'app';
  const own = vectorOf(db);
  return Object.entries(manifest.since).every(([writer, n]) => (own.get(writer) ?? 0) >= n) ? 'ready' : 'waiting';
}
