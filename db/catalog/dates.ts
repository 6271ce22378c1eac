// Dates as the office writes them. Stored: `2014-04-25`, `2014-04`, `2014`, or `?` (known to be unknown).
// Eras come from the platform's Japanese calendar (@internationalized/date), not from a table of ours.
import { CalendarDate, GregorianCalendar, JapaneseCalendar, toCalendar } from '@internationalized/date';
import type { Language } from './table.ts';

export type DateStyle = 'western' | 'era';
/** Stored form of a date that nobody knows. Distinct from an empty cell, which nobody has filled in yet. */
export const unknownDate = '?';

const gregorian = new GregorianCalendar();
const japanese = new JapaneseCalendar();
const eraOf: Readonly<Record<string, string>> = {
  m: 'meiji',
  t: 'taisho',
  s: 'showa',
  h: 'heisei',
  r: 'reiwa',
  明治: 'meiji',
  大正: 'taisho',
  昭和: 'showa',
  平成: 'heisei',
  令和: 'reiwa',
};
const eraKanji: Readonly<Record<string, string>> = { meiji: '明治', taisho: '大正', showa: '昭和', heisei: '平成', reiwa: '令和' };
const unknownWords = new Set(['?', '不明', '日付不明', '未詳', 'unknown', '미상', '불명']);

export type ParsedDate = { readonly ok: true; readonly value: string | null; readonly corrected?: true } | { readonly ok: false };

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const pad = (value: number, length = 2) => String(value).padStart(length, '0');

function iso(year: number, month?: number, day?: number): ParsedDate {
  if (year < 1 || year > 9999) return { ok: false };
  if (month === undefined) return { ok: true, value: pad(year, 4) };
  if (month < 1 || month > 12) return { ok: false };
  if (day === undefined) return { ok: true, value: `${pad(year, 4)}-${pad(month)}` };
  const last = new Date(Date.UTC(2000, month, 0)).getUTCDate();
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (day < 1 || day > (month === 2 && !leap ? 28 : last)) return { ok: false };
  return { ok: true, value: `${pad(year, 4)}-${pad(month)}-${pad(day)}` };
}

/**
 * Typed text to a stored date. Understands `2014/4/25`, `25 Apr 2014`, `2014년 4월 25일`, `2014-04`, `2014年4月`, `H26.4.25`, `平成26年4月25日`, `令和元年`,
 * full-width digits, and 不明. A day given in an era that had ended (昭和64年1月8日) is taken as meant and marked
 * `corrected`. Empty text is an empty cell.
 */
export function parseDate(text: string): ParsedDate {
  const plain = text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, '');
  if (plain === '') return { ok: true, value: null };
  if (unknownWords.has(plain)) return { ok: true, value: unknownDate };
  const western = /^(\d{4})(?:[年년]|[-/.](?=\d)|$)(?:(\d{1,2})(?:[月월]|[-/.](?=\d)|$)(?:(\d{1,2})[日일]?)?)?$/.exec(plain);
  if (western) return iso(Number(western[1]), number(western[2]), number(western[3]));
  const english = /^(?:(\d{1,2}))?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?(\d{4})$/.exec(plain);
  if (english) return iso(Number(english[3]), monthNames.indexOf(english[2] as string) + 1, number(english[1]));
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (compact) return iso(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const era = /^([mtshr]|明治|大正|昭和|平成|令和)(\d{1,2}|元)(?:年|[-/.](?=\d)|$)(?:(\d{1,2})(?:月|[-/.](?=\d)|$)(?:(\d{1,2})日?)?)?$/.exec(plain);
  if (!era) return { ok: false };
  const name = eraOf[era[1] as string] as string;
  const eraYear = era[2] === '元' ? 1 : Number(era[2]);
  if (eraYear < 1) return { ok: false };
  // Year 1 of the era as a western year, by way of the last day the platform gives that era's first year.
  const western1 = toCalendar(new CalendarDate(japanese, name, 1, 12, 31), gregorian).year;
  const parsed = iso(western1 + eraYear - 1, number(era[3]), number(era[4]));
  if (!parsed.ok || parsed.value === null || parsed.value.length < 10) return parsed;
  return eraParts(parsed.value).era === name ? parsed : { ...parsed, corrected: true };
}

const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));

const partsOf = (stored: string) => stored.split('-').map(Number) as [number, number?, number?];

const everyMonthHas = /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/;

/** Is this text a date in stored form? */
export function isStoredDate(text: string): boolean {
  // Nearly every date is a whole day before the 29th: accepted without parsing.
  if (text === unknownDate || everyMonthHas.test(text)) return true;
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
  const [year, month, day] = partsOf(text);
  const parsed = iso(year, month, day);
  return parsed.ok && parsed.value === text;
}

/** Era and its year at the end of the given day, month or year (a month in which the era changed counts as the new one). */
function eraParts(stored: string): { era: string; year: number } {
  const [year, month = 12, day = new Date(Date.UTC(2000, month, 0)).getUTCDate()] = partsOf(stored);
  const date = toCalendar(new CalendarDate(gregorian, year, month, Math.min(day, month === 2 ? 28 : day)), japanese);
  return { era: date.era, year: date.year };
}

const unknownLabel: Readonly<Record<Language, string>> = { ja: '不明', en: 'unknown', ko: '미상' };
const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Stored date to the text shown. Era style is Japanese only; other languages fall back to western years. */
export function formatDate(stored: string, language: Language, style: DateStyle): string {
  if (stored === unknownDate) return unknownLabel[language];
  if (!isStoredDate(stored)) return stored;
  const [year, month, day] = partsOf(stored);
  if (language === 'en') return [day, month === undefined ? undefined : englishMonths[month - 1], year].filter((part) => part !== undefined).join(' ');
  const units = language === 'ja' ? ['年', '月', '日'] : ['년 ', '월 ', '일'];
  const tail = `${month === undefined ? '' : `${month}${units[1]}`}${day === undefined ? '' : `${day}${units[2]}`}`;
  const era = eraParts(stored);
  const showEra = style === 'era' && language === 'ja' && eraKanji[era.era] && year >= 1868;
  const head = showEra ? `${eraKanji[era.era]}${era.year === 1 ? '元' : era.year}` : String(year);
  return `${head}${units[0]}${tail}`.trim();
}

/** 「令和8年度」, 「2026年度」, `FY 2026`. @param year  the western year it begins in */
export function formatFiscalYear(year: number, language: Language, style: DateStyle): string {
  if (language === 'en') return `FY ${year}`;
  return language === 'ko' ? `${year}회계연도` : `${formatDate(pad(year, 4), language, style)}度`;
}

/** Japanese fiscal year (April to March) of a date; undefined when the month is needed and not known. */
export function fiscalYear(stored: string): number | undefined {
  if (!isStoredDate(stored) || stored === unknownDate) return undefined;
  const [year, month] = partsOf(stored);
  if (month === undefined) return undefined;
  return month >= 4 ? year : year - 1;
}

/** Same day so many years on; 29 February becomes 28 February where there is none. Keeps month or year precision. */
export function addYears(stored: string, years: number): string {
  const [year, month, day] = partsOf(stored);
  const moved = iso(year + years, month, day);
  if (moved.ok && moved.value) return moved.value;
  const clamped = iso(year + years, month, 28);
  return clamped.ok && clamped.value ? clamped.value : stored;
}

/** First and last day of what a partial date covers. */
export function span(stored: string): { first: string; last: string } | undefined {
  if (!isStoredDate(stored) || stored === unknownDate) return undefined;
  const [year, month, day] = partsOf(stored);
  if (day !== undefined) return { first: stored, last: stored };
  const from = `${pad(year, 4)}-${pad(month ?? 1)}-01`;
  const endMonth = month ?? 12;
  const end = new Date(Date.UTC(2000, 0, 1));
  end.setUTCFullYear(year, endMonth, 0);
  return { first: from, last: `${pad(year, 4)}-${pad(endMonth)}-${pad(end.getUTCDate())}` };
}
