import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Encoding from 'encoding-japanese';
import { describe, expect, it } from 'vitest';
import { openDesk } from '../../db/desk/open.ts';
import { runCommand } from '../../electron/cli/run.ts';
import { pathsIn } from '../../electron/paths.ts';
import { environment, freshFolder, root } from '../fresh-desk.ts';

function terminal(folder: string) {
  return async (...words: string[]) => {
    let out = '';
    let err = '';
    const code = await runCommand([...words, '--data', folder, '--json'], environment, pathsIn(root), {
      out: (text) => (out += text),
      err: (text) => (err += text),
    });
    return { code, err, json: out === '' ? undefined : JSON.parse(out) };
  };
}

describe('the command line', () => {
  it('makes a desk, lists, writes, shows the history and undoes', async () => {
    const desk = terminal(freshFolder());
    expect((await desk('init', '--sample', '--desk', '国際課1')).code).toBe(0);
    expect((await desk('init')).json.error.code).toBe('deskExists');
    expect((await desk('list', 'measures', '--limit', '100')).json).toMatchObject({ total: 76 });
    expect((await desk('list', 'agreements', '--filter', '{"kind":"sister"}')).json.total).toBe(12);
    const found = await desk('list', 'agreements', '--search', 'ニュ');
    expect(found.json.rows.map((row: { titleJa: string }) => row.titleJa)).toEqual(
      expect.arrayContaining([expect.stringContaining('ニュー・サウス'), expect.stringContaining('ニューヨーク')]),
    );

    const before = (await desk('digest')).json.digest;
    const made = await desk('set', 'agreements', 'new', 'titleJa=試験の覚書', 'kind=覚書', 'signedOn=H26.4', '--author', '見本 太郎');
    expect(made.json.row).toMatchObject({ titleJa: '試験の覚書', kind: 'memorandum', signedOn: '2014-04' });
    const { id } = made.json.row;
    expect((await desk('digest')).json.digest).not.toBe(before);
    expect((await desk('history', 'agreements', id)).json.entries[0]).toMatchObject({ author: '見本 太郎', kind: 'created' });
    expect((await desk('set', 'agreements', id, 'status=有効')).json.row.status).toBe('inForce');
    expect((await desk('delete', 'agreements', id)).code).toBe(0);
    expect((await desk('restore', 'agreements', id)).code).toBe(0);
    for (let step = 0; step < 4; step++) expect((await desk('undo')).code).toBe(0);
    expect((await desk('digest')).json.digest).toBe(before);
    expect((await desk('redo')).code).toBe(0);
    expect((await desk('get', 'agreements', id)).json.row.titleJa).toBe('試験の覚書');
    expect((await desk('verify')).json).toMatchObject({ ok: true, faults: [] });
  });

  it('shows the page of a visit and of a partner, as a value and as text', async () => {
    const folder = freshFolder();
    const desk = terminal(folder);
    await desk('init', '--sample');
    const paris = (await desk('list', 'partners', '--search', 'パリ市')).json.rows[0].id;
    const found = (await desk('page', 'partners', paris)).json;
    expect(found).toMatchObject({
      table: 'partner',
      counts: { agreement: 2 },
      parts: [{ part: 'agreements', total: 2 }, { part: 'people' }, { part: 'measures' }],
    });
    let out = '';
    await runCommand(['page', 'partners', paris, '--data', folder, '--lang', 'en'], environment, pathsIn(root), {
      out: (text) => (out += text),
      err: (text) => (out += text),
    });
    expect(out).toMatch(/^Paris\n/);
    expect(out).toContain('■ Agreements (2)\n  Sister/friendship city relation with Paris');
    expect((await desk('page', 'vocabulary', paris)).json.error.code).toBe('badRequest');
    expect((await desk('page', 'partners')).code).toBe(2);
  });

  it('reads a day without a year as one of this fiscal year, and refuses a weekday that is not its own', async () => {
    const desk = terminal(freshFolder());
    await desk('init');
    const made = await desk('set', 'agreements', 'new', 'titleJa=試験の覚書', 'kind=覚書', 'signedOn=4/1');
    expect(made.json.row.signedOn).toMatch(/^\d{4}-04-01$/);
    const refused = await desk('set', 'agreements', made.json.row.id, 'signedOn=2026年12月3日(金)', '--lang', 'ja');
    expect([refused.code, refused.json.error.sentence]).toEqual([1, expect.stringContaining('木曜日')]);
  });

  it('reports a refusal in three languages and changes nothing', async () => {
    const desk = terminal(freshFolder());
    await desk('init');
    const before = (await desk('digest')).json.digest;
    const sentences = await Promise.all(
      ['ja', 'en', 'ko'].map(async (lang) => (await desk('set', 'agreements', 'new', 'titleJa=x', 'kind=picnic', '--lang', lang)).json.error.sentence),
    );
    expect(new Set(sentences).size).toBe(3);
    expect(sentences[0]).toContain('「種別」');
    for (const words of [
      ['set', 'nowhere', 'new', 'a=1'],
      ['set', 'agreements', 'new', 'nosuch=1'],
      ['get', 'agreements', 'x'],
      ['delete', 'agreements', '00000000-0000-7000-8000-000000000000'],
      ['export', 'progress-sheet', '--period', '架空', '--out', join(root, 'never.xlsx')],
      ['undo'],
    ])
      expect([words, (await desk(...words)).code]).toEqual([words, 1]);
    expect((await desk('digest')).json.digest).toBe(before);
  });

  it('exits with code 2 on wrong usage', async () => {
    const desk = terminal(freshFolder());
    for (const words of [
      ['dance'],
      ['list'],
      ['list', 'visits', '--filter', '{'],
      ['list', 'visits', '--limit', 'many'],
      ['export', 'nothing'],
      ['list', 'visits', '--nosuch'],
      ['list', 'visits', '--period', 'x'],
      ['digest', '--force'],
      ['get', 'visits', 'a', 'b'],
      ['council', 'dance'],
      ['council', 'issue', '--period', 'x', '--out', 'x', '--sheet', 'picnic'],
      ['sync', 'export', '--out'],
    ])
      expect((await desk(...words)).code).toBe(2);
    expect((await terminal(freshFolder())('list', 'visits')).json.error.code).toBe('noDesk');
  });

  it('reads while another process writes, and refuses to write', async () => {
    const folder = freshFolder();
    const desk = terminal(folder);
    await desk('init');
    const open = openDesk(folder, environment);
    expect((await desk('set', 'partners', 'new', 'nameJa=甲', 'kind=city')).json.error.code).toBe('locked');
    expect((await desk('list', 'partners', '--search', 'パリ')).json.total).toBeGreaterThan(0);
    open.close();
    expect((await desk('set', 'partners', 'new', 'nameJa=甲', 'kind=city')).code).toBe(0);
  });

  it('exports tables and the log, and never overwrites a file', async () => {
    const folder = freshFolder();
    const desk = terminal(folder);
    await desk('init', '--sample');
    await desk('set', 'partners', 'new', 'nameJa==cmd|calc', 'kind=city', 'note=－髙﨑𠮷'); // a formula, and letters Shift_JIS lacks
    const csv = join(folder, 'partners.csv');
    expect((await desk('export', 'table', 'partners', '--out', csv)).json.rows).toBeGreaterThan(56);
    const text = readFileSync(csv, 'utf8');
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text).toContain("'=cmd|calc");
    expect(text).not.toMatch(/(^|,)=cmd/m);
    expect((await desk('export', 'table', 'partners', '--out', csv)).json.error.code).toBe('fileExists');
    const sjis = join(folder, 'partners-sjis.csv');
    const report = await desk('export', 'table', 'partners', '--columns', 'nameJa,note', '--encoding', 'shift_jis', '--out', sjis);
    expect(report.json.unencodable).toContain('𠮷');
    const back = new TextDecoder('shift_jis').decode(readFileSync(sjis));
    expect(back).toContain('ニューヨーク市');
    expect(back).toContain('髙﨑〓');
    const log = join(folder, 'log.ndjson');
    const { operations } = (await desk('export', 'operations', '--out', log)).json;
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(operations);
    expect(lines.every((line) => typeof JSON.parse(line).n === 'number')).toBe(true);
  });

  it('imports all lines or none, reports each before, and undoes them at once', async () => {
    const folder = freshFolder();
    const desk = terminal(folder);
    await desk('init', '--sample');
    const strategy = (await desk('list', 'strategies')).json.rows[0].nameJa;
    const at = (name: string) => join(folder, name);
    const annex = '番号,施策名,所管局\n901,見本の施策,教育庁、(生活文化局)\n902,,総務局\n';
    writeFileSync(at('annex.csv'), Uint8Array.from(Encoding.convert(Encoding.stringToCode(annex), { to: 'SJIS', from: 'UNICODE' })));
    writeFileSync(at('map.json'), JSON.stringify({ fixed: { strategy } }));
    const before = (await desk('digest')).json.digest;
    const dry = await desk('import', 'measures', at('annex.csv'), '--map', at('map.json'), '--dry-run');
    expect(dry).toMatchObject({
      code: 0,
      json: { created: 1, updated: 0, unchanged: 0, applied: false, rejected: [{ line: 3, column: 'titleJa', code: 'required' }] },
    });
    expect(dry.json.notices).toContainEqual({ code: 'encoding', details: { encoding: 'shift_jis' } });
    expect((await desk('import', 'measures', at('annex.csv'), '--map', at('map.json'))).code).toBe(1);
    expect((await desk('digest')).json.digest).toBe(before);
    const done = await desk('import', 'measures', at('annex.csv'), '--map', at('map.json'), '--skip-rejected');
    expect(done).toMatchObject({ code: 0, json: { created: 1, applied: true } });
    expect((await desk('list', 'measures', '--filter', '{"number":901}')).json.total).toBe(1);
    expect((await desk('import', 'measures', at('annex.csv'), '--map', at('map.json'), '--skip-rejected')).json).toMatchObject({ created: 0, unchanged: 1 });
    await desk('undo');
    expect((await desk('digest')).json.digest).toBe(before);
    expect((await desk('import', 'measures', at('nowhere.csv'))).json.error.code).toBe('fileMissing');
    expect((await desk('import', 'measures')).code).toBe(2);
    expect((await desk('import', 'measures', at('annex.csv'), '--encoding', 'utf-8')).json.error.code).toBe('fileEncoding');
    // Either of two conditions.
    const either = (await desk('list', 'agreements', '--filter', '[{"kind":"sister"},{"kind":"declaration"}]')).json.total;
    expect(either).toBeGreaterThan(12);
  });
});
