// Texts of a workbook with runs of formatting: the runs joined, the reading aids above kanji and struck-out letters left
// out. XML is held as bytes in a string, as in sheet-xml.ts.

export interface PlainItems {
  readonly xml: string;
  /** Numbers of the items, from 0, of which struck-out letters were left out. */
  readonly struck: readonly number[];
}

const opening = { si: /<(?:\w+:)?si\b[^<>]*>/g, is: /<(?:\w+:)?is\b[^<>]*>/g };
const closing = { si: /<\/(?:\w+:)?si\s*>/, is: /<\/(?:\w+:)?is\s*>/ };

/** @param kind  `si` of the shared strings, `is` of strings in their cells */
export function plainItems(xml: string, kind: 'si' | 'is'): PlainItems {
  if (!/<(?:\w+:)?(?:r|rPh)[ />]/.test(xml)) return { xml, struck: [] };
  const struck: number[] = [];
  const pieces = xml.split(closing[kind]);
  const plain = pieces.map((piece, item) => {
    if (item === pieces.length - 1) return piece;
    const start = lastMatch(piece, opening[kind]);
    const inside = piece.slice(start);
    const text = /<(?:\w+:)?r(?:Ph)?[ >]/.test(inside) ? joinRuns(inside) : undefined;
    if (text?.struck) struck.push(item);
    return `${piece.slice(0, start)}${text ? `<t xml:space="preserve">${text.text}</t>` : inside}</${kind}>`;
  });
  // Closing tags lose their prefix; opening ones must lose it too.
  return { xml: plain.join('').replace(kind === 'si' ? /<\w+:si\b/g : /<\w+:is\b/g, `<${kind}`), struck };
}

function lastMatch(text: string, pattern: RegExp): number {
  let end = 0;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}

const runTag = /<(\/?)(?:\w+:)?(rPh|r|t|strike)\b([^<>]*)>([^<>]*)/g;

function joinRuns(item: string): { text: string; struck: boolean } {
  let text = '';
  let struck = false;
  let aid = false;
  let strike = false;
  for (const [, end, name, attributes = '', content = ''] of item.matchAll(runTag)) {
    if (name === 'rPh') aid = end === '' && !attributes.endsWith('/');
    else if (name === 'r') strike = false;
    else if (name === 'strike') strike = end === '' && !/\bval=["'](0|false)/.test(attributes);
    else if (end === '' && !aid && !attributes.endsWith('/')) {
      if (!strike) text += content;
      else if (content !== '') struck = true;
    }
  }
  return { text, struck };
}
