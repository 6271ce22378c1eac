// Dates for every day, in every style that is shown or read, and in every time zone: what is written for a day reads back to that day.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate } from '../../db/catalog/dates.ts';
import { eraParts } from '../../db/catalog/eras.ts';
import { parseDate } from '../../db/catalog/read-date.ts';
import { parseTime } from '../../db/catalog/read-time.ts';
import { announce } from './seed.ts';

const run = promisify(execFile);
const dayMs = 86_400_000;
const dayOf = (at: number) => new Date(at * dayMs).toISOString().slice(0, 10);
/** From 1873, when the solar calendar came to Japan, to 2199. */
const day = fc.integer({ min: Date.UTC(1873, 0, 1) / dayMs, max: Date.UTC(2199, 11, 31) / dayMs }).map(dayOf);
const numbersOf = (stored: string) => stored.split('-').map(Number) as [number, number, number];

const kanji = (value: number): string =>
  value < 10
    ? '〇一二三四五六七八九'.charAt(value)
    : value < 20
      ? `十${value === 10 ? '' : kanji(value - 10)}`
      : `${kanji(Math.floor(value / 10))}十${value % 10 === 0 ? '' : kanji(value % 10)}`;
const byPlace = (value: number) => [...String(value)].map((digit) => kanji(Number(digit))).join('');
const wide = (text: string) => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000');
const eraName: Readonly<Record<string, string>> = { meiji: '明治', taisho: '大正', showa: '昭和', heisei: '平成', reiwa: '令和' };
const months = 'January February March April May June July August September October November December'.split(' ');
const weekdays = { ja: [...'日月火水木金土'], ko: [...'일월화수목금토'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] };

/** Every way in which a whole day is shown, offered or read. */
function written(stored: string): string[] {
  const [year, month, date] = numbersOf(stored);
  const { era, year: eraYear } = eraParts(stored);
  const name = eraName[era] as string;
  const at = new Date(`${stored}T00:00:00Z`).getUTCDay();
  const plain = [
    stored,
    stored.replaceAll('-', ''),
    `${year}/${month}/${date}`,
    `${year}.${month}.${date}`,
    `${year}年${month}月${date}日`,
    `西暦${year}年${month}月${date}日`,
    `${byPlace(year)}年${kanji(month)}月${kanji(date)}日`,
    ...(eraYear < 100
      ? [
          `${name}${eraYear === 1 ? '元' : eraYear}年${month}月${date}日`,
          `${name}${eraYear === 1 ? '元' : kanji(eraYear)}年${kanji(month)}月${kanji(date)}日`,
          `${name.slice(0, 1)}${eraYear}.${month}.${date}`,
          `${era.slice(0, 1).toUpperCase()}${eraYear}.${month}.${date}`,
        ]
      : []),
    `${date} ${months[month - 1]} ${year}`,
    `${(months[month - 1] as string).slice(0, 3)} ${date}, ${year}`,
    ...(['ja', 'en', 'ko'] as const).flatMap((language) => (['era', 'western'] as const).map((style) => formatDate(stored, language, style))),
  ];
  const endings = [`(${weekdays.ja[at]})`, `（${weekdays.ja[at]}曜日）`, ` (${weekdays.en[at]})`, `(${weekdays.ko[at]})`];
  const dated = plain.filter((text) => text !== stored.replaceAll('-', '')).flatMap((text) => endings.map((ending) => text + ending));
  return [...plain, ...dated, `${weekdays.en[at]} ${date} ${months[month - 1]} ${year}`, `${stored}T00:00:00`].flatMap((text) => [text, wide(text)]);
}

describe('a date', () => {
  it('that is shown or read in any style reads back to its day', () => {
    fc.assert(
      fc.property(day, (stored) => {
        for (const text of written(stored)) expect([text, parseDate(text)]).toEqual([text, { ok: true, value: stored }]);
      }),
      { ...announce('dates'), numRuns: 300 },
    );
  });

  it('without its year is the one day of today’s fiscal year', () => {
    fc.assert(
      fc.property(day, fc.nat(364), (today, later) => {
        const year = numbersOf(today)[1] >= 4 ? numbersOf(today)[0] : numbersOf(today)[0] - 1;
        const stored = dayOf(Date.UTC(year, 3, 1) / dayMs + later);
        const [, month, date] = numbersOf(stored);
        for (const text of [
          `${month}/${date}`,
          `${month}月${date}日`,
          wide(`${month}/${date}`),
          `${kanji(month)}月${kanji(date)}日`,
          `${date} ${months[month - 1]}`,
        ])
          expect([text, today, parseDate(text, { today })]).toEqual([text, today, { ok: true, value: stored }]);
      }),
      { ...announce('dates without a year'), numRuns: 300 },
    );
  });

  it('is refused with anything more or less than a date in it', () => {
    const near = fc.constantFrom('頃', 'まで', '以降', '～', '/', '.', 'x', '年度', '第1四半期', '(', '()', ' 25:00', ' 9:75', 'T24:00:00', '(仏)', '+', '、');
    fc.assert(
      fc.property(day, near, fc.boolean(), (stored, more, before) => {
        for (const text of written(stored)) {
          const spoiled = before ? `${more}${text}` : `${text}${more}`;
          // A last dot is how a dotted date is written in Korea.
          if (/^\d{4}\.\d{1,2}\.\d{1,2}\.$/.test(spoiled)) continue;
          expect([spoiled, parseDate(spoiled, { today: '2026-11-28' }).ok]).toEqual([spoiled, false]);
        }
      }),
      { ...announce('spoiled dates'), numRuns: 100 },
    );
  });

  it('is refused with a weekday that is not its own, and the right one is named', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 6 }), (stored, off) => {
        const at = new Date(`${stored}T00:00:00Z`).getUTCDay();
        for (const { ja, en } of [{ ja: weekdays.ja[(at + off) % 7], en: weekdays.en[(at + off) % 7] }])
          for (const text of [`${formatDate(stored, 'ja', 'era')}(${ja})`, `${en} ${formatDate(stored, 'en', 'western')}`])
            expect(parseDate(text)).toMatchObject({
              ok: false,
              refusal: { code: 'weekdayDiffers', weekday: expect.stringMatching(new RegExp(`^${weekdays.en[at]}`, 'i')) },
            });
      }),
      { ...announce('weekdays'), numRuns: 300 },
    );
  });

  it('means the same in every time zone', async () => {
    const modules = ['read-date', 'dates'].map((name) => JSON.stringify(`file://${join(import.meta.dirname, '..', '..', 'db', 'catalog', `${name}.ts`)}`));
    const script = `
      const [{ parseDate }, { formatDate }] = await Promise.all([import(${modules[0]}), import(${modules[1]})]);
      const out = [];
      for (let at = -35_000; at < 80_000; at += 97) {
        const day = new Date(at * ${dayMs}).toISOString().slice(0, 10);
        for (const text of [formatDate(day, 'ja', 'era'), formatDate(day, 'en', 'western'), day + 'T00:00:00'])
          if (parseDate(text).value !== day) out.push(text);
      }
      out.push(...['12/3(木)', '3/31', 'Thu 3 Dec 2026', '令8.4.1', '2026/12/3 23:59'].map((text) => JSON.stringify(parseDate(text, { today: '2026-11-28' }))));
      process.stdout.write(out.join('\\n'));`;
    const zones = ['Asia/Tokyo', 'America/New_York', 'Pacific/Kiritimati'];
    const said = await Promise.all(
      zones.map((TZ) => run(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ, NODE_OPTIONS: '' } })),
    );
    const expected = ['2026-12-03', '2027-03-31', '2026-12-03', '2026-04-01'].map((value) => JSON.stringify({ ok: true, value }));
    const all = [...expected, JSON.stringify({ ok: true, value: '2026-12-03', corrected: true })];
    expect(said.map(({ stdout }) => stdout.split('\n'))).toEqual(zones.map(() => all));
  });
});

describe('a time', () => {
  it('reads back in every style that is written', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (hour, minute) => {
        const value = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const half = hour < 12 ? '午前' : '午後';
        const texts = [
          value,
          `${hour}:${value.slice(3)}`,
          `${hour}時${minute}分`,
          `${hour}${value.slice(3)}`,
          `${half}${hour % 12}時${minute}分`,
          `${hour % 12 || 12}:${value.slice(3)}${hour < 12 ? 'am' : 'pm'}`,
          ...(minute === 30 ? [`${hour}時半`, `${half}${hour % 12}時半`] : []),
        ];
        for (const text of texts.flatMap((one) => [one, wide(one)])) expect([text, parseTime(text)]).toEqual([text, { ok: true, value }]);
      }),
      { ...announce('times'), numRuns: 300 },
    );
  });
});
