/**
 * Text as compared by search: full and half width alike (NFKC), no case, katakana as hiragana, small kana as large, variant
 * characters of names as the usual ones (髙橋 is 高橋), long-vowel and middle dots, blanks and letters that cannot be seen left out,
 * so that 「ニユーサウスウェールズ」 finds 「ニュー・サウス・ウェールズ州」.
 */
export function fold(text: string): string {
  // NFKC leaves kana, common kanji and ASCII unchanged; calling it costs more than all the rest.
  return (plain.test(text) ? text : text.normalize('NFKC')).toLowerCase().replace(different, foldLetter);
}

const plain = /^[\t\n\r -~\u3001-\u301f\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff]*$/;

/** Small kana as large ones: 「ニユーヨーク」 is how forms and old prints write 「ニューヨーク」. */
const small = 'ぁぃぅぇぉっゃゅょゎ';
const large = 'あいうえおつやゆよわ';

/** Characters of names that the same person or place is written with: the second of each pair is the usual one. */
const variants =
  '髙高﨑崎嵜崎邊辺邉辺齋斎齊斉濵浜濱浜澤沢嶋島嶌島廣広國国櫻桜眞真惠恵德徳榮栄冨富舘館瀨瀬槇槙籠篭條条龍竜兒児壽寿淺浅圓円實実彌弥藏蔵增増靜静瀧滝關関鐵鉄豐豊邨村檜桧曾曽';

const plainForms = new Map<string, string>();
for (let at = 0; at < small.length; at++) plainForms.set(small.charAt(at), large.charAt(at));
for (let at = 0; at + 1 < variants.length; at += 2)
  if (variants.charAt(at) !== variants.charAt(at + 1)) plainForms.set(variants.charAt(at), variants.charAt(at + 1));

const different = new RegExp(`[\u30a1-\u30f6\\s・･·‐‑–—ー\u00ad\u200b-\u200f\u2060\ufeff${[...plainForms.keys()].join('')}-]`, 'g');

function foldLetter(letter: string): string {
  const hiragana = letter >= '\u30a1' && letter <= '\u30f6' ? String.fromCharCode(letter.charCodeAt(0) - 0x60) : letter;
  return plainForms.get(hiragana) ?? (hiragana >= '\u3041' && hiragana <= '\u3096' ? hiragana : '');
}

/** Another number whenever `fold` gives another text: what was stored folded is folded again then. */
export const foldVersion = 2;

/** A heading as compared between files: brackets and marks of a form say nothing. */
export const headingKey = (text: string): string => fold(text.replace(/[()（）【】[\]:：*＊]/g, ''));
