// A time of day as a person types it, to its stored form `14:30`. What could mean two times is refused, never guessed.
import { withDigits } from './numerals.ts';
import { pad } from './stored-date.ts';

/** `timeRange`: a start and an end, which have a column each. `noonOrMidnight`: 午後12時 is either, depending on who says it. */
export type TimeRefusal = { readonly code: 'timeRange' } | { readonly code: 'noonOrMidnight' };

export type ParsedTime = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly refusal?: TimeRefusal };

const refused = { ok: false } as const;
const clock = /^(\d{1,2}):(\d{2})(?::00)?$/;
const spoken = /^(\d{1,2})(?:時|시)(?:(\d{1,2})(?:分|분)|(半|반))?$/;
/** Not one or two digits, which could be hours or minutes. */
const compact = /^(\d{1,2})(\d{2})$/;
const bareHour = /^(\d{1,2})$/;
const between = /[~〜–—‐−-]|から|부터/;

/** Typed text to a stored time. Understands `14:30`, `14時30分`, `14時半`, `1430`, 午後2時半, `2:30pm`, `PM 2:30`, 正午 and full-width letters. Text must not be empty. */
export function parseTime(text: string): ParsedTime {
  const plain = withDigits(text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ''));
  if (plain === '正午') return { ok: true, value: '12:00' };
  const read = readHalfDay(plain);
  return !read.ok && isRange(plain) ? { ok: false, refusal: { code: 'timeRange' } } : read;
}

/**
 * Two times in one text, 「10:00～10:30」, 「14時から15時半まで」, or a start with an open end, 「15:00～」.
 * @returns undefined for anything else, and where the end lies before the start
 */
export function parseTimeRange(text: string): { readonly start: string; readonly end: string | null } | undefined {
  const plain = withDigits(text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ''));
  if (readHalfDay(plain).ok || !isRange(plain)) return undefined;
  const [from = '', to = ''] = plain.split(between);
  const start = readHalfDay(from);
  if (!start.ok) return undefined;
  const last = to.replace(/(?:まで|까지)$/, '');
  if (last === '') return { start: start.value, end: null };
  // 「午後2時から3時」: the half of the day is said once.
  const half = /^(午前|午後|오전|오후)/.exec(from)?.[1];
  const end = half !== undefined && !/^(午前|午後|오전|오후|正午)/.test(last) ? readHalfDay(half + last) : readHalfDay(last);
  return end.ok && end.value > start.value ? { start: start.value, end: end.value } : undefined;
}

/** Is it two times, or one with an open end? */
function isRange(plain: string): boolean {
  const [from, to, ...more] = plain.split(between);
  if (from === undefined || to === undefined || more.length > 0) return false;
  const ends = [from, to.replace(/(?:まで|까지)$/, '')].filter((end) => end !== '');
  const isOpen = ends.length === 1 && !plain.startsWith('-');
  return (ends.length === 2 || isOpen) && ends.every((end) => readHalfDay(end).ok);
}

function readHalfDay(plain: string): ParsedTime {
  const [, before, inside = '', behind] = /^(午前|午後|오전|오후|[ap]\.?m\.?)?(.*?)([ap]\.?m\.?)?$/.exec(plain) ?? [];
  if (before !== undefined && behind !== undefined) return refused;
  const half = before ?? behind;
  const read =
    clock.exec(inside) ?? spoken.exec(inside) ?? compact.exec(inside) ?? (behind === undefined && !/^[ap]/.test(before ?? '') ? null : bareHour.exec(inside));
  if (!read) return refused;
  const [hour, minute] = [Number(read[1]), read[3] === undefined ? Number(read[2] ?? 0) : 30];
  if (hour > 23 || minute > 59) return refused;
  if (half === undefined) return { ok: true, value: `${pad(hour)}:${pad(minute)}` };
  // Japanese usage is divided over 午後12時; English and Korean are not.
  if (hour === 12 && half.startsWith('午')) return { ok: false, refusal: { code: 'noonOrMidnight' } };
  const isMorning = half === '午前' || half === '오전' || half.startsWith('a');
  if (isMorning && hour > 12) return refused;
  const hours = hour > 12 ? hour : (hour % 12) + (isMorning ? 0 : 12);
  return { ok: true, value: `${pad(hours)}:${pad(minute)}` };
}
