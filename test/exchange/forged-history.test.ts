// A colleague relays another desk's records and changes what that desk wrote. Each forgery is refused, or shown before it is
// taken in; what was taken in before the rule is put right by the true line.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openReader } from '../../db/desk/open.ts';
import { chain, chainStart, decode, encode, type Operation, redactedLine, remainderOf, schemaVersion, shaOf } from '../../db/operations/operation.ts';
import { environment, freshFolder } from '../fresh-desk.ts';
import { acquainted, type TestDesk } from './desks.ts';
import { type Content, checkpointBy, forged, fullFile, secretsOf, strangeKeys } from './forge.ts';

const place = mkdtempSync(join(tmpdir(), 'forged-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
let met: Promise<TestDesk[]> | undefined;

/** 甲 writes, 乙 relays and forges, 丙 receives; all three know each other's keys. */
async function three(): Promise<{ a: TestDesk; m: TestDesk; b: TestDesk; tag: string; person: string }> {
  met ??= acquainted(['甲', '乙', '丙'], { place });
  const [a, m, b] = (await met).map((desk) => desk.clone(desk.name)) as [TestDesk, TestDesk, TestDesk];
  for (const desk of [a, m, b]) for (const other of [a, m, b]) if (other !== desk) await other.done('sync', 'import', await fullFile(desk));
  const tag = (await a.done('set', 'tags', 'new', 'name=友好都市')).row.id as string;
  const partner = (await a.done('set', 'partners', 'new', 'nameJa=架空市', 'kind=city')).row.id as string;
  const person = (await a.done('set', 'people', 'new', 'nameJa=見本 太郎', 'note=良好', `partner=${partner}`)).row.id as string;
  await m.done('sync', 'import', await fullFile(a));
  return { a, m, b, tag, person };
}

const isAbout = (id: string) => (line: string) => decode(line).r === id && decode(line).k === 'set';
const changed = (content: Content, id: string, change: (line: string) => string) => {
  content.lines = content.lines.map((line) => (isAbout(id)(line) ? change(line) : line));
};
const marked = (line: string, s: Record<string, string>) => JSON.stringify({ redacted: { sha: shaOf(line), columns: [] }, ...decode(line), s: { ...s } });
const nameAt = async (desk: TestDesk, tag: string) => (await desk.done('list', 'tags')).rows.find((row: { id: string }) => row.id === tag)?.name;

/** Refused, and the desk is as before; the true file is taken in afterwards, and every desk agrees. */
async function refusedThenTrue(file: string, { a, b }: { a: TestDesk; b: TestDesk }, why: string): Promise<void> {
  const before = await b.done('digest');
  const answer = await b.run('sync', 'import', file);
  expect(answer.code).toBe(1);
  expect(JSON.stringify(answer)).toContain(why);
  expect(await b.done('digest')).toEqual(before);
  await b.done('sync', 'import', await fullFile(a));
  expect(await b.done('digest')).toEqual(await a.done('digest'));
  expect((await b.done('verify')).faults).toEqual([]);
}

describe('a mark of erasure in a line of another desk', { timeout: 120_000 }, () => {
  it('with other values in its line is refused', async () => {
    const desks = await three();
    const file = await forged(desks.m, desks.b, (content) => changed(content, desks.tag, (line) => marked(line, { name: '破棄された協定' })));
    await refusedThenTrue(file, desks, 'erasure');
  });

  it('that blanks a value is refused where no erasure names the line', async () => {
    const desks = await three();
    const file = await forged(desks.m, desks.b, (content) => changed(content, desks.person, (line) => redactedLine(line, ['note'])));
    await refusedThenTrue(file, desks, 'erasure');
  });

  it('with values of its own after a true erasure is refused', async () => {
    const desks = await three();
    await desks.m.done('erase', desks.person, '--reason', '利用停止の請求', '--force');
    const file = await forged(desks.m, desks.b, (content) =>
      changed(content, desks.person, (line) => JSON.stringify({ ...decode(line), s: { ...decode(line).s, partner: null } })),
    );
    const answer = await desks.b.run('sync', 'import', file);
    expect(answer.code).toBe(1);
    expect(JSON.stringify(answer)).toContain('erasure');
  });
});

describe('an erasure', { timeout: 120_000 }, () => {
  /** 乙 writes an erasure in its own chain, as its program never would. */
  const erasing = async (m: TestDesk, b: TestDesk, of: (lines: readonly string[]) => NonNullable<Operation['redact']>['of'], v = schemaVersion) =>
    forged(m, b, (content) => {
      const { id } = secretsOf(m);
      const own = content.lines.map(decode).filter((one) => one.writer?.desk === id);
      const w = own.at(-1)?.w ?? '';
      const last = content.lines
        .map(decode)
        .filter((one) => one.w === w)
        .at(-1) as Operation;
      const n = last.n + 1;
      content.lines.push(encode({ w, n, x: n, t: last.t, v, u: '乙', k: 'redact', redact: { of: of(content.lines), reason: '理由' } }));
      content.manifest.upto[w] = n;
    });
  const nameOf = (line: string) => `${decode(line).w}.${decode(line).n}` as const;

  it('of what is not personal is refused', async () => {
    const desks = await three();
    const file = await erasing(desks.m, desks.b, (lines) =>
      lines.filter(isAbout(desks.tag)).map((line) => [nameOf(line), ['name'], remainderOf(redactedLine(line, ['name']))]),
    );
    await refusedThenTrue(file, desks, 'erasure');
  });

  it('of what is not personal, said to be of a later program, takes nothing', async () => {
    const { a, m, b, tag } = await three();
    await b.done('sync', 'import', await fullFile(a));
    await b.done('sync', 'import', await erasing(m, b, (lines) => lines.filter(isAbout(tag)).map((line) => [nameOf(line), ['name']]), '1.99'));
    expect(await nameAt(b, tag)).toBe('友好都市');
    expect((await b.done('verify')).faults).toEqual([]);
  });

  it('is named in the preview: by whom, why, and of how much', async () => {
    const { m, b, person } = await three();
    await m.done('erase', person, '--reason', '利用停止の請求', '--force');
    const [preview] = (await b.done('sync', 'import', await fullFile(m), '--dry-run')).files;
    expect(preview.report.erasures).toEqual([
      { author: expect.any(String), desk: secretsOf(m).id, deskName: '乙', at: expect.any(Number), reason: '利用停止の請求', operations: 1 },
    ]);
    expect(preview.report.unprovenRemainders).toBe(0);
  });
});

describe('the name of another desk', { timeout: 120_000 }, () => {
  const impostor = (content: Content, { desk, tag, keys }: { desk: string; tag: string; keys: ReturnType<typeof strangeKeys> }) => {
    const w = 'ef'.repeat(16);
    const about = content.lines.map(decode).find((one) => one.r === tag) as Operation;
    const base = { t: about.t, v: about.v, u: '課長 鈴木' };
    const lines = [
      encode({ w, n: 1, x: 1, ...base, k: 'writer', writer: { desk, prev: null, opened: about.t, app: '0.1.0', schema: about.v, host: 'B' } }),
      encode({ w, n: 2, x: 2, ...base, k: 'set', e: 'tag', r: tag, s: { name: '偽造' }, p: { name: [`${about.w}.${about.n}`] }, why: 'edit' }),
    ];
    content.lines.push(...lines);
    content.manifest.upto[w] = 2;
    content.manifest.checkpoints.push(checkpointBy(keys, w, 2, lines.reduce(chain, chainStart)));
  };

  it('under a strange key is said before it is taken in, and in the history for as long as it is not proved', async () => {
    const { a, m, b, tag } = await three();
    const desk = secretsOf(b).id;
    const file = await forged(m, a, (content) => impostor(content, { desk, tag, keys: strangeKeys() }));
    const [preview] = (await a.done('sync', 'import', file, '--dry-run')).files;
    expect(preview.report).toMatchObject({ otherKey: [{ desk, name: '丙' }], unproven: [desk] });
    await a.done('sync', 'import', file);
    const { entries } = await a.done('history', 'tags', tag);
    expect(entries.map((one: { author: string; doubt?: string }) => [one.author, one.doubt])).toContainEqual(['課長 鈴木', 'otherKey']);
    expect(entries.filter((one: { doubt?: string }) => one.doubt === undefined)).toHaveLength(1);
    expect((await a.done('verify')).unproven).toEqual([{ desk, name: '丙', operations: 2, doubt: 'otherKey' }]);
  });

  it('under a wrong signature of its key is refused', async () => {
    const { a, m, b, tag } = await three();
    const file = await forged(m, a, (content) =>
      impostor(content, { desk: secretsOf(b).id, tag, keys: { ...strangeKeys(), signKey: secretsOf(b).keys.signKey } }),
    );
    const answer = await a.run('sync', 'import', file);
    expect([answer.code, JSON.stringify(answer)]).toEqual([1, expect.stringContaining('forged')]);
  });

  it('does not continue its chain: its true files are taken in afterwards', async () => {
    const desks = await three();
    const file = await forged(desks.m, desks.b, (content) => {
      const { id } = secretsOf(desks.a);
      const own = content.lines.filter((line) => decode(line).writer?.desk === id).map((line) => decode(line).w);
      const w = own.at(-1) ?? '';
      const lines = content.lines.filter((line) => decode(line).w === w);
      const last = decode(lines.at(-1) ?? '');
      const added = encode({
        w,
        n: last.n + 1,
        x: last.n + 1,
        t: last.t,
        v: last.v,
        u: '課長',
        k: 'set',
        e: 'tag',
        r: desks.tag,
        s: { deleted: 1 },
        p: { deleted: [] },
      });
      content.lines.push(added);
      content.manifest.upto[w] = last.n + 1;
      const sha = [...lines, added].reduce(chain, decode(lines[0] ?? '').writer?.prev?.sha ?? chainStart);
      content.manifest.checkpoints.push(checkpointBy(strangeKeys(), w, last.n + 1, sha));
    });
    // 丙 holds the true chain up to here, as it would in an office.
    await desks.b.done('sync', 'import', await fullFile(desks.a));
    const answer = await desks.b.run('sync', 'import', file);
    expect([answer.code, JSON.stringify(answer)]).toEqual([1, expect.stringMatching(/forged|bundleTwice/)]);
    await desks.a.done('set', 'tags', desks.tag, 'name=友好都市2');
    await desks.b.done('sync', 'import', await fullFile(desks.a));
    expect(await nameAt(desks.b, desks.tag)).toBe('友好都市2');
  });

  it.each<[string, (lines: string[], at: number) => void]>([
    ['changed', (lines, at) => lines.splice(at, 1, (lines[at] ?? '').replace('友好都市', '敵対都市'))],
    ['left out', (lines, at) => lines.splice(at, 1)],
    ['exchanged with the next', (lines, at) => lines.splice(at, 2, lines[at + 1] ?? '', lines[at] ?? '')],
    ['doubled', (lines, at) => lines.splice(at, 0, (lines[at] ?? '').replace('友好都市', '別の都市'))],
  ])('with a line %s is refused', async (_, change) => {
    const desks = await three();
    const file = await forged(desks.m, desks.b, (content) => change(content.lines, content.lines.findIndex(isAbout(desks.tag))));
    expect((await desks.b.run('sync', 'import', file)).code).toBe(1);
  });

  it('on a seed set is refused', async () => {
    const { m, b } = await three();
    const file = await forged(m, b, (content) => {
      const w = '0'.repeat(31).concat('1');
      const last = content.lines
        .map(decode)
        .filter((one) => one.w === w)
        .at(-1) as Operation;
      content.lines.push(encode({ ...last, n: last.n + 1 }));
      content.manifest.upto[w] = last.n + 1;
    });
    const answer = await b.run('sync', 'import', file);
    expect([answer.code, JSON.stringify(answer)]).toEqual([1, expect.stringContaining('forged')]);
  });
});

describe('what a desk says another holds', { timeout: 120_000 }, () => {
  it('is no ground to leave anything out: the other gets all it lacks', async () => {
    const { a, m, b, tag } = await three();
    await a.done('sync', 'import', await fullFile(m));
    const claim = await forged(m, a, ({ manifest }) => {
      // 乙 says that 丙 holds all that 甲 has written; 丙 has seen nothing of it.
      const { id } = secretsOf(b);
      manifest.statements = [{ desk: id, tip: { w: 'aa'.repeat(16), n: 1 }, frontier: manifest.upto, wants: [], made: manifest.created }];
    });
    await a.done('sync', 'import', claim);
    await a.done('set', 'tags', tag, 'name=姉妹都市');
    const file = `${freshFolder()}.citydesk`;
    await a.done('sync', 'export', '--out', file, '--to', secretsOf(b).id);
    const fresh = await b.done('sync', 'import', file);
    expect(fresh.files[0].status).toBe('applied');
    expect(await nameAt(b, tag)).toBe('姉妹都市');
  });
});

describe('what was taken in before this rule', { timeout: 120_000 }, () => {
  it('is found by verify, and put right by the true line', async () => {
    const { a, m, b, tag } = await three();
    await b.done('sync', 'import', await fullFile(a));
    const { openDesk } = await import('../../db/desk/open.ts');
    const desk = openDesk(b.folder, environment);
    const line = desk.db.value<string>("SELECT line FROM sync_op WHERE row = ? AND tbl = 'tag'", tag) ?? '';
    desk.db.run("UPDATE sync_op SET line = ?, state = 2 WHERE row = ? AND tbl = 'tag'", marked(line, { name: '破棄' }), tag);
    desk.db.run("UPDATE tag SET name = '破棄' WHERE id = ?", tag);
    desk.close();
    const found = await b.run('verify');
    expect(found.json.faults).toContainEqual({ kind: 'erasure', writer: decode(line).w, n: decode(line).n });
    const done = await b.done('sync', 'import', await fullFile(m));
    expect(done.files[0].report.putRight).toBe(1);
    expect(await nameAt(b, tag)).toBe('友好都市');
    const reader = openReader(b.folder, environment);
    expect(reader.db.value<string>("SELECT line FROM sync_op WHERE row = ? AND tbl = 'tag'", tag)).toBe(line);
    reader.close();
    expect((await b.done('verify')).faults).toEqual([]);
  });
});
