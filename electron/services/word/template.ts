// Word files from templates that officers edit in Word: `{name}` is a place, `{#list} … {/list}` repeats or, for yes and
// no, shows or hides. A template that cannot be used is an error that says what is wrong in it.
import { distance } from 'fastest-levenshtein';
import { DeskError } from '../../../db/errors.ts';

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

/**
 * Fills a template.
 * @param name  file name, for the error
 * @throws DeskError `templateBroken` with what is wrong and where; `fileTooLarge`
 */
export async function fillTemplate(template: Buffer, data: TemplateData, name: string): Promise<Buffer> {
  await knownTags(template, name);
  const library = await import('easy-template-x');
  try {
    const marked = await inDocument(template, markTagLines);
    const filled = Buffer.from(await new library.TemplateHandler({ maxXmlDepth: 200 }).process(marked, data as never)); // the library's own type of data is looser than ours
    return await inDocument(filled, dropTagLines);
  } catch (error) {
    throw broken(library, error, name);
  }
}

/** Marks a paragraph that holds nothing but the beginning or end of a loop: such a line is removed after filling. */
const tagLine = '\ue000';

async function inDocument(file: Buffer, change: (xml: string) => string): Promise<Buffer> {
  const { Zip } = await import('easy-template-x');
  const zip = await Zip.load(file);
  for (const path of zip.listFiles().filter((one) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(one)))
    zip.setFile(path, change(await zip.getFile(path).getContentText()));
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

/** Every place a template has, with the text around it. @throws DeskError `templateBroken` */
async function knownTags(template: Buffer, name: string): Promise<{ readonly name: string; readonly near: string }[]> {
  if (template.length > templateBytes) throw new DeskError('fileTooLarge', { file: name, max: templateBytes / 1_000_000 });
  if (template.subarray(0, 2).toString('latin1') !== 'PK') throw new DeskError('templateBroken', { file: name, reason: 'file', tag: '' });
  const library = await import('easy-template-x');
  try {
    const tags = await new library.TemplateHandler({ maxXmlDepth: 200 }).parseTags(template);
    return tags.map((tag) => ({ name: tag.name, near: tag.rawText }));
  } catch (error) {
    throw broken(library, error, name);
  }
}

export interface TemplateFinding {
  readonly tag: string;
  /** A known place with a similar name. */
  readonly meant: string | undefined;
}

/**
 * Places of a template that nothing fills.
 * @param known  names of places, those within lists included
 * @throws DeskError `templateBroken`
 */
export async function checkTemplate(template: Buffer, known: ReadonlySet<string>, name: string): Promise<TemplateFinding[]> {
  const tags = await knownTags(template, name);
  const unknown = [...new Set(tags.map((tag) => tag.name).filter((tag) => tag !== '' && !known.has(tag)))];
  return unknown.map((tag) => ({
    tag,
    meant: [...known]
      .map((one) => ({ one, far: distance(tag, one) }))
      .sort((a, b) => a.far - b.far)
      .find(({ far }) => far <= 2)?.one,
  }));
}
