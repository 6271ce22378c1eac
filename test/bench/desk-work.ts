// What officers wait for: a briefing with portraits, twenty returned sheets, a person found while typing. Against the bare
// parser, the bare query, and LibreOffice on the same files.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workbook } from '@cj-tech-master/excelts';
import type { Desk } from '../../db/desk/desk.ts';
import { unshared } from '../../db/desk/shared-desk.ts';
import { commit } from '../../db/log/commit.ts';
import type { Mutation } from '../../db/log/mutation.ts';
import { lookup } from '../../db/queries/lookup.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { briefingFor, briefingPage } from '../../electron/services/briefing/briefings.ts';
import { briefingDocx } from '../../electron/services/briefing/paper.ts';
import { issueAll } from '../../electron/services/council/issue-all.ts';
import { readReturnedFile } from '../../electron/services/council/returned-files.ts';
import { storeFile } from '../../electron/services/files/attachments.ts';
import { sampleHosts, sampleVisit } from '../../electron/services/sample/visits.ts';
import { wordsIn } from '../../electron/words.ts';
import type { Line } from './line.ts';
import { portrait } from './portrait.ts';

const rounds = 5;
const author = 'bench';
const setting = { words: wordsIn, dates: 'era' as const };
type Median = (values: number[]) => number;
const timed = async (work: () => unknown): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/** A visit of twelve guests with portraits from a city with so many visits and agreements behind it. */
export async function bigVisit(desk: Desk, folder: string, visits: number, agreements: number): Promise<string> {
  const make = (table: string, set: Record<string, string | number | string[]>) =>
    commit(desk, author, [{ kind: 'create', table, set } as Mutation]).rows[0]?.row.id ?? '';
  const partner = make('partner', { nameJa: `見本市 ${visits}`, kind: 'city' });
  commit(
    desk,
    author,
    Array.from(
      { length: visits },
      (_, at): Mutation => ({
        kind: 'create',
        table: 'visit',
        set: {
          date: `20${String(10 + (at % 15)).padStart(2, '0')}-0${1 + (at % 9)}-11`,
          titleJa: `【見本】来訪 ${at}`,
          kind: 'courtesy',
          status: 'done',
          partner,
        },
      }),
    ),
  );
  for (let at = 0; at < agreements; at++)
    make('agreement', { titleJa: `【見本】合意 ${at}`, kind: 'memorandum', partners: [partner], signedOn: `20${10 + at}-05-05`, status: 'inForce' });
  const visit = make('visit', { date: '2026-12-10', startTime: '10:00', titleJa: '【見本】市長 表敬訪問', kind: 'courtesy', status: 'confirmed', partner });
  for (let at = 0; at < 12; at++) {
    const person = make('person', {
      nameJa: `見本 ${visits}-${at}`,
      reading: `みほん${at}`,
      partner,
      postJa: '局長',
      biography: '見本として作った経歴。'.repeat(20),
    });
    const file = join(folder, `p-${visits}-${at}.png`);
    writeFileSync(file, portrait(400, 500, at));
    const stored = await storeFile(desk.folder, file);
    make('attachment', {
      recordTable: 'person',
      record: person,
      fileName: `p-${at}.png`,
      fileHash: stored.fileHash,
      mediaType: 'image/png',
      size: stored.size,
    });
    make('visitGuest', { visit, person, order: at + 1 });
  }
  return visit;
}

async function briefings(desk: Desk, work: string, resources: string, median: Median): Promise<Line[]> {
  const folder = join(work, 'briefing');
  mkdirSync(folder);
  const place = { folder: desk.folder, resources };
  const make = async (visit: string, file?: string) => {
    const id = briefingFor(desk, { author, subject: { table: 'visit', id: visit }, language: 'ja', setting });
    const bytes = await briefingDocx(briefingPage(desk.db, id, setting, '2026-11-25'), place, setting, '2026-11-25');
    if (file) writeFileSync(file, bytes);
  };
  const usual = await bigVisit(desk, folder, 30, 10);
  const many = await bigVisit(desk, folder, 120, 40);
  const file = join(folder, 'b.docx');
  await make(usual, file);
  await make(many);
  const times = { usual: [] as number[], many: [] as number[], office: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.usual.push(await timed(() => make(usual)));
    times.many.push(await timed(() => make(many)));
    times.office.push(
      await timed(() =>
        execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/office`, '--convert-to', 'pdf', '--outdir', folder, file], {
          stdio: 'ignore',
        }),
      ),
    );
  }
  return [
    {
      what: 'briefing, 12 portraits, 30 visits, 10 agreements, to Word ÷ LibreOffice opening it',
      ours: median(times.usual),
      bare: median(times.office),
      allowed: 1,
    },
    { what: 'the same with four times the visits and agreements ÷ four times that', ours: median(times.many), bare: median(times.usual) * 4, allowed: 1 },
  ];
}

async function returnedSheets(desk: Desk, work: string, resources: string, median: Median): Promise<Line> {
  const folder = join(work, 'returned');
  const options = { period: '令和8年度第2四半期', language: 'ja' as const, dates: 'era' as const, words: wordsIn('ja'), author, folder, resources };
  const sheets = (await issueAll(unshared(desk), options)).files.filter((file) => file.endsWith('.xlsx'));
  // Twenty sheets of all 76 measures, as if each bureau had sent the whole one back.
  const whole = sheets[sheets.length - 1] ?? '';
  const twenty = Array.from({ length: 20 }, () => whole);
  const bare = async () => {
    for (const file of twenty) await new Workbook().xlsx.readFile(file);
  };
  const ours = async () => {
    for (const file of twenty) await readReturnedFile(desk.db, file);
  };
  await bare();
  await ours();
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.bare.push(await timed(bare));
    times.ours.push(await timed(ours));
  }
  return { what: '20 returned sheets of 76 measures, merged ÷ parsed', ours: median(times.ours), bare: median(times.bare), allowed: 2 };
}

/** Names as they are typed, letter by letter. */
function personSearch(desk: Desk): Line {
  const names = desk.db.all<{ nameJa: string }>('SELECT nameJa FROM person WHERE deleted = 0 ORDER BY id LIMIT 60').map(({ nameJa }) => nameJa);
  const typed = names.flatMap((name) => Array.from({ length: Math.min(5, name.length) }, (_, at) => name.slice(0, at + 1)));
  const ninetyFifth = (run: (text: string) => void) => {
    const times = typed.map((text) => {
      const started = performance.now();
      run(text);
      return performance.now() - started;
    });
    return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;
  };
  const search = (text: string) => {
    desk.setLocal('bench', text); // no earlier result of a search may be reused
    lookup(desk.db, 'person', text, { limit: 20, language: 'ja' });
  };
  const plain = (text: string) =>
    desk.db.all(
      "SELECT * FROM person WHERE deleted = 0 AND (nameJa || ' ' || coalesce(reading, '') || ' ' || coalesce(nameEn, '') || ' ' || coalesce(postJa, '') || ' ' || coalesce(note, '')) LIKE ? ORDER BY reading",
      `%${text}%`,
    );
  ninetyFifth(search);
  ninetyFifth(plain);
  return {
    what: 'person found while typing, 95 of 100, 5,000 people and 50,000 visits ÷ a plain scan',
    ours: ninetyFifth(search),
    bare: ninetyFifth(plain),
    allowed: 1.5,
  };
}

export async function deskWork(stock: (name: string) => Desk, work: string, resources: string, median: Median): Promise<Line[]> {
  const desk = stock('desk-work');
  try {
    const lines = [...(await briefings(desk, work, resources, median)), await returnedSheets(desk, work, resources, median)];
    const hosts = sampleHosts();
    for (let from = 0; from < 50_000; from += 10_000)
      commit(
        desk,
        author,
        Array.from({ length: 10_000 }, (_, at): Mutation => ({ kind: 'create', table: 'visit', set: sampleVisit(1_000 + from + at, hosts) })),
      );
    commit(
      desk,
      author,
      Array.from({ length: 5_000 }, (_, at): Mutation => {
        const syllables = 'アイウエオカキクケコサシスセソタチツテトナニヌネノ';
        const name = Array.from(
          { length: 4 },
          (_unused, letter) => syllables[(at * (letter + 3) * 7 + letter * 5 + Math.floor(at / 25)) % syllables.length],
        ).join('');
        return {
          kind: 'create',
          table: 'person',
          set: { nameJa: `${name}・${syllables[at % 25]}${syllables[(at * 3) % 25]}ン(見本${at})`, reading: name, postJa: '大使' },
        };
      }),
    );
    catchUp(desk.db);
    lines.push(personSearch(desk));
    return lines;
  } finally {
    desk.close();
  }
}
