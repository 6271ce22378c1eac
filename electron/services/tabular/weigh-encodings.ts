// Which of several encodings that all fit a text of a few names is meant: by a detector of letter frequencies, and by how
// common the letters are that each would make of it.
import { analyse } from 'chardet';

export const legacyEncodings = ['shift_jis', 'euc-jp', 'euc-kr', 'gb18030', 'big5', 'windows-1252'] as const;
type Legacy = (typeof legacyEncodings)[number];

export interface PossibleReading {
  readonly encoding: Legacy;
  readonly text: string;
}

const detectorNames: Readonly<Record<string, Legacy>> = {
  Shift_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  'EUC-KR': 'euc-kr',
  GB18030: 'gb18030',
  Big5: 'big5',
  'ISO-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
};

/** Bytes that are weighed; more would not change the answer. */
const weighedBytes = 64_000;
/** Share of likely letters from which on a reading can be taken without asking, and its lead over the next. */
const certainShare = 0.7;
const certainLead = 0.25;
/** The same where the bytes are text in no other encoding. */
const soleShare = 0.4;
/** Less than this is no text of anybody. */
const leastShare = 0.15;

/** @returns the readings by likelihood, and whether the first can be taken without asking */
export function weighReadings(bytes: Uint8Array, possible: readonly PossibleReading[]): { ranked: readonly PossibleReading[]; certain: boolean } {
  const head = bytes.subarray(0, weighedBytes);
  const detected = new Map<Legacy, number>();
  for (const { name, confidence } of analyse(head)) {
    const encoding = detectorNames[name];
    if (encoding) detected.set(encoding, Math.max(detected.get(encoding) ?? 0, confidence / 100));
  }
  const scored = possible
    .map((reading) => ({ reading, score: likelihood(reading, head) + (detected.get(reading.encoding) ?? 0) / 4 }))
    .sort((a, b) => b.score - a.score);
  const [best, next] = scored;
  const certain = best !== undefined && (next ? best.score >= certainShare && best.score - next.score >= certainLead : best.score >= soleShare);
  return { ranked: scored.filter(({ score }) => score >= leastShare).map(({ reading }) => reading), certain };
}

/** From 0 to 1: the share of letters beyond ASCII that people write in this encoding; less for what they do not. */
function likelihood({ encoding, text }: PossibleReading, bytes: Uint8Array): number {
  if (encoding === 'windows-1252') return latinShare(text.slice(0, weighedBytes));
  const common = commonShare(bytes, encoding);
  const letters = text.slice(0, weighedBytes).match(/\P{ASCII}/gu) ?? [];
  // Half-width kana come out of every wrong guess; a text of nothing else is rare, and private or control letters are none.
  const odd = letters.filter((letter) => /[\uff61-\uff9f\ue000-\uf8ff\u0080-\u009f]/.test(letter)).length;
  return letters.length === 0 ? 0 : Math.max(0, common - odd / letters.length);
}

/** Lead bytes of the letters a country uses every day, as its standard orders them; kana and marks count too. */
const everyday: Readonly<Record<Exclude<Legacy, 'windows-1252'>, (lead: number, trail: number) => boolean>> = {
  shift_jis: (lead) => (lead >= 0x81 && lead <= 0x83) || (lead >= 0x88 && lead <= 0x97),
  'euc-jp': (lead) => (lead >= 0xa1 && lead <= 0xa5) || (lead >= 0xb0 && lead <= 0xcf),
  'euc-kr': (lead, trail) => trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xc8)),
  gb18030: (lead, trail) => trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7)),
  big5: (lead) => lead >= 0xa1 && lead <= 0xc6,
};

function commonShare(bytes: Uint8Array, encoding: Exclude<Legacy, 'windows-1252'>): number {
  let all = 0;
  let common = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    all += 1;
    // A letter of one byte: half-width kana.
    if (encoding === 'shift_jis' && lead >= 0xa1 && lead <= 0xdf) continue;
    at += 1;
    if (everyday[encoding](lead, bytes[at] ?? 0)) common += 1;
  }
  return all === 0 ? 0 : common / all;
}

/** Accented letters stand alone among plain ones: in São Paulo, never four in a row. */
function latinShare(text: string): number {
  // Bytes that Windows-1252 has no letter for.
  if (/[\u0080-\u009f]/.test(text)) return 0;
  const letters = [...text.matchAll(/\P{ASCII}/gu)];
  const likely = letters.filter(({ 0: letter, index }) => {
    const [before = ' ', after = ' '] = [text[index - 1], text[index + 1]];
    return /[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ffŒœŠšŽžŸ]/.test(letter) ? /[a-z]/i.test(before) || /[a-z]/i.test(after) : /[’‘“”–—…•°«»€£§©®]/.test(letter);
  });
  return letters.length === 0 ? 0 : likely.length / letters.length;
}
