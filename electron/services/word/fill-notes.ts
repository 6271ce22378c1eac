// Fills the places in footnotes and endnotes, which the template library does not read. Only single values stand there.
import { escapeHtml } from '../print/html.ts';

type Values = Readonly<Record<string, unknown>>;

const place = /\{\s*([^{}#/]+?)\s*\}/g;
const textRun = /(<w:t(?: [^>]*)?>)([^<]*)(<\/w:t>)/g;

const filled = (text: string, values: Values): string =>
  text.replace(place, (piece, name: string) => {
    const value = values[name];
    return typeof value === 'string' || typeof value === 'number' ? escapeHtml(String(value)) : piece;
  });

/** @param xml  word/footnotes.xml or word/endnotes.xml @returns the same with its places filled */
export const fillNotes = (xml: string, values: Values): string =>
  xml.replace(/<w:p(?: [^>]*)?>(?:(?!<w:p[ >]).)*?<\/w:p>/gs, (paragraph) => {
    const runs = [...paragraph.matchAll(textRun)].map(([, , text = '']) => text);
    // Word may have cut a place into several runs: then the whole paragraph becomes the text of its first.
    const isWhole = runs.every((text) => text.split('{').length === text.split('}').length);
    if (isWhole) return paragraph.replace(textRun, (_, open: string, text: string, end: string) => open + filled(text, values) + end);
    let isFirst = true;
    return paragraph.replace(textRun, (_, open: string, _text: string, end: string) => {
      const text = isFirst ? filled(runs.join(''), values) : '';
      isFirst = false;
      return open + text + end;
    });
  });
