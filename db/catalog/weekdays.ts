// Weekdays as people write them with a date.
import { partsOf } from './stored-date.ts';

/** Keys below `weekdays.` in the locale files. */
export type Weekday = (typeof weekdays)[number];
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const english = 'sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?';
const [japanese, korean] = ['日月火水木金土', '일월화수목금토'];
/** A holiday is named with its weekday: 「(木・祝)」. */
const any = `(?:([${japanese}])(?:曜日?)?(?:・?祝日?)?|([${korean}])(?:요일)?|(${english})\\.?)`;

const ways: readonly RegExp[] = [
  new RegExp(`^(?<day>.+)[(\\[〔【]${any}[)\\]〕】]$`),
  new RegExp(`^(?<day>.+?),?(?:([${japanese}])曜日?|([${korean}])요일|(${english})\\.?)$`),
  new RegExp(`^(?:([${japanese}])曜日?|([${korean}])요일|(${english})\\.?),?(?<day>.+)$`),
  // Not 日, which is the unit of a day.
  /^(?<day>.+)([月火水木金土])$/,
];

/** @param plain  without blanks, half-width, in lower case. @returns every way to part it into a date and a weekday */
export function weekdaysIn(plain: string): readonly { readonly day: string; readonly weekday: Weekday }[] {
  return ways.flatMap((way) => {
    const match = way.exec(plain);
    const written = match?.slice(1).find((group) => group !== undefined && group !== match.groups?.day);
    const at =
      written === undefined
        ? -1
        : Math.max(
            japanese.indexOf(written),
            korean.indexOf(written),
            weekdays.findIndex((one) => one.startsWith(written.slice(0, 3))),
          );
    const weekday = weekdays[at];
    return match?.groups?.day !== undefined && weekday !== undefined ? [{ day: match.groups.day, weekday }] : [];
  });
}

/** @param day  a whole day in stored form */
export function weekdayOf(day: string): Weekday {
  const [year, month = 1, date = 1] = partsOf(day);
  const moment = new Date(Date.UTC(2000, 0, 1));
  moment.setUTCFullYear(year, month - 1, date);
  return weekdays[moment.getUTCDay()] as Weekday; // getUTCDay is 0 to 6
}

/** A stored date of a day, not of a month or a year. */
export const isWholeDay = (stored: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(stored);
