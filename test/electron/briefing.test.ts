// Briefings: assembled from records, refreshed, printed, and made with templates of the office; the calendar file.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../db/catalog/dates.ts';
import type { Desk } from '../../db/desk/desk.ts';
import { commit } from '../../db/log/commit.ts';
import { list } from '../../db/queries/list.ts';
import { assemble } from '../../electron/services/briefing/assemble.ts';
import { briefingStates } from '../../electron/services/briefing/briefing-states.ts';
import { type BriefingSetting, briefingPage, makeBriefing, noteExported, refreshBriefing } from '../../electron/services/briefing/briefings.ts';
import { briefingDocx, briefingPrinted } from '../../electron/services/briefing/paper.ts';
import { blocksOf } from '../../electron/services/briefing/section-blocks.ts';
import { attachmentPath, storeFile } from '../../electron/services/files/attachments.ts';
import { wordsIn } from '../../electron/words.ts';
import { TestDesk } from '../exchange/desks.ts';
import { freshFolder, resources, stockedDesk } from '../fresh-desk.ts';

const setting: BriefingSetting = { words: (language) => wordsIn(language), dates: 'era' };
const day = '2026-11-25';

function folder(): string {
  const made = freshFolder();
  mkdirSync(made, { recursive: true });
  return made;
}
function pages(file: string): string[] {
  const out = folder();
  execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${out}/office`, '--convert-to', 'pdf', '--outdir', out, file], {
    stdio: 'ignore',
    timeout: 120_000,
  });
  const pdf = join(out, (file.split('/').pop() ?? '').replace(/docx$/, 'pdf'));
  return execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
}
const visitOf = (desk: Desk) => list(desk.db, { table: 'visit', sort: [{ column: 'date', descending: true }], limit: 1 }).rows[0]?.id ?? '';
/** A PNG of one grey point, for a portrait. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==', 'base64');

describe('the text of a section', () => {
  it('is split into headings, tables, pictures and text', () => {
    const hash = 'a'.repeat(64);
    expect(blocksOf(`■ 表題\n一行目\n10:00\t入室\t応接室\n10:05\t会談\n\n[photo:${hash}] 見本`)).toEqual([
      { kind: 'heading', text: '表題' },
      { kind: 'text', text: '一行目' },
      {
        kind: 'table',
        rows: [
          ['10:00', '入室', '応接室'],
          ['10:05', '会談', ''],
        ],
      },
      { kind: 'photo', hash, text: '見本' },
    ]);
  });
});

describe('a briefing for a courtesy call', () => {
  it('has every section, page numbers and handling class in Word, and no unfilled place', { timeout: 200_000 }, async () => {
    const desk = stockedDesk(true);
    const visit = visitOf(desk);
    const person = list(desk.db, { table: 'visit', filter: { id: visit } }).rows[0]?.values.leader;
    const picture = join(folder(), '写真.png');
    writeFileSync(picture, png);
    commit(desk, '見本 花子', [
      { kind: 'create', table: 'attachment', set: { recordTable: 'person', record: String(person), ...(await storeFile(desk.folder, picture)) } },
      { kind: 'set', table: 'visit', id: visit, set: { handling: 'confidential' } },
    ]);
    const { id } = makeBriefing(desk, { author: '見本 花子', subject: { table: 'visit', id: visit }, language: 'ja', setting });
    const page = briefingPage(desk.db, id, setting, day);
    expect(page.sections.map((section) => section.part)).toEqual([
      'summary',
      'programme',
      'attendance',
      'biographies',
      'profile',
      'relations',
      'points',
      'questions',
      'protocol',
      'annexes',
    ]);
    const file = join(folder(), 'b.docx');
    writeFileSync(file, await briefingDocx(page, { folder: desk.folder, resources }, setting, day));
    const text = pages(file);
    expect(text.length).toBeGreaterThan(1);
    text.forEach((one, at) => {
      expect(one.replace(/\s/g, '')).toContain(`${at + 1}/${text.length}`);
      expect(one).toContain(page.assembled.handling);
    });
    const all = text.join('\n');
    for (const section of page.sections.filter((one) => one.text !== '')) expect(all).toContain(section.title);
    expect(all).not.toMatch(/[{}\ue000]|undefined|\[photo/);
    expect(execFileSync('unzip', ['-l', file], { encoding: 'utf8' })).toMatch(/word\/media\/.*\.png/);
  });

  it('is refreshed where nobody has edited it, and only on request where somebody has', () => {
    const desk = stockedDesk(true);
    const visit = visitOf(desk);
    const { id } = makeBriefing(desk, { author: '見本 花子', subject: { table: 'visit', id: visit }, language: 'ja', setting });
    let page = briefingPage(desk.db, id, setting, day);
    expect(page.sections.every((section) => section.fresh === null && !section.edited)).toBe(true);
    noteExported(desk, '見本 花子', page, 'b.docx');
    const points = page.sections.find((section) => section.part === 'points');
    commit(desk, '見本 花子', [{ kind: 'set', table: 'briefingSection', id: points?.id ?? '', set: { text: '自分で書いた発言要領' } }]);
    commit(desk, '見本 花子', [{ kind: 'set', table: 'visit', id: visit, set: { agenda: '新しい議題' } }]);
    page = briefingPage(desk.db, id, setting, day);
    const changed = page.sections.filter((section) => section.fresh !== null).map((section) => [section.part, section.edited]);
    expect(changed).toEqual(
      expect.arrayContaining([
        ['summary', false],
        ['points', true],
      ]),
    );
    expect(page.lastExport?.changed).toEqual(expect.arrayContaining(['概要', '発言要領']));
    refreshBriefing(desk, { author: '見本 花子', id, setting });
    page = briefingPage(desk.db, id, setting, day);
    expect(page.sections.find((section) => section.part === 'summary')?.text).toContain('新しい議題');
    expect(page.sections.find((section) => section.part === 'points')).toMatchObject({ text: '自分で書いた発言要領', edited: true });
    refreshBriefing(desk, { author: '見本 花子', id, choices: { [points?.id ?? '']: 'both' }, setting });
    const both = briefingPage(desk.db, id, setting, day).sections.find((section) => section.part === 'points');
    expect(both?.text).toMatch(/^自分で書いた発言要領\n[\s\S]*新しい議題/);
    expect(both?.fresh).toBeNull();
  });

  it('lists sections whose records have changed since it was handed out', () => {
    const desk = stockedDesk(true);
    const visit = visitOf(desk);
    const { leader, partner } = list(desk.db, { table: 'visit', filter: { id: visit } }).rows[0]?.values ?? {};
    const { id } = makeBriefing(desk, { author: '見本 花子', subject: { table: 'visit', id: visit }, language: 'ja', setting });
    noteExported(desk, '見本 花子', briefingPage(desk.db, id, setting, day), 'b.docx');
    const changed = () => briefingPage(desk.db, id, setting, day).lastExport?.changed;
    expect(changed()).toEqual([]);
    const states = () => briefingStates(desk.db, { table: 'visit', id: visit }, setting, day).map(({ language, state }) => [language, state]);
    expect(states()).toEqual([['ja', 'givenOut']]);
    makeBriefing(desk, { author: '見本 花子', subject: { table: 'visit', id: visit }, language: 'en', setting });
    expect(states()).toEqual([
      ['ja', 'givenOut'],
      ['en', 'written'],
    ]);
    commit(desk, '見本 花子', [{ kind: 'set', table: 'person', id: String(leader), set: { biography: '【見本】新しい略歴' } }]);
    expect(changed()).toEqual(['出席者', '相手方略歴', '留意事項']);
    expect(states()).toContainEqual(['ja', 'overtaken']);
    noteExported(desk, '見本 花子', briefingPage(desk.db, id, setting, day), 'c.docx');
    commit(desk, '見本 花子', [{ kind: 'set', table: 'partner', id: String(partner), set: { headTitle: '【見本】市長職の新しい呼び方' } }]);
    expect(changed()).toContain('都市・国の概要');
    expect(changed()).not.toContain('出席者');
  });

  it('has the state of the latest one in each language, deleted ones left out', () => {
    const desk = stockedDesk(true);
    const subject = { table: 'visit', id: visitOf(desk) } as const;
    const make = (language: 'ja' | 'en') => makeBriefing(desk, { author: '見本 花子', subject, language, setting }).id;
    const states = () => briefingStates(desk.db, subject, setting, day).map(({ briefing, language, state, date }) => [briefing, language, state, date]);
    expect(states()).toEqual([]);
    const first = make('ja');
    noteExported(desk, '見本 花子', briefingPage(desk.db, first, setting, day), 'b.docx');
    const exported = desk.db.value<string>('SELECT exportedOn FROM briefingExport') ?? '';
    expect(states()).toEqual([[first, 'ja', 'givenOut', exported]]);
    const second = make('ja');
    expect(states()).toEqual([[second, 'ja', 'written', null]]);
    const english = make('en');
    expect(states().map(([id]) => id)).toEqual([second, english]);
    commit(desk, '見本 花子', [{ kind: 'delete', table: 'briefing', id: second }]);
    expect(states()).toEqual([
      [first, 'ja', 'givenOut', exported],
      [english, 'en', 'written', null],
    ]);
    const other = list(desk.db, { table: 'visit', limit: 1 }).rows[0]?.id ?? '';
    expect(other === subject.id ? [] : briefingStates(desk.db, { table: 'visit', id: other }, setting, day)).toEqual([]);
  });

  it('prints its pictures by number, and escapes every text', async () => {
    const desk = stockedDesk(true);
    const visit = visitOf(desk);
    mkdirSync(join(desk.folder, 'in'));
    const portrait = join(desk.folder, 'in', 'p.png');
    writeFileSync(portrait, png);
    const { fileHash } = await storeFile(desk.folder, portrait);
    const { id } = makeBriefing(desk, { author: '見本 花子', subject: { table: 'visit', id: visit }, language: 'ja', setting });
    const [section] = briefingPage(desk.db, id, setting, day).sections;
    const text = `■ <b>&"見出し\n[photo:${fileHash}] "写真"\n[photo:${'0'.repeat(64)}] ない写真\n10:00\t<i>`;
    commit(desk, '見本 花子', [{ kind: 'set', table: 'briefingSection', id: section?.id ?? '', set: { text } }]);
    const { body, pictures } = briefingPrinted(briefingPage(desk.db, id, setting, day), { folder: desk.folder, resources }, setting, day);
    expect(pictures).toEqual([{ type: 'image/png', file: attachmentPath(desk.folder, fileHash) }]);
    expect(body).toContain('<h3>&lt;b&gt;&amp;&quot;見出し</h3>');
    expect(body.match(/<img [^>]*>/g)).toEqual(['<img alt="&quot;写真&quot;" width="132" height="132" src="picture-0"/>']);
    expect(body).toContain('<td>&lt;i&gt;</td>');
    expect(body).not.toMatch(/<link|<script|style=/);
  });

  it('of a trip thanks the hosts, and does not count the trip among earlier ones', () => {
    const desk = stockedDesk(true);
    const trips = list(desk.db, { table: 'trip' }).rows;
    expect(trips.length).toBeGreaterThan(0);
    for (const trip of trips) {
      const made = assemble(desk.db, { subject: { table: 'trip', id: trip.id }, language: 'ja', dates: 'era', words: wordsIn('ja'), today: day });
      const text = (part: string) => made.sections.find((section) => section.part === part)?.text ?? '';
      expect(text('points')).toMatch(/^・お招きいただき/);
      expect(text('points')).not.toContain('ようこそ');
      expect(text('relations')).not.toContain(String(trip.values.titleJa));
    }
  });

  it('lists earlier gifts, the latest first', () => {
    const desk = stockedDesk(true);
    const trip = list(desk.db, { table: 'trip' }).rows[0]?.id ?? '';
    const made = assemble(desk.db, { subject: { table: 'trip', id: trip }, language: 'ja', dates: 'western', words: wordsIn('ja'), today: day });
    const lines = made.sections.find((section) => section.part === 'protocol')?.text.split('\n') ?? [];
    const days = lines.filter((line) => line.startsWith('過去(贈呈)')).map((line) => parseDate(line.split('\t')[2] ?? ''));
    const dates = days.map((one) => (one.ok ? String(one.value) : ''));
    expect(dates.length).toBeGreaterThan(1);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  it('does not repeat a post as form of address: its holder is addressed with 様', () => {
    const desk = stockedDesk(true);
    const visit = visitOf(desk);
    const { leader } = list(desk.db, { table: 'visit', filter: { id: visit } }).rows[0]?.values ?? {};
    const set = (honorific: string) =>
      commit(desk, '見本 花子', [{ kind: 'set', table: 'person', id: String(leader), set: { nameJa: '見本 一郎', postJa: '市長', honorific } }]);
    const who = () => assemble(desk.db, { subject: { table: 'visit', id: visit }, language: 'ja', dates: 'era', words: wordsIn('ja'), today: day }).labels.who;
    set('市長');
    expect(who()).toBe('市長 見本 一郎 様');
    set('閣下');
    expect(who()).toBe('市長 見本 一郎 閣下');
  });

  it('draws the table turned by a quarter: the second at the right hand of each head, interpreters behind', () => {
    const desk = stockedDesk(true);
    const visit =
      commit(desk, '見本 花子', [{ kind: 'create', table: 'visit', set: { titleJa: '見本の表敬', date: day, kind: 'courtesy', status: 'planned' } }]).rows[0]
        ?.row.id ?? '';
    const member = (side: string, order: number, more: object = {}) => ({
      kind: 'create' as const,
      table: 'visitGuest',
      set: { visit, side, order, name: `${side === 'host' ? '当方' : '相手'}${order}`, ...more },
    });
    commit(desk, '見本 花子', [
      ...[1, 2, 3].flatMap((order) => [member('guest', order), member('host', order)]),
      member('guest', 4, { interprets: 1 }),
      member('host', 4, { interprets: 1 }),
    ]);
    const made = assemble(desk.db, { subject: { table: 'visit', id: visit }, language: 'ja', dates: 'era', words: wordsIn('ja'), today: day });
    const lines = made.sections.find((section) => section.part === 'attendance')?.text.split('\n') ?? [];
    // Hosts at the left look to the right: their right hand is below. Guests look to the left: theirs is above.
    expect(lines.slice(lines.indexOf('■ 座席図') + 2)).toEqual([
      '当方\t机\t相手側',
      '当方3\t｜\t相手2 様',
      '後席 通訳当方4 当方1\t｜\t相手1 様 後席 通訳相手4 様',
      '当方2\t｜\t相手3 様',
    ]);
  });

  it('warns of blanks and of a gift given before', () => {
    const desk = stockedDesk(true);
    const visit = visitOf(desk);
    const partner = list(desk.db, { table: 'visit', filter: { id: visit } }).rows[0]?.values.partner;
    const earlier = list(desk.db, { table: 'visit', filter: { partner: String(partner) }, sort: [{ column: 'date' }], limit: 1 }).rows[0]?.id ?? '';
    const gift = (of: string) => ({
      kind: 'create' as const,
      table: 'gift',
      set: { visit: of, partner: String(partner), direction: 'given', itemJa: '見本の扇子' },
    });
    commit(desk, '見本 花子', [gift(earlier), gift(visit)]);
    const { id } = makeBriefing(desk, { author: '見本 花子', subject: { table: 'visit', id: visit }, language: 'ja', setting });
    const page = briefingPage(desk.db, id, setting, day);
    expect(page.sections.find((section) => section.part === 'protocol')?.text).toMatch(/見本の扇子\t重複/);
    expect(page.assembled.blanks).toContain('hosts');
  });

  it('in English lists texts without English', async () => {
    const desk = stockedDesk(true);
    const { id } = makeBriefing(desk, { author: '見本 花子', subject: { table: 'visit', id: visitOf(desk) }, language: 'en', setting });
    const page = briefingPage(desk.db, id, setting, day);
    const left = page.sections.flatMap((section) => section.text.split('\n').filter((line) => /[ぁ-ゖァ-ヺ一-鿿]/.test(line)));
    const reported = page.assembled.untranslated.map((text) => text.replace('…', ''));
    for (const line of left.filter((one) => !one.includes('（') && !/\t[ぁ-ん]+\t/.test(one)))
      expect([line, reported.some((text) => line.includes(text))]).toEqual([line, true]);
  });
});

describe('templates of the office', () => {
  it('made in LibreOffice Writer are used; a broken one is refused with its fault', { timeout: 200_000 }, async () => {
    const desk = new TestDesk('国際課1');
    await desk.done('init', '--sample', '--desk', '国際課1');
    const visit = (await desk.done('list', 'visits', '--limit', '1')).rows[0].id;
    const html = (body: string) => {
      const place = folder();
      writeFileSync(join(place, 't.html'), `<html><head><meta charset="utf-8"></head><body>${body}</body></html>`);
      execFileSync(
        'soffice',
        [
          '--headless',
          `-env:UserInstallation=file://${place}/office`,
          '--infilter=HTML (StarWriter)',
          '--convert-to',
          'docx:MS Word 2007 XML',
          '--outdir',
          place,
          join(place, 't.html'),
        ],
        { stdio: 'ignore', timeout: 120_000 },
      );
      return join(place, 't.docx');
    };
    const own = html('<p>局の様式 {title}</p><p>{#sections}</p><p>【{heading}】</p><p>{#blocks}</p><p>{text}</p><p>{/blocks}</p><p>{/sections}</p>');
    mkdirSync(join(desk.folder, 'templates'), { recursive: true });
    cpSync(own, join(desk.folder, 'templates', 'courtesy-call.docx'));
    const file = join(folder(), 'b.docx');
    await desk.done('export', 'briefing', '--visit', visit, '--out', file);
    const text = pages(file).join('\n');
    expect(text).toContain('局の様式');
    expect(text).toMatch(/【1\s+概要】/);
    expect((await desk.run('template', 'check', html('<p>{titel} {subtitle}</p>'))).json.findings).toMatchObject([
      { code: 'unknown', tag: 'titel', meant: 'title', part: 'document', paragraph: 1 },
    ]);
    cpSync(html('<p>{#sections}{heading}</p>'), join(desk.folder, 'templates', 'courtesy-call.docx'));
    const refused = await desk.run('export', 'briefing', '--visit', visit, '--out', join(folder(), 'c.docx'));
    expect([refused.code, refused.json.error.code, refused.json.error.details.reason]).toEqual([1, 'templateBroken', 'unclosed']);
    writeFileSync(join(desk.folder, 'templates', 'courtesy-call.docx'), 'no Word file');
    expect((await desk.run('export', 'briefing', '--visit', visit, '--out', join(folder(), 'd.docx'))).json.error.details.reason).toBe('file');
  });
});

describe('the calendar', () => {
  it('holds visits, meetings and anniversaries', async () => {
    const desk = new TestDesk('国際課1');
    await desk.done('init', '--sample', '--desk', '国際課1');
    const file = join(folder(), 'c.ics');
    expect((await desk.done('export', 'calendar', '--out', file)).entries).toBeGreaterThan(20);
    expect(readFileSync(file, 'utf8')).toMatch(/^BEGIN:VCALENDAR/);
  });
});
