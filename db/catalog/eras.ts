// Eras of the Japanese calendar. Their days come from the platform's calendar (@internationalized/date), not from a table of ours.
import { CalendarDate, GregorianCalendar, JapaneseCalendar, toCalendar } from '@internationalized/date';
import { lastDayOf, partsOf } from './stored-date.ts';

const gregorian = new GregorianCalendar();
const japanese = new JapaneseCalendar();

/** What an era is called where it is shown. */
export const eraKanji: Readonly<Record<string, string>> = { meiji: '明治', taisho: '大正', showa: '昭和', heisei: '平成', reiwa: '令和' };
/** The calendar's name of an era, by what people write for it: 令和, 令 or r. */
export const eraOf: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(eraKanji).flatMap(([era, kanji]) => [kanji, kanji.slice(0, 1), era.slice(0, 1)].map((written) => [written, era])),
);
/** Eras as people write them, for a pattern over lower case; the longer ones first. */
export const writtenEras = '明治|大正|昭和|平成|令和|[明大昭平令mtshr]';

/** Era and its year at the end of the given day, month or year (a month in which the era changed counts as the new one). */
export function eraParts(stored: string): { readonly era: string; readonly year: number } {
  const [year, month = 12, day = lastDayOf(year, month)] = partsOf(stored);
  const date = toCalendar(new CalendarDate(gregorian, year, month, day), japanese);
  return { era: date.era, year: date.year };
}

/** The western year in which a year of an era lies, counted on where the era had ended. */
export function westernYear(era: string, year: number): number {
  // By way of the last day the platform gives the era's first year.
  return toCalendar(new CalendarDate(japanese, era, 1, 12, 31), gregorian).year + year - 1;
}
