// A date as a person types it, to its stored form. What could mean two days is refused, never guessed.
import { eraOf, eraParts, westernYear, writtenEras } from './eras.ts';
import { withDigits } from './numerals.ts';
import { fiscalYear, storedDate, unknownDate } from './stored-date.ts';
import { type Weekday, weekdayOf, weekdaysIn } from './weekdays.ts';

/** What a text means may depend on when it is typed. */
export interface ReadContext {
  /** `YYYY-MM-DD` where a person types; absent for files, whose dates are not of this year. */
  readonly today?: string | undefined;
}

/** The day is another weekday than the one typed with it; `weekday` is the right one. */
export type DateRefusal = { readonly code: 'weekdayDiffers'; readonly weekday: Weekday };

export type ParsedDate =
  | { readonly ok: true; readonly value: string | null; readonly corrected?: true }
  | { readonly ok: false; readonly refusal?: DateRefusal };

const refused = { ok: false } as const;
const unknownWords = new Set(['?', '不明', '日付不明', '未詳', 'unknown', '미상', '불명']);

/**
 * Typed text to a stored date. Understands `2014/4/25`, `25 Apr 2014`, `2014년 4월 25일`, `2014. 4. 25.`, `2014-04`, `2014年4月`, `H26.4.25`, `令8.4.1`, `平成26年4月25日`, `令和元年`,
 * kanji numerals, 西暦, a whole day with the weekday it is, a time behind it, full-width digits, and 不明; with `today` also `12/10` and `12月10日`, the day of
 * today's fiscal year. Marked `corrected`: a day given in an era that had ended (昭和64年1月8日), which is taken as meant, and a time of day left out.
 * Empty text is an empty cell.
 */
export function parseDate(text: string, context: ReadContext = {}): ParsedDate {
  const typed = text.normalize('NFKC').trim().toLowerCase();
  if (typed === '') return { ok: true, value: null };
  const timed = /^(.*\S)(?:(?<=\d)t|\s+)(\d|[01]\d|2[0-3])(?::([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?|時(?:([0-5]?\d)分)?)$/.exec(typed);
  if (!timed) return readDay(typed, context);
  const [, before = '', ...time] = timed;
  const day = readDay(before, context);
  if (!day.ok) return day;
  if (day.value?.length !== 10) return refused;
  return time.every((part) => part === undefined || Number(part) === 0) ? day : { ...day, corrected: true };
}

/** A date, or a whole day with its weekday. */
function readDay(typed: string, context: ReadContext): ParsedDate {
  const plain = typed.replace(/\s+/g, '');
  const read = readPlain(plain, context);
  if (read.ok) return read;
  for (const { day, weekday } of weekdaysIn(plain)) {
    const found = readPlain(day, context);
    if (!found.ok || found.value?.length !== 10) continue;
    const right = weekdayOf(found.value);
    return right === weekday ? found : { ok: false, refusal: { code: 'weekdayDiffers', weekday: right } };
  }
  return refused;
}

function readPlain(plain: string, context: ReadContext): ParsedDate {
  if (unknownWords.has(plain)) return { ok: true, value: unknownDate };
  const text = /[年月日]/.test(plain) ? withDigits(plain) : plain;
  return readWestern(text) ?? readEnglish(text) ?? readEra(text) ?? readWithoutYear(text, context) ?? refused;
}

const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));

/** Before it, a year comes from an era's number that was written with zeros before it: `0026-04-25`. */
const firstYear = 1_000;

function dated(year: number, month?: number, day?: number): ParsedDate {
  const value = year < firstYear ? undefined : storedDate(year, month, day);
  return value === undefined ? refused : { ok: true, value };
}

function readWestern(text: string): ParsedDate | undefined {
  const parted = /^(?:西暦)?(\d{4})(?:[年년]|[-/.](?=\d)|$)(?:(\d{1,2})(?:[月월]|[-/.](?=\d)|$)(?:(\d{1,2})(?:[日일]|(?<=\.\d{1,2})\.$)?)?)?$/.exec(text);
  if (parted) return dated(Number(parted[1]), number(parted[2]), number(parted[3]));
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return compact ? dated(Number(compact[1]), Number(compact[2]), Number(compact[3])) : undefined;
}

const monthNames = 'january february march april may june july august september october november december'.split(' ');
/** Whole, or by its first three letters; September also by four. */
const englishMonth = `(${monthNames.map((name) => `${name}|${name.slice(0, 3)}`).join('|')}|sept)\\.?`;
const dayFirst = new RegExp(`^(?:(\\d{1,2}))?${englishMonth},?(\\d{4})$`);
const monthFirst = new RegExp(`^${englishMonth}(\\d{1,2}),(\\d{4})$`);
const monthOf = (name: string | undefined) => monthNames.findIndex((month) => month.startsWith((name ?? '').slice(0, 3))) + 1;

function readEnglish(text: string): ParsedDate | undefined {
  const day = dayFirst.exec(text);
  if (day) return dated(Number(day[3]), monthOf(day[2]), number(day[1]));
  const month = monthFirst.exec(text);
  return month ? dated(Number(month[3]), monthOf(month[1]), Number(month[2])) : undefined;
}

const eraDate = new RegExp(`^(${writtenEras})(\\d{1,2}|元)(?:年|[-/.](?=\\d)|$)(?:(\\d{1,2})(?:月|[-/.](?=\\d)|$)(?:(\\d{1,2})日?)?)?$`);

function readEra(text: string): ParsedDate | undefined {
  const parts = eraDate.exec(text);
  const era = eraOf[parts?.[1] ?? ''];
  if (!parts || era === undefined) return undefined;
  const year = parts[2] === '元' ? 1 : Number(parts[2]);
  if (year < 1) return refused;
  const read = dated(westernYear(era, year), number(parts[3]), number(parts[4]));
  if (!read.ok || read.value?.length !== 10) return read;
  return eraParts(read.value).era === era ? read : { ...read, corrected: true };
}

const japaneseDay = /^(\d{1,2})(?:[-/](\d{1,2})|月(\d{1,2})日?|월(\d{1,2})일?)$/;
/** Not `Dec 10`, which could be a month of 2010. */
const englishDay = new RegExp(`^(\\d{1,2})${englishMonth}$`);

/** A month and a day of the fiscal year that today lies in. */
function readWithoutYear(text: string, { today }: ReadContext): ParsedDate | undefined {
  const begins = today === undefined ? undefined : fiscalYear(today);
  if (begins === undefined) return undefined;
  const english = englishDay.exec(text);
  const [, month, ...days] = english ? [undefined, monthOf(english[2]), english[1]] : (japaneseDay.exec(text) ?? []);
  const day = days.find((one) => one !== undefined);
  if (month === undefined || day === undefined) return undefined;
  return dated(Number(month) >= 4 ? begins : begins + 1, Number(month), Number(day));
}
