// Times on a journey: as the clock there says, and as Tokyo's does.

/** Tokyo's time less Universal Time, minutes; it has no summer time. */
export const tokyoOffset = 540;

/** A time of day so many minutes later; the day before or after is marked `(-1)`, `(+1)`. */
export function shifted(time: string, minutes: number): string {
  const total = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes;
  const day = Math.floor(total / 1_440);
  const rest = ((total % 1_440) + 1_440) % 1_440;
  return `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}${day === 0 ? '' : day > 0 ? ` (+${day})` : ` (${day})`}`;
}

/** The moment of a local date (`YYYY-MM-DD`) and time (`HH:MM`), ms since 1970; midnight where no time is known. */
export const momentOf = (date: string, time: string | null, offset: number): number => Date.parse(`${date}T${time ?? '00:00'}:00Z`) - offset * 60_000;
