// `desk sync …`: bundles out and in, what other desks are known to hold, and a copied desk registered as its own.
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Desk } from '../../db/desk/desk.ts';
import type { SecondConnection } from '../../db/desk/open.ts';
import { DeskError } from '../../db/errors.ts';
import { issues } from '../../db/exchange/broken-rules.ts';
import { bundleNotes, waitingNotes } from '../../db/exchange/bundle-register.ts';
import { conflictCount } from '../../db/exchange/conflicts.ts';
import { forks } from '../../db/exchange/copies.ts';
import { deskName } from '../../db/exchange/desk-name.ts';
import { knownDesks, statementsOf } from '../../db/exchange/peers.ts';
import { reregister, runningCopyOf } from '../../db/exchange/reregister.ts';
import { withdraw } from '../../db/exchange/withdraw.ts';
import { stampMs } from '../../db/operations/clock.ts';
import { backUp } from '../../db/store/backup.ts';
import { errorSentence } from '../../resources/locales/sentences.ts';
import { trust } from '../services/exchange/bundle-trust.ts';
import { fingerprint, shortCode } from '../services/exchange/format.ts';
import { importBundle } from '../services/exchange/import-bundle.ts';
import { discard, sweepInbox } from '../services/exchange/inbox.ts';
import { type DeskKeys, hasKeys, ownKeys } from '../services/exchange/keys.ts';
import { type BundlePreview, previewBundle } from '../services/exchange/preview-bundle.ts';
import { oldSignature } from '../services/exchange/register.ts';
import { salvage } from '../services/exchange/salvage.ts';
import { lackedBy, noteSent, prepareBundle, recoveryKey } from '../services/exchange/send.ts';
import { writeBundle } from '../services/exchange/write-bundle.ts';
import { followMerges } from '../services/people/follow-merges.ts';
import { required, WrongUsage } from './arguments.ts';
import { passphraseOption } from './passphrase.ts';
import { type Answer, type Command, reading, type Setting, words, writing } from './setting.ts';

const secondConnectionOf = (desk: Desk): SecondConnection => ({
  folder: desk.folder,
  id: desk.id,
  db: desk.db,
  environment: desk.environment,
  close: () => undefined,
});
const keysOf = async (setting: Setting, desk: Desk) => ownKeys(setting.places.keys, desk.id, await setting.places.protection());

export const send: Command = (setting) =>
  writing(setting, async (desk, author): Promise<Answer> => {
    const file = required(setting.options.out, '--out FILE.citydesk');
    if (existsSync(file) && !setting.options.force) throw new DeskError('fileExists', { file });
    const keys = await keysOf(setting, desk);
    const named = setting.options.to?.split(',');
    const all = knownDesks(desk.db, desk.id);
    const desks = named?.map((name) => {
      const found = all.find((one) => one.id === name || one.name === name);
      if (!found) throw new DeskError('notFound', { table: 'desk', id: name });
      return found.id;
    });
    const made = prepareBundle(desk, keys, { author, desks, full: setting.options.full ?? false, passphrase: passphraseOption(setting) });
    const written = await writeBundle(desk.db, { folder: desk.folder, plan: made.plan, file, replace: setting.options.force ?? false });
    noteSent(desk, made, written, basename(file));
    return {
      json: {
        file,
        bundle: made.bundle,
        to: made.to,
        withoutKey: made.withoutKey,
        ...written,
        code: shortCode(written.sha),
        fingerprint: fingerprint(keys.signKey),
      },
      text: `${words(setting)('ui.exported', { file })}\n${words(setting)('exchange.code')}: ${shortCode(written.sha)}`,
    };
  });

interface Receiving {
  readonly setting: Setting;
  readonly desk: Desk;
  readonly author: string;
  readonly keys: DeskKeys;
  readonly sum: { applied: number; alreadyKnown: number; waiting: number; conflicts: number };
  readonly lines: string[];
}

/** One file, opened and taken in. @returns what is said of it */
async function receiveOne({ setting, desk, author, keys, sum, lines }: Receiving, file: string): Promise<Record<string, unknown>> {
  const t = words(setting);
  const second = secondConnectionOf(desk);
  const passphrase = passphraseOption(setting);
  const { preview, staged } = await previewBundle(second, { keys, passphrase }, file);
  const about = {
    file,
    bundle: preview.bundle,
    from: { desk: preview.from.desk, name: preview.from.name, fingerprint: preview.from.fingerprint },
    trust: preview.trust,
  };
  if (setting.options['dry-run']) {
    discard(staged);
    add(sum, preview.report, preview.readiness, preview.operations);
    lines.push(summary(t, preview));
    return { ...about, readiness: preview.readiness, missing: preview.missing, report: preview.report };
  }
  // A passphrase was agreed on between two people: that is a first acquaintance. A changed key never passes unasked.
  if ((preview.trust === 'new' && (passphrase !== undefined || setting.options.trust)) || (preview.trust === 'changed' && setting.options.trust)) {
    trust(desk.db, preview.from, desk.environment.now(), author);
    lines.push(t('exchange.trusted', { desk: preview.from.name, fingerprint: preview.from.fingerprint }));
  }
  try {
    const done = importBundle(second, { keys, staged, fileName: basename(file) });
    add(sum, done.report, done.status === 'waiting' ? 'waiting' : done.status === 'known' ? 'known' : 'ready', preview.operations);
    for (const one of done.imported) sum.applied += one.applied;
    if (done.status === 'applied') followMerges(desk, author);
    lines.push(summary(t, preview));
    return { ...about, status: done.status, missing: done.missing, drained: done.imported, report: done.report };
  } catch (error) {
    discard(staged);
    throw error;
  }
}

export const receive: Command = (setting) =>
  writing(setting, async (desk, author): Promise<Answer> => {
    const files = setting.words.slice(2);
    if (files.length === 0) throw new WrongUsage('sync import FILE…');
    const keys = await keysOf(setting, desk);
    const t = words(setting);
    const results: Record<string, unknown>[] = [];
    const lines: string[] = [];
    const sum = { applied: 0, alreadyKnown: 0, waiting: 0, conflicts: 0 };
    let refused = 0;
    sweepInbox(desk.folder);
    for (const file of files)
      try {
        results.push(await receiveOne({ setting, desk, author, keys, sum, lines }, file));
      } catch (error) {
        // Of several, one that is bad speaks for itself: the others are taken in, and the answer says which.
        if (files.length === 1 || !(error instanceof DeskError)) throw error;
        refused += 1;
        const sentence = errorSentence(t, { language: setting.language, dates: 'western' }, error);
        results.push({ file, error: { code: error.code, details: error.details, sentence } });
        lines.push(`${basename(file)}: ${sentence}`);
      }
    const waiting = waitingNotes(desk.db).length;
    const json = {
      ...sum,
      waiting: setting.options['dry-run'] ? sum.waiting : waiting,
      conflicts: setting.options['dry-run'] ? sum.conflicts : conflictCount(desk.db),
      files: results,
    };
    return {
      json,
      text: [...lines, t('exchange.sum', { applied: json.applied, known: json.alreadyKnown, waiting: json.waiting, conflicts: json.conflicts })].join('\n'),
      exit: refused > 0 ? 1 : 0,
    };
  });

function add(
  sum: { applied: number; alreadyKnown: number; waiting: number; conflicts: number },
  report: BundlePreview['report'],
  readiness: BundlePreview['readiness'],
  operations: number,
): void {
  if (readiness === 'waiting' || readiness === 'app') sum.waiting += 1;
  else if (readiness === 'known') sum.alreadyKnown += operations;
  if (!report) return;
  sum.applied += report.applied;
  sum.alreadyKnown += report.alreadyKnown;
  sum.conflicts += report.conflictCount;
}

function summary(t: ReturnType<typeof words>, preview: BundlePreview): string {
  const head = `${preview.file}: ${preview.from.name} (${preview.from.fingerprint})`;
  if (preview.readiness === 'waiting') return `${head} ${t('exchange.waitsFor', { desks: preview.missing.map(({ name }) => name || '?').join('、') })}`;
  const warnings = preview.report
    ? [
        ...preview.report.otherKey.map(({ name }) => t('exchange.otherKey', { desk: name })),
        ...preview.report.erasures.map((one) => t('exchange.erases', { author: one.author, desk: one.deskName, count: one.operations, reason: one.reason })),
      ]
    : [];
  return [`${head} ${t(`exchange.readiness.${preview.readiness}`)}`, ...warnings].join('\n');
}

export const status: Command = async (setting) => {
  const protection = await setting.places.protection();
  return reading(setting, ({ db }) => {
    const own = db.value<string>("SELECT value FROM local_state WHERE key = 'desk'") ?? '';
    const statements = statementsOf(db);
    const desks = knownDesks(db, own);
    const lacks = lackedBy(
      db,
      desks.map(({ id }) => id),
    );
    const trusted = new Map(db.all<{ desk: string; sign_key: string }>('SELECT desk, sign_key FROM sync_trust').map((row) => [row.desk, row.sign_key]));
    const notes = bundleNotes(db, 1_000);
    const json = {
      desk: { id: own, name: deskName(db, own), keys: hasKeys(setting.places.keys, own), protection: protection.kind },
      desks: desks.map(({ id, name, retired }) => ({
        id,
        name,
        retired,
        trusted: trusted.has(id),
        fingerprint: fingerprint(trusted.get(id) ?? ''),
        lacks: lacks.get(id) ?? 0,
        lastHeard: latest(statements.filter((one) => one.desk === id).map((one) => stampMs(one.made))),
      })),
      waiting: waitingNotes(db).map(({ id, deskName: from, fileName }) => ({ bundle: id, from, fileName })),
      twin: runningCopyOf(db) !== undefined,
      forks: forks(db).map((fork) => ({
        desk: fork.desk,
        name: deskName(db, fork.desk),
        settled: fork.settled,
        branches: fork.branches.map(({ id, host, opened }) => ({ writer: id, host, opened: stampMs(opened) })),
      })),
      conflicts: conflictCount(db),
      issues: issues(db),
      bundles: notes
        .slice(0, 50)
        .map(({ id, direction, status: state, fileName, at, deskName: name }) => ({ id, direction, status: state, fileName, at, desk: name })),
    };
    const t = words(setting);
    return {
      json,
      text: [
        `${json.desk.name}`,
        ...json.desks.map((one) => `${one.name}  ${t('exchange.lacks', { count: one.lacks })}${one.retired ? ` ${t('exchange.isRetired')}` : ''}`),
        ...(json.twin ? [t('exchange.runningCopyHelp')] : []),
        ...json.forks.filter((fork) => !fork.settled).map((fork) => t('exchange.forkedDesk', { desk: fork.name })),
        t('exchange.sum', { applied: 0, known: 0, waiting: json.waiting.length, conflicts: json.conflicts }),
      ].join('\n'),
    };
  });
};
const latest = (moments: readonly number[]): number | null => (moments.length > 0 ? Math.max(...moments) : null);

export const withdrawBundle: Command = (setting) =>
  writing(setting, (desk) => {
    const bundle = required(setting.words[2], 'sync withdraw BUNDLE');
    withdraw(desk.db, bundle);
    return { json: { bundle, withdrawn: true }, text: words(setting)('exchange.withdrawn') };
  });

export const salvageBundle: Command = (setting) =>
  writing(setting, (desk, author) => {
    const done = salvage(desk, author, required(setting.words[2], 'sync salvage BUNDLE'));
    return { json: { records: done.rows.length, authors: done.authors }, text: words(setting)('exchange.salvaged', { count: done.rows.length }) };
  });

/** A public key kept in the safe: every file is also made for it. */
export const recovery: Command = (setting) =>
  writing(setting, (desk) => {
    const key = required(setting.words[2], 'sync recovery age1…');
    if (!/^age1[0-9a-z]{20,120}$/.test(key)) throw new WrongUsage('sync recovery age1…');
    desk.setLocal(recoveryKey, key);
    return { json: { recovery: key }, text: key };
  });

/** A copied desk becomes one of its own. */
export const register: Command = (setting) =>
  writing(setting, async (desk, author): Promise<Answer> => {
    const name = required(setting.words[2], 'sync register NAME').trim();
    if (name === '' || name.length > 60) throw new WrongUsage('sync register NAME');
    const sign = await oldSignature(setting.places, desk.id);
    backUp(desk.db, desk.folder, { at: desk.environment.now(), reason: 'register', binding: desk.environment.binding });
    const renamed = reregister(desk, { name, author, sign });
    return { json: { name, desk: desk.local('desk'), renamed }, text: words(setting)('exchange.registered', { name, count: renamed }) };
  });
