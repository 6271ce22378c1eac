// Briefings from records to paper: complete, refreshed with a say in every change, through templates of the office.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../db/catalog/dates.ts';
import type { Desk } from '../../db/desk/desk.ts';
import { DeskError } from '../../db/errors.ts';
import { commit } from '../../db/log/commit.ts';
import { digest } from '../../db/log/digest.ts';
import { undo } from '../../db/log/undo.ts';
import { list } from '../../db/queries/list.ts';
import { assemble } from '../../electron/services/briefing/assemble.ts';
import { briefingStates } from '../../electron/services/briefing/briefing-states.ts';
import { type BriefingSetting, briefingPage, makeBriefing, noteExported, refreshBriefing } from '../../electron/services/briefing/briefings.ts';
import { briefingDocx, briefingPrinted } from '../../electron/services/briefing/paper.ts';
import { flagOrder, type Seated, seats } from '../../electron/services/briefing/protocol.ts';
import { blocksOf } from '../../electron/services/briefing/section-blocks.ts';
import { attachmentPath, storeFile } from '../../electron/services/files/attachments.ts';
import { duplicatePeople, mergePeople } from '../../electron/services/people/duplicate-people.ts';
import { visitStatistics } from '../../electron/services/visits/statistics.ts';
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
const seated = (order: number, more: Partial<Seated> = {}): Seated => ({
  id: String(order),
  name: `第${order}`,
  post: '',
  order,
  interprets: false,
  chosen: null,
  chosenBy: null,
  chosenOn: null,
  ...more,
});
/** A PNG of one grey point, for a portrait. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==', 'base64');

describe('seats', () => {
  it('put heads in the middle, the second at the right, the third at the left, and do not count interpreters', () => {
    const people = [seated(1), seated(2), seated(3), seated(4), seated(5, { interprets: true })];
    expect(seats(people).map(({ position, person }) => [position, person.order])).toEqual([
      [2, 4],
      [1, 2],
      [0, 1],
      [-1, 3],
      [-2, 5],
    ]);
  });
  it('follow the order of precedence, not the order of entry', () => {
    expect(seats([seated(3), seated(1), seated(2)]).map(({ position, person }) => [position, person.order])).toEqual([
      [1, 2],
      [0, 1],
      [-1, 3],
    ]);
  });
  it('put interpreters beyond the last place at the left, one after the other', () => {
    const people = [seated(1), seated(2, { interprets: true }), seated(3), seated(4), seated(5, { interprets: true })];
    expect(seats(people).map(({ position, person }) => [position, person.order])).toEqual([
      [1, 3],
      [0, 1],
      [-1, 4],
      [-2, 2],
      [-3, 5],
    ]);
    expect(seats([seated(1, { interprets: true })]).map(({ position }) => position)).toEqual([-1]);
  });
  it('leave the middle to the person an officer has put there', () => {
    const placed = seats([seated(1), seated(2, { chosen: 0 }), seated(3)]);
    expect(placed.map(({ position, person, byHand }) => [position, person.order, byHand])).toEqual([
      [1, 1, false],
      [0, 2, true],
      [-1, 3, false],
    ]);
  });
  it('keep the place an officer has chosen, and say so', () => {
    const placed = seats([seated(1), seated(2), seated(3, { chosen: 1, chosenBy: '見本 花子', chosenOn: day })]);
    expect(placed.find(({ person }) => person.order === 3)).toMatchObject({ position: 1, byHand: true });
    expect(placed.find(({ person }) => person.order === 2)?.position).toBe(-1);
  });
});

describe('flags', () => {
  const flag = (nameEn: string, own = false) => ({ country: nameEn, nameEn, own });
  it('of one country need no order', () => {
    expect(flagOrder([flag('Japan', true)])).toEqual({ flags: [flag('Japan', true)], rule: 'guestFirst' });
  });
  it('of three countries hang by their English names', () => {
    const { flags, rule } = flagOrder([flag('Japan', true), flag('Korea'), flag('France')]);
    expect([flags.map(({ country }) => country), rule]).toEqual([['France', 'Japan', 'Korea'], 'alphabet']);
  });
  it('two: the guest in the higher place; five: by the English name', () => {
    expect(flagOrder([flag('Japan', true), flag('France')]).flags.map(({ country }) => country)).toEqual(['France', 'Japan']);
    expect(flagOrder(['Japan', 'Korea', 'Brazil', 'Egypt', 'Italy'].map((name) => flag(name, name === 'Japan'))).flags.map(({ country }) => country)).toEqual([
      'Brazil',
      'Egypt',
      'Italy',
      'Japan',
      'Korea',
    ]);
  });
});

describe('a section as it stands on paper', () => {
  it('tells headings, tables, pictures and text apart', () => {
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
  it('comes out of Word whole: every section, page numbers, handling class, no place left', { timeout: 200_000 }, async () => {
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

  it('is refreshed where nobody wrote, and asks where somebody did; it knows what changed since it was handed out', () => {
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

  it('says which sections of a paper already handed out rest on a record that changed: a guest, the city', () => {
    const desk = stockedDesk(true);
    const visit = visitOf(desk);
    const { leader, partner } = list(desk.db, { table: 'visit', filter: { id: visit } }).rows[0]?.values ?? {};
    const { id } = makeBriefing(desk, { author: '見本 花子', subject: { table: 'visit', id: visit }, language: 'ja', setting });
    noteExported(desk, '見本 花子', briefingPage(desk.db, id, setting, day), 'b.docx');
    const changed = () => briefingPage(desk.db, id, setting, day).lastExport?.changed;
    expect(changed()).toEqual([]);
    const standing = () => briefingStates(desk.db, { table: 'visit', id: visit }, setting, day).map(({ language, state }) => [language, state]);
    expect(standing()).toEqual([['ja', 'givenOut']]);
    makeBriefing(desk, { author: '見本 花子', subject: { table: 'visit', id: visit }, language: 'en', setting });
    expect(standing()).toEqual([
      ['ja', 'givenOut'],
      ['en', 'written'],
    ]);
    commit(desk, '見本 花子', [{ kind: 'set', table: 'person', id: String(leader), set: { biography: '【見本】新しい略歴' } }]);
    expect(changed()).toEqual(['出席者', '相手方略歴', '留意事項']);
    expect(standing()).toContainEqual(['ja', 'overtaken']);
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

  it('of a trip thanks the hosts instead of welcoming them, and does not count itself among the journeys so far', () => {
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

  it('names earlier gifts from the latest back', () => {
    const desk = stockedDesk(true);
    const trip = list(desk.db, { table: 'trip' }).rows[0]?.id ?? '';
    const made = assemble(desk.db, { subject: { table: 'trip', id: trip }, language: 'ja', dates: 'western', words: wordsIn('ja'), today: day });
    const lines = made.sections.find((section) => section.part === 'protocol')?.text.split('\n') ?? [];
    const days = lines.filter((line) => line.startsWith('過去(贈呈)')).map((line) => parseDate(line.split('\t')[2] ?? ''));
    const dates = days.map((one) => (one.ok ? String(one.value) : ''));
    expect(dates.length).toBeGreaterThan(1);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  it('says a post once: a head of city called by it is addressed with 様 beside it', () => {
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

  it('in English lists what has no English', async () => {
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
  it('made in LibreOffice Writer are used; a broken one is explained', { timeout: 200_000 }, async () => {
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
    expect((await desk.run('template', 'check', html('<p>{titel} {subtitle}</p>'))).json.findings).toEqual([{ tag: 'titel', meant: 'title' }]);
    cpSync(html('<p>{#sections}{heading}</p>'), join(desk.folder, 'templates', 'courtesy-call.docx'));
    const refused = await desk.run('export', 'briefing', '--visit', visit, '--out', join(folder(), 'c.docx'));
    expect([refused.code, refused.json.error.code, refused.json.error.details.reason]).toEqual([1, 'templateBroken', 'unclosed']);
    writeFileSync(join(desk.folder, 'templates', 'courtesy-call.docx'), 'no Word file');
    expect((await desk.run('export', 'briefing', '--visit', visit, '--out', join(folder(), 'd.docx'))).json.error.details.reason).toBe('file');
  });
});

describe('people', () => {
  it('entered twice are found in any script and merged with everything that points to them', () => {
    const desk = stockedDesk(true);
    const made = commit(desk, '見本 花子', [
      { kind: 'create', table: 'person', set: { nameJa: '見本 マリー', nameEn: 'Marie Échantillon' } },
      { kind: 'create', table: 'person', set: { nameJa: 'マリー・見本', nameEn: 'ECHANTILLON Marie', dietary: '見本の制限' } },
    ]);
    const [keep = '', other = ''] = made.rows.map(({ row }) => row.id);
    expect(duplicatePeople(desk.db).some((pair) => pair.ids.includes(keep) && pair.ids.includes(other))).toBe(true);
    const visit = visitOf(desk);
    commit(desk, '見本 花子', [{ kind: 'set', table: 'visit', id: visit, set: { leader: other } }]);
    mergePeople(desk, '見本 花子', keep, other);
    expect(list(desk.db, { table: 'visit', filter: { id: visit } }).rows[0]?.values.leader).toBe(keep);
    expect(list(desk.db, { table: 'person', filter: { id: keep } }).rows[0]?.values.dietary).toBe('見本の制限');
    expect(list(desk.db, { table: 'person', filter: { id: other } }).total).toBe(0);
  });
});

describe('merging two persons', () => {
  it('moves notes and attachments of both tables that name a record, and nothing of other records', () => {
    const desk = stockedDesk(true);
    const author = '見本 花子';
    const person = (nameJa: string) => ({ kind: 'create' as const, table: 'person', set: { nameJa } });
    const [keep = '', other = '', third = ''] = commit(desk, author, [person('甲'), person('乙'), person('丙')]).rows.map(({ row }) => row.id);
    const note = (recordTable: string, record: string) => ({
      kind: 'create' as const,
      table: 'note',
      set: { recordTable, record, text: '覚え', author, writtenOn: day },
    });
    const visit = visitOf(desk);
    const notes = commit(desk, author, [note('person', other), note('person', third), note('visit', visit)]).rows.map(({ row }) => row.id);
    const file = { recordTable: 'person', record: other, fileName: 'a.png', fileHash: '0'.repeat(64), mediaType: 'image/png', size: 1 };
    const [attachment = ''] = commit(desk, author, [{ kind: 'create', table: 'attachment', set: file }]).rows.map(({ row }) => row.id);
    const before = digest(desk.db);
    mergePeople(desk, author, keep, other);
    const owner = (table: string, id: string) => desk.db.value<string>(`SELECT recordTable || ' ' || record FROM "${table}" WHERE id = ?`, id);
    expect(notes.map((id) => owner('note', id))).toEqual([`person ${keep}`, `person ${third}`, `visit ${visit}`]);
    expect(owner('attachment', attachment)).toBe(`person ${keep}`);
    undo(desk, author);
    expect(digest(desk.db)).toBe(before);
  });
  it('keeps what the kept person already has', () => {
    const desk = stockedDesk(true);
    const person = (set: Record<string, string>) => ({ kind: 'create' as const, table: 'person', set: { nameJa: '甲', ...set } });
    const made = commit(desk, '見本 花子', [person({ postJa: '市長' }), person({ postJa: '議長', reading: 'こう' })]);
    const [keep = '', other = ''] = made.rows.map(({ row }) => row.id);
    mergePeople(desk, '見本 花子', keep, other);
    expect(list(desk.db, { table: 'person', filter: { id: keep } }).rows[0]?.values).toMatchObject({ postJa: '市長', reading: 'こう' });
  });
  it('refuses a person with itself, and one that is deleted', () => {
    const desk = stockedDesk(true);
    const [one, two] = list(desk.db, { table: 'person', limit: 2 }).rows.map(({ id }) => id);
    expect(() => mergePeople(desk, '見本 花子', one ?? '', one ?? '')).toThrow(DeskError);
    commit(desk, '見本 花子', [{ kind: 'delete', table: 'person', id: two ?? '' }]);
    expect(() => mergePeople(desk, '見本 花子', one ?? '', two ?? '')).toThrow(DeskError);
    expect(() => mergePeople(desk, '見本 花子', two ?? '', one ?? '')).toThrow(DeskError);
  });
});

describe('figures of visits', () => {
  it('reproduce the sentence of the strategy from records', () => {
    const desk = stockedDesk();
    const visits = Array.from({ length: 64 }, (_, at) => ({
      kind: 'create' as const,
      table: 'visit',
      set: {
        date: `2014-${String(2 + (at % 10)).padStart(2, '0')}-15`,
        titleJa: `【見本】表敬 ${at}`,
        kind: 'courtesy',
        status: 'done',
        leaderRank: at < 46 ? 'ambassador' : 'official',
      },
    }));
    commit(desk, '見本 花子', visits);
    const found = visitStatistics(desk.db, { from: '2014-02-01', until: '2014-11-30' }, 'ja', wordsIn('ja'));
    expect(found).toMatchObject({ dignitaries: 64, ambassadors: 46, months: 10, cities: 8, countries: 5 });
    expect(found.sentence).toBe('10か月間に要人64人の表敬等を受け、うち大使は46人。訪問した都市は5か国8都市。');
    expect(found.counted.length).toBe(64);
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
