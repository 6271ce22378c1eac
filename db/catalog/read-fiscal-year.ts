// A fiscal year as a person types it, to the western year it begins in.
import { eraOf, eraParts, westernYear, writtenEras } from './eras.ts';
import { withDigits } from './numerals.ts';

export type ParsedYear = { readonly ok: true; readonly value: number; readonly corrected?: true } | { readonly ok: false };

const western = /^(?:西暦|fy)?(\d{4})(?:年度?|년도?|회계연도)?$/;
const japanese = new RegExp(`^(${writtenEras})(\\d{1,2}|元)(?:年度?)?$`);

/**
 * Understands 令和8年度, `R8`, 2026年度, `FY2026` and `2026`. Not 8年度 or `FY26`, whose era or century is a guess.
 * A year given in an era that had ended before it began is taken as meant and marked `corrected`.
 */
export function parseFiscalYear(text: string): ParsedYear {
  const plain = withDigits(text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ''));
  const year = western.exec(plain);
  if (year) return { ok: true, value: Number(year[1]) };
  const parts = japanese.exec(plain);
  const era = eraOf[parts?.[1] ?? ''];
  const eraYear = parts?.[2] === '元' ? 1 : Number(parts?.[2] ?? 0);
  if (era === undefined || eraYear < 1) return { ok: false };
  const value = westernYear(era, eraYear);
  // 平成31年度 and 令和元年度 are the same one: the era changed within it.
  const isWithin = [`${value}-04-01`, `${value + 1}-03-31`].some((day) => eraParts(day).era === era);
  return { ok: true, value, ...(isWithin ? {} : { corrected: true }) };
}
