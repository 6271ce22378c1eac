// Dates worked out from a record, as JSON with how they were worked out, so that the screen can say so.
import { addYears, unknownDate } from './dates.ts';

/** `{"date":"2029-07","from":"2024-07","years":5}`; null when the record does not say enough. */
export function nextReview(of: { signedOn: string | null; lastReview: string | null; everyYears: number | null }): string | null {
  const from = of.lastReview ?? of.signedOn;
  if (from === null || from === unknownDate || of.everyYears === null) return null;
  return JSON.stringify({ date: addYears(from, of.everyYears), from, years: of.everyYears });
}

/** Anniversaries kept by the office: 1, 5, 10, then every ten and twenty-five years. */
const isKept = (years: number) => years === 1 || years === 5 || years % 10 === 0 || years % 25 === 0;

/**
 * The next anniversary on or after today. A leap day keeps its year's last February day.
 * @param today  `YYYY-MM-DD`
 */
export function nextAnniversary(signedOn: string | null, today: string | undefined): string | null {
  if (signedOn === null || signedOn === unknownDate || today === undefined) return null;
  const first = Math.max(1, Number(today.slice(0, 4)) - Number(signedOn.slice(0, 4)));
  for (let years = first; years < first + 12; years++) {
    const date = addYears(signedOn, years);
    if (isKept(years) && date >= today.slice(0, date.length)) return JSON.stringify({ date, from: signedOn, years });
  }
  return null;
}
