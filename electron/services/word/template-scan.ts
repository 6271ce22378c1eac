// Looks through the paragraphs of a Word template for what cannot be filled, and says where it stands. The template library
// reads body, headers and footers only, and passes over loops that never began or never end.
import { distance } from 'fastest-levenshtein';

export type TemplatePart = 'document' | 'header' | 'footer' | 'footnotes' | 'endnotes';

export interface TemplateFault {
  /** A loop without its end, an end without its loop, braces that do not match, a name that nothing fills, a name in full-width braces, a loop in a note. */
  readonly code: 'unclosed' | 'unopened' | 'brace' | 'unknown' | 'fullWidth' | 'loopInNote';
  readonly tag: string;
  /** A known name that is spelt much like it. */
  readonly meant?: string | undefined;
  readonly part: TemplatePart;
  /** From 1, within its part. */
  readonly paragraph: number;
  /** Text around it. */
  readonly near: string;
}

const partNames: readonly (readonly [RegExp, TemplatePart])[] = [
  [/^word\/document\.xml$/, 'document'],
  [/^word\/header\d*\.xml$/, 'header'],
  [/^word\/footer\d*\.xml$/, 'footer'],
  [/^word\/footnotes\.xml$/, 'footnotes'],
  [/^word\/endnotes\.xml$/, 'endnotes'],
];

/** @param path  within the package @returns undefined for a part that holds no text of the page */
export const partOfPath = (path: string): TemplatePart | undefined => partNames.find(([pattern]) => pattern.test(path))?.[1];

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decoded = (text: string) => text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '');

/** The text of each paragraph, in the order of the file; a text box stands within its paragraph. */
export function paragraphTexts(xml: string): string[] {
  const texts: string[] = [];
  const open: number[] = [];
  for (const [piece, text] of xml.matchAll(/<w:p(?: [^>]*)?\/>|<w:p(?: [^>]*)?>|<\/w:p>|<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)) {
    if (piece.startsWith('</')) open.pop();
    else if (text !== undefined) {
      const at = open.at(-1);
      if (at !== undefined) texts[at] += decoded(text);
    } else if (!piece.startsWith('<w:t')) {
      texts.push('');
      if (!piece.endsWith('/>')) open.push(texts.length - 1);
    }
  }
  return texts;
}

type Found = Pick<TemplateFault, 'code' | 'tag' | 'meant'>;

/** A short name is like too many others for a guess. */
function nearest(name: string, known: ReadonlySet<string>): string | undefined {
  const most = name.length < 3 ? 0 : name.length < 5 ? 1 : 2;
  return [...known]
    .map((one) => ({ one, far: distance(name.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
    .find(({ far }) => far <= most)?.one;
}

/** Loops that are open at some place of a part. */
type Loops = { readonly name: string; readonly where: Omit<TemplateFault, 'code' | 'tag'> }[];

interface Scanned {
  readonly text: string;
  readonly known: ReadonlySet<string> | undefined;
  readonly loops: Loops;
  readonly where: Loops[number]['where'];
}

/** What is wrong in one paragraph; loops that begin or end in it are noted. */
function faultsOf({ text, known, loops, where }: Scanned): Found[] {
  const isNote = where.part === 'footnotes' || where.part === 'endnotes';
  const found: Found[] = [];
  for (const [piece, inner] of text.matchAll(/\{([^{}]*)\}|[{}]/g)) {
    const [, mark = '', name = ''] = /^\s*([#/]?)\s*(.*?)\s*$/s.exec(inner ?? '') ?? [];
    if (inner === undefined || name === '') found.push({ code: 'brace', tag: piece });
    else if (known && !known.has(name)) found.push({ code: 'unknown', tag: name, meant: nearest(name, known) });
    else if (mark !== '' && isNote) found.push({ code: 'loopInNote', tag: name });
    else if (mark === '#') loops.push({ name, where });
    else if (mark === '/') {
      if (loops.at(-1)?.name === name) loops.pop();
      else found.push({ code: 'unopened', tag: name });
    }
  }
  for (const [, inner = ''] of text.matchAll(/｛([^｛｝]*)｝/g)) {
    const name = inner.normalize('NFKC').replace(/^[#/]/, '').trim();
    if (known?.has(name)) found.push({ code: 'fullWidth', tag: name });
  }
  return found;
}

/**
 * @param parts  text parts of the package
 * @param known  names that are filled; undefined when any may be
 * @returns what is wrong, in reading order
 */
export function scanTemplate(parts: readonly { readonly path: string; readonly xml: string }[], known: ReadonlySet<string> | undefined): TemplateFault[] {
  return parts.flatMap(({ path, xml }) => {
    const part = partOfPath(path);
    if (part === undefined) return [];
    const loops: Loops = [];
    const faults = paragraphTexts(xml).flatMap((text, at) => {
      const where = { part, paragraph: at + 1, near: text.trim().slice(0, 60) };
      return faultsOf({ text, known, loops, where }).map((one): TemplateFault => ({ ...one, ...where }));
    });
    return [...faults, ...loops.map(({ name, where }): TemplateFault => ({ code: 'unclosed', tag: name, ...where }))];
  });
}
