// Periods that move with today. A fiscal year runs from April to March.

export const relativePeriods = ['thisFiscalYear', 'lastFiscalYear', 'nextFiscalYear', 'thisMonth', 'lastMonth', 'nextMonth'] as const;
export type RelativePeriod = (typeof relativePeriods)[number];

export type Relative = { readonly period: RelativePeriod } | { readonly days: { readonly from: number; readonly to: number } };

const iso = (date: Date) => date.toISOString().slice(0, 10);

/** @param today  `YYYY-MM-DD`. @returns first and last day, both included */
export function relativeSpan(wanted: Relative, today: string): { first: string; last: string } {
  const [year = 0, month = 1] = today.split('-').map(Number);
  if ('days' in wanted) {
    const day = (offset: number) => iso(new Date(Date.parse(`${today}T00:00:00Z`) + offset * 86_400_000));
    return { first: day(Math.min(wanted.days.from, wanted.days.to)), last: day(Math.max(wanted.days.from, wanted.days.to)) };
  }
  const months = (from: number, count: number) => ({ first: iso(new Date(Date.UTC(year, from, 1))), last: iso(new Date(Date.UTC(year, from + count, 0))) });
  const fiscal = month >= 4 ? 3 : -9;
  switch (wanted.period) {
    case 'thisFiscalYear':
      return months(fiscal, 12);
    case 'lastFiscalYear':
      return months(fiscal - 12, 12);
    case 'nextFiscalYear':
      return months(fiscal + 12, 12);
    case 'thisMonth':
      return months(month - 1, 1);
    case 'lastMonth':
      return months(month - 2, 1);
    case 'nextMonth':
      return months(month, 1);
  }
}
