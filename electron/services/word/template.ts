// Word files from templates that officers edit in Word: `{name}` is a place, `{#list} … {/list}` repeats or, for yes and
// no, shows or hides. A template that cannot be used is an error that says what is wrong in it.
import { cleanText } from '../../../db/catalog/clean.ts';
import { DeskError } from '../../../db/errors.ts';
import { fillNotes } from './fill-notes.ts';
import { coreProperties, type DocumentProperties } from './properties.ts';
import { partOfPath, scanTemplate, type TemplateFault } from './template-scan.ts';

/** Text, yes or no, a picture, or a list of the same. */
export interface Picture {
  readonly _type: 'image';
  readonly source: Buffer;
  readonly format: 'image/png' | 'image/jpeg';
  /** Pixels at 96 to the inch. */
  readonly width: number;
  readonly height: number;
  readonly altText: string;
}
export type TemplateValue = string | number | boolean | Picture | null | readonly TemplateData[];
export interface TemplateData {
  readonly [name: string]: TemplateValue;
}

/** Largest template looked at: one with a coat of arms has a few hundred kilobytes. */
const templateBytes = 20_000_000;

interface FillOptions {
  /** File name, for the error. */
  readonly name: string;
  /** Names that are filled; a place with another name is an error. Absent: a place that nothing fills stays empty. */
  readonly known?: ReadonlySet<string> | undefined;
  readonly properties: DocumentProperties;
}

/**
 * Fills a template, its notes included. Nothing is handed out with a place in it that was not filled.
 * @throws DeskError `templateBroken` with what is wrong and where; `fileTooLarge`
 */
export async function fillTemplate(template: Buffer, data: TemplateData, { name, known, properties }: FillOptions): Promise<Buffer> {
  const [fault] = await checkTemplate(template, known, name);
  if (fault) throw new DeskError('templateBroken', { file: name, reason: fault.code, ...fault });
  const library = await import('easy-template-x');
  try {
    const marked = await inDocument(template, /^word\/(document|header\d*|footer\d*)\.xml$/, markTagLines);
    const filled = Buffer.from(await new library.TemplateHandler({ maxXmlDepth: 200 }).process(marked, cleaned(data) as never)); // the library's own type of data is looser than ours
    const clean = await inDocument(filled, /^word\/(document|header\d*|footer\d*)\.xml$/, dropTagLines);
    const noted = await inDocument(clean, /^word\/(footnotes|endnotes)\.xml$/, (xml) => fillNotes(xml, cleaned(data)));
    // A template without this part says nothing of itself, and goes on saying nothing.
    return await inDocument(noted, /^docProps\/core\.xml$/, () => coreProperties(properties));
  } catch (error) {
    throw broken(library, error, name);
  }
}

/** Marks a paragraph that holds nothing but the beginning or end of a loop: such a line is removed after filling. */
const tagLine = '\ue000';

/** The same without letters that no document may hold. Records from other desks and from before may have some. */
function cleaned(data: TemplateData): TemplateData {
  const clean = (value: TemplateValue): TemplateValue => {
    if (typeof value === 'string') return cleanText(value);
    return Array.isArray(value) ? value.map(cleaned) : value;
  };
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, clean(value)]));
}

async function inDocument(file: Buffer, parts: RegExp, change: (xml: string) => string): Promise<Buffer> {
  const { Zip } = await import('easy-template-x');
  const zip = await Zip.load(file);
  for (const path of zip.listFiles().filter((one) => parts.test(one))) zip.setFile(path, change(await zip.getFile(path).getContentText()));
  return await zip.export<Buffer>(Buffer as never); // the library asks for the class of its result; Node has no public constructor for it
}

/** Calls `change` for each paragraph. `inCell`: within a table cell, which must keep at least one paragraph. */
function eachParagraph(xml: string, change: (paragraph: string, text: string, inCell: boolean) => string): string {
  let cells = 0;
  return xml.replace(/<w:tc[ >]|<\/w:tc>|<w:p(?: [^>]*)?>(?:(?!<w:p[ >]).)*?<\/w:p>/gs, (piece) => {
    if (piece.startsWith('<w:tc')) cells += 1;
    else if (piece.startsWith('</w:tc')) cells -= 1;
    else return change(piece, [...piece.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1] ?? '').join(''), cells > 0);
    return piece;
  });
}

const markTagLines = (xml: string): string =>
  eachParagraph(xml, (paragraph, text, inCell) => {
    if (inCell || !/^\s*(\{[#/][^{}]*\}\s*)+$/.test(text)) return paragraph;
    const mark = `<w:r><w:t>${tagLine}</w:t></w:r>`;
    return paragraph.replace(
      /(<w:p(?: [^>]*)?>(?:<w:pPr>.*?<\/w:pPr>|<w:pPr\/>)?)(.*)(<\/w:p>)$/s,
      (_, open: string, inner: string, end: string) => open + mark + inner + mark + end,
    );
  });

const dropTagLines = (xml: string): string =>
  eachParagraph(xml, (paragraph, text, inCell) =>
    !inCell && text.includes(tagLine) && text.replaceAll(tagLine, '').trim() === '' && !paragraph.includes('<w:drawing') && !paragraph.includes('<w:sectPr')
      ? ''
      : paragraph,
  ).replaceAll(tagLine, '');

/** Errors of the library by class: their names do not survive minifying. */
function broken(library: typeof import('easy-template-x'), error: unknown, name: string): DeskError {
  if (error instanceof DeskError) return error;
  const tag =
    error instanceof Error && 'tagName' in error
      ? String(error.tagName)
      : error instanceof Error && 'openDelimiterText' in error
        ? String(error.openDelimiterText)
        : error instanceof Error
          ? error.message.slice(0, 120)
          : '';
  const reason =
    error instanceof library.UnclosedTagError
      ? 'unclosed'
      : error instanceof library.UnopenedTagError
        ? 'unopened'
        : error instanceof library.MissingCloseDelimiterError || error instanceof library.MissingStartDelimiterError
          ? 'brace'
          : 'file';
  return new DeskError('templateBroken', { file: name, reason, tag }, { cause: error });
}

/**
 * What of a template cannot be filled, and where it stands.
 * @param known  names of places, those within lists included; undefined when any may be filled
 * @throws DeskError `templateBroken` for what is no Word file; `fileTooLarge`
 */
export async function checkTemplate(template: Buffer, known: ReadonlySet<string> | undefined, name: string): Promise<TemplateFault[]> {
  if (template.length > templateBytes) throw new DeskError('fileTooLarge', { file: name, max: templateBytes / 1_000_000 });
  if (template.subarray(0, 2).toString('latin1') !== 'PK') throw new DeskError('templateBroken', { file: name, reason: 'file', tag: '' });
  const library = await import('easy-template-x');
  try {
    const zip = await library.Zip.load(template);
    const paths = zip.listFiles().filter((path) => partOfPath(path) !== undefined);
    const faults = scanTemplate(await Promise.all(paths.map(async (path) => ({ path, xml: await zip.getFile(path).getContentText() }))), known);
    // What the library itself does not understand is an error too.
    if (faults.length === 0) await new library.TemplateHandler({ maxXmlDepth: 200 }).parseTags(template);
    return faults;
  } catch (error) {
    throw broken(library, error, name);
  }
}
