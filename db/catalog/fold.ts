/**
 * Text as compared by search: full and half width alike (NFKC), no case, katakana as hiragana, long-vowel and middle
 * dots and blanks left out, so that 「ニューサウスウェールズ」 finds 「ニュー・サウス・ウェールズ州」.
 */
export function fold(text: string): string {
  // NFKC leaves kana, common kanji and ASCII unchanged; calling it costs more than all the rest.
  return (plain.test(text) ? text : text.normalize('NFKC')).toLowerCase().replace(different, foldLetter);
}

const plain = /^[\t\n\r -~\u3001-\u301f\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff]*$/;
const different = /[\u30a1-\u30f6\s・･·‐‑–—ー-]/g;
const foldLetter = (letter: string) => (letter >= '\u30a1' && letter <= '\u30f6' ? String.fromCharCode(letter.charCodeAt(0) - 0x60) : '');

/** A heading as compared between files: brackets and marks of a form say nothing. */
export const headingKey = (text: string): string => fold(text.replace(/[()（）【】[\]:：*＊]/g, ''));
