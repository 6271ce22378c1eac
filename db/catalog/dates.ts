// Dates as the office shows them, and reckons with them. How they are stored is in stored-date.ts, how they are read in read-date.ts.
import { eraKanji, eraParts } from './eras.ts';
import { isStoredDate, lastDayOf, pad, partsOf, storedDate, unknownDate } from './stored-date.ts';
import type { Language } from './table.ts';

export { parseDate } from './read-date.ts';
export { fiscalYear, isStoredDate, unknownDate } from './stored-date.ts';

export type DateStyle = 'western' | 'era';

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
  // 令和8000年 says nothing to anybody, and years of three digits are not read.
  const showEra = style === 'era' && language === 'ja' && eraKanji[era.era] && year >= 1868 && era.year < 100;
  const head = showEra ? `${eraKanji[era.era]}${era.year === 1 ? '元' : era.year}` : pad(year, 4);
  return `${head}${units[0]}${tail}`.trim();
}

/** 「令和8年度」, 「2026年度」, `FY 2026`. @param year  the western year it begins in */
export function formatFiscalYear(year: number, language: Language, style: DateStyle): string {
  if (language === 'en') return `FY ${year}`;
  return language === 'ko' ? `${year}회계연도` : `${formatDate(pad(year, 4), language, style)}度`;
}

/** Same day so many years on; 29 February becomes 28 February where there is none. Keeps month or year precision. */
export function addYears(stored: string, years: number): string {
  const [year, month, day] = partsOf(stored);
  return storedDate(year + years, month, day) ?? storedDate(year + years, month, 28) ?? stored;
}

/** First and last day of what a partial date covers. */
export function span(stored: string): { first: string; last: string } | undefined {
  if (!isStoredDate(stored) || stored === unknownDate) return undefined;
  const [year, month, day] = partsOf(stored);
  if (day !== undefined) return { first: stored, last: stored };
  const from = `${pad(year, 4)}-${pad(month ?? 1)}-01`;
  const endMonth = month ?? 12;
  return { first: from, last: `${pad(year, 4)}-${pad(endMonth)}-${pad(lastDayOf(year, endMonth))}` };
}
