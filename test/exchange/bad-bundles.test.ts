// Hostile and broken files: each is refused with its own error, and the desk is unchanged.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Encrypter } from 'age-encryption';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk } from '../../db/desk/open.ts';
import { vectorOf } from '../../db/exchange/vectors-held.ts';
import { type Operation, schemaVersion } from '../../db/operations/operation.ts';
import { manifestMessage } from '../../electron/services/exchange/format.ts';
import { type DeskKeys, loadKeys, ownerOnly, ownKeys, signText } from '../../electron/services/exchange/keys.ts';
import { passphrase, passphraseFile, TestDesk } from './desks.ts';

const base = mkdtempSync(join(tmpdir(), 'bad-bundles-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

let desk: TestDesk;
let sender: DeskKeys;
let ownId = '';
const senderId = 'ab'.repeat(16);
const writer = 'cd'.repeat(16);

beforeAll(async () => {
  desk = new TestDesk('受', join(base, 'desk'), join(base, 'keys'));
  await desk.done('init', '--desk', '受');
  const open = openDesk(desk.folder, desk.environment());
  ownId = open.id;
  open.close();
  await ownKeys(desk.keys, ownId, ownerOnly);
  sender = await ownKeys(join(base, 'sender'), senderId, ownerOnly);
}, 60_000);

interface Entry {
  readonly name: string;
  readonly bytes: Buffer;
  readonly type?: 'file' | 'directory' | 'symlink';
}
interface Recipe {
  readonly lines?: readonly string[];
  readonly manifest?: Record<string, unknown>;
  readonly entries?: (entries: Entry[]) => Entry[];
  readonly signature?: (sig: { key: string; sig: string }) => unknown;
  readonly ops?: Buffer;
  readonly inflated?: number;
  readonly lock?: 'desk' | 'passphrase' | 'stranger';
}

const operation = (n: number, more: Partial<Operation> = {}): Operation => ({
  w: writer,
  n,
  x: n,
  t: '019a2c6f1e400003',
  v: schemaVersion,
  u: '見本 送',
  k: 'set',
  ...more,
});
const opening = operation(1, { k: 'writer', writer: { desk: senderId, prev: null, opened: '019a2c6f1e400003', app: '1', schema: schemaVersion, host: '' } });
const city = (n: number, more: Partial<Operation> = {}) =>
  operation(n, { e: 'partner', r: '01900000-0000-7000-8000-000000000001', s: { nameJa: '見本市', kind: 'city' }, ...more });
const lines = (...operations: Operation[]) => operations.map((one) => JSON.stringify(one));
const goodLines = lines(opening, city(2), operation(3, { k: 'export', export: { bundle: 'x', kind: 'delta', to: [] } }));

async function bundle(recipe: Recipe): Promise<string> {
  const text = `${(recipe.lines ?? goodLines).join('\n')}\n`;
  const ops = recipe.ops ?? gzipSync(text);
  const sha = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
  const manifest = {
    citydesk: 1,
    must: [],
    bundle: crypto.randomUUID(),
    kind: 'delta',
    schema: schemaVersion,
    app: '1',
    from: { desk: senderId, name: '送', host: 'h', author: '見本', signKey: sender.signKey, recipient: sender.recipient },
    created: '019a2c6f1e400003',
    since: {},
    upto: { [writer]: 3 },
    tip: { w: writer, n: 3 },
    statements: [],
    checkpoints: [],
    desks: [],
    chains: [],
    wants: [],
    to: [],
    counts: { ops: (recipe.lines ?? goodLines).length, blobs: 0 },
    entries: [{ name: 'ops.ndjson.gz', size: ops.length, sha256: sha(ops), inflated: recipe.inflated ?? Buffer.byteLength(text) }],
    ...recipe.manifest,
  };
  const manifestText = JSON.stringify(manifest);
  const signature = { key: sender.signKey, sig: signText(sender, manifestMessage(sha(manifestText))) };
  const signatureText = JSON.stringify(recipe.signature ? recipe.signature(signature) : signature);
  const hashes = [sha(manifestText), sha(signatureText), ...manifest.entries.map((entry) => entry.sha256)];
  let entries: Entry[] = [
    { name: 'manifest.json', bytes: Buffer.from(manifestText) },
    { name: 'manifest.sig', bytes: Buffer.from(signatureText) },
    { name: 'ops.ndjson.gz', bytes: ops },
    { name: 'end.json', bytes: Buffer.from(JSON.stringify({ entries: hashes.length, sha256: sha(hashes.join('')) })) },
  ];
  entries = recipe.entries?.(entries) ?? entries;
  const tar = pack();
  for (const { name, bytes, type } of entries) {
    if (type === 'symlink') tar.entry({ name, type, linkname: '/etc/passwd' });
    else if (type === 'directory') tar.entry({ name, type });
    else tar.entry({ name }, bytes);
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  const encrypter = new Encrypter();
  if (recipe.lock === 'passphrase') {
    encrypter.setPassphrase(passphrase);
    encrypter.setScryptWorkFactor(10);
  } else encrypter.addRecipient(recipe.lock === 'stranger' ? sender.recipient : (loadKeys(desk.keys, ownId, ownerOnly)?.recipient ?? ''));
  const file = join(base, `${crypto.randomUUID()}.citydesk`);
  writeFileSync(file, await encrypter.encrypt(Buffer.concat(chunks)));
  return file;
}

const raw = (content: string | Buffer): string => {
  const file = join(base, `${crypto.randomUUID()}.citydesk`);
  writeFileSync(file, content);
  return file;
};

/** The desk before and after, to the byte of its log. */
function state(): string {
  const open = openDesk(desk.folder, desk.environment());
  try {
    return JSON.stringify([
      [...vectorOf(open.db)],
      open.db.all('SELECT seq, line FROM sync_op ORDER BY seq'),
      open.db.all('SELECT * FROM sync_bundle'),
      open.db.all('SELECT * FROM sync_statement'),
    ]);
  } finally {
    open.close();
  }
}

async function refused(file: string, code: string, what?: string, ...words: string[]): Promise<void> {
  const before = state();
  const bytes = existsSync(file) ? readFileSync(file) : undefined;
  const answer = await desk.run('sync', 'import', file, '--trust', ...words);
  expect([answer.code, answer.json?.error?.code, what === undefined ? undefined : answer.json?.error?.details.what]).toEqual([1, code, what]);
  expect(answer.json.error.sentence).not.toMatch(/\{\{|errors\./);
  expect(state()).toBe(before);
  if (bytes) expect(readFileSync(file).equals(bytes)).toBe(true);
  const inbox = join(desk.folder, 'inbox');
  expect(existsSync(inbox) ? readdirSync(inbox) : []).toEqual([]);
}

describe('a file that is no exchange file', () => {
  it.each<[string, () => string, string]>([
    ['is not there', () => join(base, 'nowhere.citydesk'), 'fileMissing'],
    ['is empty', () => raw(''), 'fileEmpty'],
    ['is random bytes', () => raw(Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7_919) % 256))), 'bundleNotOurs'],
    ['is a zip under another name', () => raw(Buffer.from('PK\x03\x04rest of a zip')), 'bundleNotOurs'],
    ['is a PDF under another name', () => raw('%PDF-1.7\n'), 'bundleNotOurs'],
    ['is armored', () => raw('-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n'), 'bundleNotOurs'],
    ['has a header that never ends', () => raw(`age-encryption.org/v1\n${'-> X25519 abc\n'.repeat(5_000)}`), 'bundleNotOurs'],
    ['has thousands of keys', () => raw(`age-encryption.org/v1\n${'-> X a\n'.repeat(2_000)}\n--- mac\n`), 'bundleNotOurs'],
    ['asks for a gigabyte of key derivation', () => raw('age-encryption.org/v1\n-> scrypt c2FsdHNhbHRzYWx0c2FsdA 20\nYm9keQ\n--- bWFj\n'), 'bundleCostly'],
    ['asks for an unbounded key derivation', () => raw('age-encryption.org/v1\n-> scrypt c2FsdHNhbHRzYWx0c2FsdA 63\nYm9keQ\n--- bWFj\n'), 'bundleCostly'],
    ['mixes a passphrase with keys', () => raw('age-encryption.org/v1\n-> scrypt c2FsdA 10\nYm9keQ\n-> X25519 abc\nYm9keQ\n--- bWFj\n'), 'bundleNotOurs'],
  ])('%s', async (_name, make, code) => refused(make(), code));
});

describe('a file that cannot be opened here', () => {
  it('is refused when it is for other recipients', async () => refused(await bundle({ lock: 'stranger' }), 'bundleKey'));
  it('is refused without a passphrase and with a wrong one', async () => {
    const file = await bundle({ lock: 'passphrase' });
    await refused(file, 'bundlePassphrase');
    await refused(file, 'bundlePassphrase', undefined, '--passphrase-file', passphraseFile('entirely-another-one'));
  });
});

describe('a file that was cut or changed', () => {
  it('is refused wherever it was cut or changed', async () => {
    const file = await bundle({});
    const bytes = readFileSync(file);
    const places = [bytes.length - 1, bytes.length - 17, Math.floor(bytes.length / 2), 400];
    for (const place of places) await refused(raw(bytes.subarray(0, place)), 'bundleBroken');
    for (let at = 0; at < 24; at++) {
      const flipped = Buffer.from(bytes);
      const place = 200 + Math.floor(((bytes.length - 201) * at) / 24);
      flipped[place] = (flipped[place] ?? 0) ^ 1;
      const answer = await desk.run('sync', 'import', raw(flipped), '--trust', '--dry-run');
      expect([at, answer.code, ['bundleBroken', 'bundleKey'].includes(answer.json?.error?.code)]).toEqual([at, 1, true]);
    }
    await refused(raw(Buffer.concat([bytes, Buffer.from('more')])), 'bundleBroken');
    await refused(raw(Buffer.concat([bytes, bytes])), 'bundleBroken');
  });
});

describe('an envelope with something else in it', () => {
  const broken = (name: string, recipe: Recipe, what: string, code = 'bundleBroken') =>
    it(name, async () => refused(await bundle(recipe), code, code === 'bundleBroken' ? what : undefined));
  broken('a path that climbs', { entries: (all) => [...all.slice(0, 2), { name: '../../evil', bytes: Buffer.from('x') }, ...all.slice(2)] }, 'entries');
  broken('an absolute path', { entries: (all) => [...all.slice(0, 2), { name: '/etc/cron.d/x', bytes: Buffer.from('x') }, ...all.slice(2)] }, 'entries');
  broken('a symbolic link', { entries: (all) => [{ name: 'manifest.json', bytes: Buffer.alloc(0), type: 'symlink' }, ...all] }, 'entries');
  broken('a directory', { entries: (all) => [{ name: 'blobs', bytes: Buffer.alloc(0), type: 'directory' }, ...all] }, 'entries');
  broken('entries in another order', { entries: ([a, b, c, d]) => [a, c, b, d] as Entry[] }, 'signature');
  broken('an entry twice', { entries: ([a, b, c, d]) => [a, b, c, c, d] as Entry[] }, 'entries');
  broken('no end', { entries: (all) => all.slice(0, -1) }, 'end');
  broken('no operations', { entries: ([a, b, , d]) => [a, b, d] as Entry[] }, 'end');
  broken('a manifest that is no JSON', { entries: ([, ...rest]) => [{ name: 'manifest.json', bytes: Buffer.from('{') }, ...rest] }, 'manifest');
  broken('a signature by another key', { signature: ({ sig }) => ({ key: 'f'.repeat(64), sig }) }, 'signature');
  broken('a signature of something else', { signature: ({ key }) => ({ key, sig: 'f'.repeat(128) }) }, 'signature');
  broken('counts that lie', { manifest: { counts: { ops: 3, blobs: 7 } } }, 'manifest');
  broken('sizes that lie', { inflated: 10 }, 'bomb');
  broken('a gzip bomb', { ops: gzipSync(Buffer.alloc(50_000_000)), inflated: 50_000_000 }, 'manifest');
  broken(
    'operations of another hash',
    { entries: ([a, b, , d]) => [a, b, { name: 'ops.ndjson.gz', bytes: gzipSync(`${lines(opening).join('\n')}\n`) }, d] as Entry[] },
    'entries',
  );
  broken('a file of a later container', { manifest: { citydesk: 2 } }, '', 'bundleNewer');
  broken('a part that must be understood', { manifest: { must: ['telepathy'] } }, '', 'bundleNewer');
  broken('a clock beyond the calendar', { lines: lines({ ...opening, t: 'ffffffffffffffff' }) }, 'stamp');
});

describe('invalid operations', () => {
  const broken = (name: string, given: readonly string[], what: string, code = 'bundleBroken') =>
    it(name, async () => refused(await bundle({ lines: given }), code, code === 'bundleBroken' ? what : undefined));
  broken('no JSON', ['{"w":'], 'notJson');
  broken('a thousand nested brackets', [`${'['.repeat(1_000)}${']'.repeat(1_000)}`], 'tooDeep');
  broken('a key twice', [JSON.stringify(opening).replace('"n":1', '"n":1,"n":1')], 'notCanonical');
  broken('a byte order mark', [`\ufeff${JSON.stringify(opening)}`], 'notJson');
  broken(
    'a column called __proto__',
    lines(opening, city(2)).map((line) => line.replace('"nameJa"', '"__proto__"')),
    'column',
  );
  broken(
    'a column with SQL in its name',
    lines(opening, city(2)).map((line) => line.replace('"nameJa"', '"x\\"; DROP TABLE partner; --"')),
    'column',
  );
  broken(
    'a cell beyond a megabyte',
    lines(opening, city(2, { s: { nameJa: Array.from({ length: 1_100_000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7_919) % 20_000))).join('') } })),
    'value',
  );
  broken('a NUL', lines(opening, city(2, { s: { nameJa: 'a\0b' } })), 'value');
  broken('half a letter', [JSON.stringify(opening), JSON.stringify(city(2)).replace('見本市', '\\ud800')], 'value');
  broken('a fraction for a position', lines(opening, city(1.5)), 'position');
  broken('a negative position', lines(opening, city(-2)), 'position');
  broken('a position beyond counting', lines(opening, city(2 ** 53)), 'position');
  broken('a gap', lines(opening, city(3)), 'gap');
  broken('a chain that does not begin with its writer', lines(city(1)), 'chain');
  broken('a predecessor from the future', lines(opening, city(2, { p: { nameJa: [`${writer}.9`] } })), 'ahead');
  broken('a predecessor that is itself', lines(opening, city(2, { p: { nameJa: [`${writer}.2`] } })), 'ahead');
  broken(
    'a chain that continues itself',
    lines({ ...opening, writer: { ...(opening.writer as NonNullable<Operation['writer']>), prev: { w: writer, n: 1, sha: '0'.repeat(64) } } }),
    'chain',
  );
  broken(
    'another desk\u2019s operations without its signature',
    lines({ ...opening, writer: { ...(opening.writer as NonNullable<Operation['writer']>), desk: '12'.repeat(16) } }),
    'unsigned',
  );
  broken('a later major version', lines({ ...opening, v: '2.0' }), '', 'bundleNewer');
});

describe('operations of a later minor version', () => {
  it('are kept as they are, applied as far as they are understood, and passed on byte for byte', async () => {
    const future = [
      JSON.stringify(opening),
      JSON.stringify(city(2, { v: '1.9', s: { nameJa: '未来市', kind: 'metropolis', moonLanding: 'yes', latitude: 'far away' } })),
      JSON.stringify(operation(3, { v: '1.9', e: 'spaceport', r: '01900000-0000-7000-8000-000000000002', s: { name: 'x' } })),
      JSON.stringify({ ...operation(4, { v: '1.9' }), k: 'dream', extra: { of: 'sheep' } }),
      JSON.stringify(operation(5, { k: 'export', export: { bundle: 'x', kind: 'delta', to: [] } })),
    ];
    const { json } = await desk.run(
      'sync',
      'import',
      await bundle({ lines: future, manifest: { upto: { [writer]: 5 }, tip: { w: writer, n: 5 }, schema: '1.9' } }),
      '--trust',
    );
    expect(json).toMatchObject({ applied: 5, files: [{ report: { kept: 3 } }] });
    const row = (await desk.done('get', 'partners', '01900000-0000-7000-8000-000000000001')).row;
    expect(row).toMatchObject({ nameJa: '未来市', kind: 'metropolis', latitude: null });
    expect((await desk.done('verify')).faults).toEqual([]);
    const out = join(base, 'log.ndjson');
    await desk.done('export', 'operations', '--out', out);
    for (const line of future) expect(readFileSync(out, 'utf8')).toContain(`${line}\n`);
    // The same chain with other content: nothing is imported, and the desk is named.
    await refused(await bundle({ lines: [JSON.stringify(opening), JSON.stringify(city(2, { s: { nameJa: '別の市', kind: 'city' } }))] }), 'bundleTwice');
  });
});
