// A sheet of a workbook in pieces of whole rows, so that its XML never lies in memory at once. XML is held as bytes in a
// string (latin1): names and marks are ASCII, and it takes half the memory.
import { DeskError } from '../../../db/errors.ts';
import { rowBytes } from './limits.ts';
import { utf8Of, withoutSections } from './xml-parts.ts';
import type { Parts } from './zip-parts.ts';

/** `rows`: whole rows; `rest`: what stands before and behind them. */
export interface Piece {
  readonly kind: 'rows' | 'rest';
  readonly xml: string;
}

/** Letters from which on rows are handed on. */
const handedOn = 1_000_000;
const closings = { row: /<\/(?:[\w.-]+:)?sheetData\b/, si: /<\/(?:[\w.-]+:)?sst\b/ };

/** @throws DeskError `fileTooHeavy` for a row beyond all measure, and those of unpacking */
export async function* piecesOf(stream: AsyncIterable<Buffer>, element: 'row' | 'si', file: string): AsyncGenerator<Piece> {
  const opening = new RegExp(`<(?:[\\w.-]+:)?${element}(?=[\\s/>])`);
  let held = '';
  let place: 'before' | 'rows' | 'behind' = 'before';
  for await (const xml of evenXml(stream)) {
    if (place === 'rows') held += xml;
    else {
      const first = place === 'before' ? xml.search(opening) : -1;
      yield { kind: 'rest', xml: first < 0 ? xml : xml.slice(0, first) };
      if (first < 0) continue;
      place = 'rows';
      held = xml.slice(first);
    }
    // Rows end in the newest piece or in none before it.
    const end = held.slice(-xml.length - 100).search(closings[element]);
    if (end >= 0) {
      const close = Math.max(0, held.length - xml.length - 100) + end;
      yield { kind: 'rows', xml: held.slice(0, close) };
      yield { kind: 'rest', xml: held.slice(close) };
      [place, held] = ['behind', ''];
      continue;
    }
    if (held.length < handedOn) continue;
    const last = lastOpening(held, element);
    if (last > 0) {
      yield { kind: 'rows', xml: held.slice(0, last) };
      held = held.slice(last);
    } else if (held.length > rowBytes) throw new DeskError('fileTooHeavy', { file });
  }
  if (held !== '') yield { kind: 'rows', xml: held };
}

/** Looked for from behind, step by step: a tag begins within a few thousand letters. */
function lastOpening(xml: string, element: string): number {
  for (let at = xml.lastIndexOf(element); at > 0; at = xml.lastIndexOf(element, at - 1)) {
    const start = xml.lastIndexOf('<', at);
    if (start < 0) return -1;
    if (/^(?:[\w.-]+:)?$/.test(xml.slice(start + 1, at)) && /^[\s/>]/.test(xml.slice(at + element.length, at + element.length + 1))) return start;
  }
  return -1;
}

/** Pieces in UTF-8, without comments and sections of raw text; a piece ends between two tags. */
async function* evenXml(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let held = '';
  let wide: Buffer[] | undefined;
  let first = true;
  for await (const piece of stream) {
    // A byte of nothing among the first: UTF-16, which has to be turned over whole.
    if (first && (piece[0] === 0xff || piece[0] === 0xfe || piece[0] === 0 || piece[1] === 0)) wide = [];
    first = false;
    if (wide) {
      wide.push(piece);
      continue;
    }
    held += piece.toString('latin1');
    const cut = held.includes('<!') ? closedSections(held) : held.lastIndexOf('<');
    if (cut <= 0) continue;
    yield withoutSections(held.slice(0, cut));
    held = held.slice(cut);
  }
  if (wide) held = utf8Of(Buffer.concat(wide)).toString('latin1');
  yield withoutSections(held);
}

/** Where the last comment or section that is not closed begins, or the last tag. */
function closedSections(xml: string): number {
  let from = 0;
  for (let at = xml.indexOf('<!'); at >= 0; at = xml.indexOf('<!', from)) {
    const end = xml.startsWith('<![CDATA[', at) ? ']]>' : xml.startsWith('<!--', at) ? '-->' : '>';
    const close = xml.indexOf(end, at + 2);
    if (close < 0) return at;
    from = close + end.length;
  }
  return Math.max(from, xml.lastIndexOf('<'));
}

/** A part in pieces; none where the package has no such part. */
export async function streamOf(parts: Parts, name: string, element: 'row' | 'si', file: string): Promise<AsyncIterable<Piece> | undefined> {
  const stream = await parts.stream(name);
  return stream && piecesOf(stream, element, file);
}
