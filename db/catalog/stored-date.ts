// The stored form of a date: `2014-04-25`, `2014-04`, `2014`, or `?` (known to be unknown).

/** Stored form of a date that nobody knows. Distinct from an empty cell, which nobody has filled in yet. */
export const unknownDate = '?';

export const pad = (value: number, length = 2) => String(value).padStart(length, '0');

/** The numbers of a stored date that is known. */
export const partsOf = (stored: string) => stored.split('-').map(Number) as [number, number?, number?];

/** Last day of a month, also of the first centuries, which `Date.UTC` takes for the twentieth. */
export function lastDayOf(year: number, month: number): number {
  const end = new Date(Date.UTC(2000, 0, 1));
  end.setUTCFullYear(year, month, 0);
  return end.getUTCDate();
}

/** @returns undefined when the calendar has no such day, month or year */
export function storedDate(year: number, month?: number, day?: number): string | undefined {
  if (year < 1 || year > 9999) return undefined;
  if (month === undefined) return pad(year, 4);
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return `${pad(year, 4)}-${pad(month)}`;
  return day < 1 || day > lastDayOf(year, month) ? undefined : `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

const everyMonthHas = /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/;

/** Is this text a date in stored form? */
export function isStoredDate(text: string): boolean {
  // Nearly every date is a whole day before the 29th: accepted without parsing.
  if (text === unknownDate || everyMonthHas.test(text)) return true;
  return /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) && storedDate(...partsOf(text)) === text;
}

/** Japanese fiscal year (April to March) of a date; undefined when the month is needed and not known. */
export function fiscalYear(stored: string): number | undefined {
  if (!isStoredDate(stored) || stored === unknownDate) return undefined;
  const [year, month] = partsOf(stored);
  if (month === undefined) return undefined;
  return month >= 4 ? year : year - 1;
}
