// Sending: which desks a bundle is for, what they lack, who can open it. The short writes to the log happen here; the file
// may be written in another thread.
import { existsSync } from 'node:fs';
import type { Desk } from '../../../db/desk/desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { noteBundle } from '../../../db/exchange/bundle-register.ts';
import { checkpointsSince, linesSince, noteExport, sinceFor } from '../../../db/exchange/outgoing.ts';
import { knownDesks, statementsOf } from '../../../db/exchange/peers.ts';
import { ownFrontier, packVector, shortForm, vectorOf } from '../../../db/exchange/vectors-held.ts';
import { commit } from '../../../db/log/commit.ts';
import { ownKeyName } from '../../../db/log/doubts.ts';
import { fixedRecordId } from '../../../db/log/ids.ts';
import { readRow } from '../../../db/log/projection.ts';
import { decode, schemaVersion } from '../../../db/operations/operation.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { attachmentPath } from '../files/attachments.ts';
import { container, type Manifest } from './format.ts';
import type { DeskKeys } from './keys.ts';
import { signerOf } from './register.ts';
import type { BundlePlan, WrittenBundle } from './write-bundle.ts';

export interface SendOptions {
  readonly author: string;
  /** Ids of the desks it is for; all that are in use when absent. */
  readonly desks?: readonly string[] | undefined;
  /** Everything, whatever the others are known to have. */
  readonly full: boolean;
  /** For first contact; without it, the keys of the desks that were checked here are used. */
  readonly passphrase?: string | undefined;
}

export interface PreparedBundle {
  readonly plan: BundlePlan;
  readonly bundle: string;
  readonly to: readonly { readonly id: string; readonly name: string }[];
  /** Desks in use that cannot open it: nobody has checked their key here. */
  readonly withoutKey: readonly string[];
}

/** Setting of this desk for a key kept in the safe, so that a lost computer does not lose data. */
export const recoveryKey = 'recoveryRecipient';

/** The desk's own record: its name and public keys for the others. Written when it is missing or no longer true. */
export function introduce(desk: Desk, author: string, keys: DeskKeys): void {
  // Copies of this desk that sign by another key are told from it.
  if (desk.local(ownKeyName) !== keys.signKey) desk.setLocal(ownKeyName, keys.signKey);
  const id = fixedRecordId('desk', desk.id);
  const name = desk.local('deskName') ?? desk.id.slice(0, 8);
  const row = readRow(desk.db, 'desk', id);
  const set = { name, host: desk.environment.host, signKey: keys.signKey, recipient: keys.recipient };
  if (!row) commit(desk, author, [{ kind: 'create', table: 'desk', id, set: { deskId: desk.id, ...set } }], { why: 'reference' });
  else if (row.values.deleted === 0 && Object.entries(set).some(([column, value]) => row.values[column] !== value))
    commit(desk, author, [{ kind: 'set', table: 'desk', id, set }], { why: 'reference' });
}

/** How many operations each known desk lacks, as far as is known here. */
export function lackedBy(db: Reader, desks: readonly string[]): Map<string, number> {
  const own = vectorOf(db);
  return new Map(
    desks.map((desk) => {
      const since = sinceFor(db, [desk]);
      return [desk, [...own].reduce((sum, [writer, n]) => sum + n - Math.min(n, since.get(writer) ?? 0), 0)];
    }),
  );
}

/** The desks a bundle is for, and the keys that can open it. @throws DeskError `noRecipients` */
function addressees(
  desk: Desk,
  options: SendOptions,
): {
  readonly meant: readonly { readonly id: string; readonly name: string }[];
  readonly recipients: readonly string[];
  readonly withoutKey: readonly string[];
} {
  const { db } = desk;
  const trusted = new Map(db.all<{ desk: string; recipient: string }>('SELECT desk, recipient FROM sync_trust').map((row) => [row.desk, row.recipient]));
  const inUse = knownDesks(db, desk.id).filter((one) => !one.retired);
  const wanted = options.desks ? inUse.filter((one) => options.desks?.includes(one.id)) : inUse;
  const canOpen = ({ id }: { readonly id: string }) => options.passphrase !== undefined || trusted.has(id);
  const meant = wanted.filter(canOpen);
  const recovery = desk.local(recoveryKey);
  const recipients = [...meant.flatMap((one) => trusted.get(one.id) ?? []), ...(recovery ? [recovery] : [])];
  // A desk that was named must be able to open it.
  const missed = wanted.filter((one) => !canOpen(one)).map(({ name }) => name);
  if (options.passphrase === undefined && (recipients.length === 0 || (options.desks && missed.length > 0))) throw new DeskError('noRecipients');
  return { meant, recipients, withoutKey: missed };
}

/** A random UUID from the desk's own source of randomness. */
function newBundleId(desk: Desk): string {
  const hex = desk.environment.random(16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * Decides what a bundle holds and for whom, and notes the export in the log.
 * @throws DeskError `noRecipients`
 */
export function prepareBundle(desk: Desk, keys: DeskKeys, options: SendOptions): PreparedBundle {
  const { db } = desk;
  const { meant, recipients, withoutKey } = addressees(desk, options);
  introduce(desk, options.author, keys);
  const bundle = newBundleId(desk);
  const kind = options.full ? 'full' : 'delta';
  const to = meant.map(({ id }) => id);
  const { tip, stamp } = noteExport(desk, options.author, { bundle, kind, to }, signerOf(keys));
  const upto = vectorOf(db);
  const since = options.full ? new Map<string, number>() : sinceFor(db, to);
  const { wants, live } = attachmentsHere(db, desk.folder);
  const statements = statementsOf(db).filter((one) => one.desk !== desk.id);
  const asked = statements.filter((one) => to.includes(one.desk)).flatMap((one) => one.wants);
  const added = options.full ? live : attachmentsIn(db, since, upto);
  const blobs = [...new Set([...added, ...asked])].filter((hash) => existsSync(attachmentPath(desk.folder, hash))).sort();
  return {
    bundle,
    to: meant.map(({ id, name }) => ({ id, name })),
    withoutKey,
    plan: {
      about: {
        citydesk: container,
        must: [],
        bundle,
        kind,
        schema: schemaVersion,
        app: desk.environment.app,
        from: senderOf(desk, options.author, keys),
        created: stamp,
        since: shortForm(db, since),
        upto: ownFrontier(db),
        tip,
        statements: statements.map(({ desk: of, tip: at, frontier, wants: lacks, made }) => ({
          desk: of,
          tip: at,
          frontier: packVector(frontier),
          wants: [...lacks],
          made,
        })),
        checkpoints: checkpointsSince(db, since, upto).map((one) => ({ ...one })),
        desks: namedDesks(desk),
        chains: db.all<{ id: string; desk: string }>('SELECT id, desk FROM sync_writer').filter(({ id }) => upto.has(id) && since.has(id)),
        wants,
        to,
      },
      since,
      upto,
      blobs,
      lock:
        options.passphrase === undefined
          ? { recipients: [...new Set([keys.recipient, ...recipients])] }
          : { passphrase: options.passphrase, workFactor: desk.environment.scryptWorkFactor },
      unlock: options.passphrase === undefined ? { identity: keys.identity } : { passphrase: options.passphrase },
      keys,
    },
  };
}

const senderOf = (desk: Desk, author: string, keys: DeskKeys): Manifest['from'] => ({
  desk: desk.id,
  name: desk.local('deskName') ?? desk.id.slice(0, 8),
  host: desk.environment.host,
  author,
  signKey: keys.signKey,
  recipient: keys.recipient,
});

const namedDesks = (desk: Desk): Manifest['desks'] =>
  [{ id: desk.id, name: desk.local('deskName') ?? '' }, ...knownDesks(desk.db, desk.id).map(({ id, name }) => ({ id, name }))].filter(
    ({ name }) => name !== '',
  );

/** Notes a bundle that was written, for the list of bundles. */
export function noteSent(desk: Desk, made: PreparedBundle, written: WrittenBundle, fileName: string): void {
  noteBundle(desk.db, {
    id: made.bundle,
    direction: 'out',
    sha: written.sha,
    desk: desk.id,
    deskName: made.to.map(({ name }) => name).join('、'),
    fileName,
    status: 'written',
    at: desk.environment.now(),
    report: JSON.stringify({ operations: written.operations, blobs: written.blobs, bytes: written.bytes, kind: made.plan.about.kind }),
    fromSeq: 0,
    toSeq: 0,
  });
}

/** Hashes that records name: those whose content is here, and those that others must bring. */
function attachmentsHere(db: Reader, folder: string): { live: string[]; wants: string[] } {
  const all = db
    .all<{ hash: string }>('SELECT DISTINCT fileHash AS hash FROM attachment WHERE deleted = 0 AND fileHash IS NOT NULL')
    .map(({ hash }) => hash)
    .filter((hash) => /^[0-9a-f]{64}$/.test(hash));
  const here = (hash: string) => existsSync(attachmentPath(folder, hash));
  return { live: all.filter(here), wants: all.filter((hash) => !here(hash)).slice(0, 20_000) };
}

function attachmentsIn(db: Reader, since: ReadonlyMap<string, number>, upto: ReadonlyMap<string, number>): string[] {
  const hashes = new Set<string>();
  if (db.value('SELECT 1 FROM attachment LIMIT 1') === undefined) return [];
  for (const { line, tbl } of linesSince(db, since, upto)) {
    if (tbl !== 'attachment') continue;
    const hash = decode(line).s?.fileHash;
    if (typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)) hashes.add(hash);
  }
  return [...hashes];
}
