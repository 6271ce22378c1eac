// Numbers as Japanese papers write them in kanji: 二〇二六, 二十八, 十.

const digits = '〇一二三四五六七八九';
const zeros = /[○零]/g;

/** Runs of kanji numerals as digits; a run that is no number stays as it is, and the text is refused for it. */
export function withDigits(text: string): string {
  return text.replace(/[〇○零一二三四五六七八九十]+/g, (run) => numberOf(run.replace(zeros, '〇')) ?? run);
}

/** By place (二〇二六), or with ten (二十八). */
function numberOf(run: string): string | undefined {
  if (!run.includes('十')) return [...run].map((digit) => digits.indexOf(digit)).join('');
  const match = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/.exec(run);
  if (!match) return undefined;
  const [tens, ones] = [digits.indexOf(match[1] || '一'), digits.indexOf(match[2] || '〇')];
  return String(tens * 10 + ones);
}
