// A number as Excel shows it: which formats mean a day or a time, and what they write.
import { CalendarDate, GregorianCalendar, JapaneseCalendar, toCalendar } from '@internationalized/date';
import type { Cell } from './cells.ts';

/** Formats that Excel in Japanese has under these numbers; files name them by number only. */
export const builtInFormats: Readonly<Record<number, string>> = {
  27: '[$-411]ge.m.d',
  28: '[$-411]ggge"年"m"月"d"日"',
  29: '[$-411]ggge"年"m"月"d"日"',
  30: 'm/d/yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"時"mm"分"',
  33: 'h"時"mm"分"ss"秒"',
  34: 'yyyy"年"m"月"',
  35: 'm"月"d"日"',
  36: '[$-411]ge.m.d',
  50: '[$-411]ge.m.d',
  51: '[$-411]ggge"年"m"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: '[$-411]ggge"年"m"月"d"日"',
  55: 'yyyy"年"m"月"',
  56: 'm"月"d"日"',
  57: '[$-411]ge.m.d',
  58: '[$-411]ggge"年"m"月"d"日"',
};

interface DateFormat {
  readonly tokens: readonly string[];
  readonly hasDay: boolean;
  readonly hasTime: boolean;
  /** `[h]`: hours that go on counting past a day are no time of day. */
  readonly elapsed: boolean;
}

const tokenPattern = /"([^"]*)"|\\(.)|General|Standard|\[(h+|m+|s+)\]|\[[^\]]*\]|_.|\*.|AM\/PM|A\/P|午前\/午後|y+|m+|d+|h+|s+|g+|e+|a{3,4}|\.0+|./giu;
const formats = new Map<string, DateFormat | undefined>();

/** The parts of a format that writes a day or a time; undefined for any other. */
export function dateFormat(format: string): DateFormat | undefined {
  if (!formats.has(format)) formats.set(format, parseFormat(format));
  return formats.get(format);
}

function parseFormat(format: string): DateFormat | undefined {
  const section = /^(?:"[^"]*"|\\.|[^;"\\])*/.exec(format)?.[0] ?? '';
  const tokens = (section.match(tokenPattern) ?? []).filter((token) => !/^([_*].|\[(?!(h+|m+|s+)\]).*\])$/iu.test(token));
  if (tokens.some((token) => /^(General|Standard|[0#?@])$/i.test(token))) return undefined;
  const bare = tokens.map((token) => token.toLowerCase());
  const hasDay = bare.some((token) => /^(y+|d+|g+|e+|a{3,4})$/.test(token));
  const hasTime = bare.some((token) => /^(h+|s+|\[.*\]|am\/pm|a\/p|午前\/午後)$/.test(token));
  if (!hasDay && !hasTime && !bare.some((token) => /^m+$/.test(token))) return undefined;
  return { tokens, hasDay: hasDay || !hasTime, hasTime, elapsed: bare.some((token) => token.startsWith('[')) };
}

const daySeconds = 86_400;
const pad = (value: number, width = 2) => String(value).padStart(width, '0');

/** Days that Excel can show: up to 31 December 9999. */
const serialEnd = 2_958_466;

const gregorian = new GregorianCalendar();
const dayZero = gregorian.toJulianDay(new CalendarDate(1899, 12, 30));

/** @param serial  days since 1900 as Excel counts them, 29 February 1900 included */
function calendarDay(serial: number): CalendarDate | undefined {
  if (serial < 1 || serial === 60) return undefined;
  // By the count of days: adding days to a date goes through every month in between.
  return gregorian.fromJulianDay(dayZero + serial + (serial < 60 ? 1 : 0));
}

/**
 * A number under a format of days or times.
 * @param value  as stored @param date1904  whether the file counts from 1904
 * @returns a `Moment` with what Excel shows; a `Figure` where it is no day and no time of day
 */
export function momentOf(value: number, format: DateFormat, date1904: boolean): Cell {
  // Fractions of a day do not divide evenly: to the nearest second.
  const seconds = Math.round(value * daySeconds) + (date1904 && format.hasDay ? 1_462 * daySeconds : 0);
  const serial = Math.floor(seconds / daySeconds);
  const rest = seconds - serial * daySeconds;
  if (seconds < 0 || serial >= serialEnd) return { number: value, shown: String(value) };
  const day = calendarDay(serial);
  const shown = render(format, day, { seconds, rest });
  if (serial === 60 && format.hasDay) return { number: 60, shown: '1900-02-29' };
  if (serial >= 1 && (format.elapsed || !format.hasDay))
    return format.elapsed || !day ? { number: value, shown } : { day: day.toString(), time: clock(rest), shown };
  const time = rest === 0 && serial >= 1 ? '' : clock(rest);
  return { day: day?.toString() ?? '', time, shown };
}

const clock = (rest: number) => `${pad(Math.floor(rest / 3_600))}:${pad(Math.floor((rest % 3_600) / 60))}`;

const japanese = new JapaneseCalendar();
const eras: Readonly<Record<string, readonly [string, string, string]>> = {
  meiji: ['M', '明', '明治'],
  taisho: ['T', '大', '大正'],
  showa: ['S', '昭', '昭和'],
  heisei: ['H', '平', '平成'],
  reiwa: ['R', '令', '令和'],
};
const weekdays = '日月火水木金土';
const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function render(format: DateFormat, day: CalendarDate | undefined, at: { readonly seconds: number; readonly rest: number }): string {
  const half = format.tokens.some((token) => /^(am\/pm|a\/p|午前\/午後)$/i.test(token));
  let clockBefore = false;
  return format.tokens
    .map((token, place) => {
      const lower = token.toLowerCase();
      const minutes = /^m{1,2}$/.test(lower) && (clockBefore || /^s/.test(nextField(format.tokens, place)));
      if (/^[a-z]/.test(lower)) clockBefore = /^(h|s)/.test(lower);
      else if (lower.startsWith('[')) clockBefore = true;
      if (minutes) return pad(Math.floor((at.rest % 3_600) / 60), lower.length);
      return timePart(lower, at, half) ?? dayPart(lower, day) ?? literal(token);
    })
    .join('');
}

const nextField = (tokens: readonly string[], place: number): string =>
  tokens
    .slice(place + 1)
    .find((token) => /^(\[|[a-z])/i.test(token))
    ?.toLowerCase() ?? '';

const literal = (token: string): string => (token.startsWith('"') ? token.slice(1, -1) : token.startsWith('\\') ? token.slice(1) : token);

function timePart(token: string, { seconds, rest }: { readonly seconds: number; readonly rest: number }, half: boolean): string | undefined {
  const hour = Math.floor(rest / 3_600);
  if (token.startsWith('[')) return pad(Math.floor(seconds / ({ h: 3_600, m: 60, s: 1 }[token[1] ?? 'h'] ?? 1)), token.length - 2);
  if (/^h+$/.test(token)) return pad(half ? hour % 12 || 12 : hour, Math.min(token.length, 2));
  if (/^s+$/.test(token)) return pad(rest % 60, Math.min(token.length, 2));
  if (token === 'am/pm') return hour < 12 ? 'AM' : 'PM';
  if (token === 'a/p') return hour < 12 ? 'A' : 'P';
  if (token === '午前/午後') return hour < 12 ? '午前' : '午後';
  return /^\.0+$/.test(token) ? '' : undefined;
}

function dayPart(token: string, day: CalendarDate | undefined): string | undefined {
  if (!/^(y+|m+|d+|g+|e+|a{3,4})$/.test(token)) return undefined;
  if (!day) return '';
  const length = token.length;
  const weekday = (day.calendar.toJulianDay(day) + 1) % 7;
  switch (token[0]) {
    case 'y':
      return length <= 2 ? pad(day.year % 100) : String(day.year);
    case 'm':
      return length <= 2 ? pad(day.month, length) : length === 3 ? (monthNames[day.month - 1] ?? '').slice(0, 3) : (monthNames[day.month - 1] ?? '');
    case 'd':
      return length <= 2 ? pad(day.day, length) : length === 3 ? (dayNames[weekday] ?? '').slice(0, 3) : (dayNames[weekday] ?? '');
    case 'a':
      return `${weekdays[weekday]}${length === 4 ? '曜日' : ''}`;
    default: {
      const local = toCalendar(day, japanese);
      if (token[0] === 'e') return pad(local.year, length);
      return eras[local.era]?.[Math.min(length, 3) - 1] ?? '';
    }
  }
}
