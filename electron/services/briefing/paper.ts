// A briefing as a file: Word by a template that officers may change, or a page for PDF.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReactElement } from 'react';
import { formatDate } from '../../../db/catalog/dates.ts';
import { attachmentPath } from '../files/attachments.ts';
import { factTable, h, htmlOf } from '../print/page-html.ts';
import type { PrintedPage } from '../print/printed-page.ts';
import { checkTemplate, fillTemplate, type Picture, type TemplateData } from '../word/template.ts';
import type { TemplateFault } from '../word/template-scan.ts';
import type { BriefingPage, BriefingSetting } from './briefings.ts';
import { type Block, blocksOf } from './section-blocks.ts';

const templateNames = { visit: 'courtesy-call', trip: 'trip', partner: 'city-profile' } as const;

/** Places that a template may have; `README` lists them for officers. */
export const destinationsOfBriefing: ReadonlySet<string> = new Set([
  ...['title', 'subtitle', 'date', 'handling', 'version'],
  ...[
    'labelWhen',
    'when',
    'labelWhere',
    'where',
    'labelWho',
    'who',
    'labelReceivedBy',
    'receivedBy',
    'labelInterpreter',
    'interpreter',
    'labelPurpose',
    'purpose',
  ],
  ...['sections', 'heading', 'blocks', 'isHeading', 'isText', 'isTable', 'isPhoto', 'text', 'rows', 'a', 'b', 'c', 'photo'],
]);

export interface PaperPaths {
  /** The desk's folder: pictures, and templates that officers have put into its `templates/`. */
  readonly folder: string;
  /** The program's folder with templates/. */
  readonly resources: string;
}

/** An officer's own template, `templates/courtesy-call.docx` in the desk's folder, is preferred to the program's. */
export function templateFor(paths: PaperPaths, subject: BriefingPage['subject']['table']): { readonly name: string; readonly bytes: Buffer } {
  const name = `${templateNames[subject]}.docx`;
  const own = join(paths.folder, 'templates', name);
  return { name, bytes: readFileSync(existsSync(own) ? own : join(paths.resources, 'templates', name)) };
}

/** What of an officer's template cannot be filled. @param name  file name, for the error @throws DeskError `templateBroken` */
export const templateFindings = (bytes: Buffer, name: string): Promise<TemplateFault[]> => checkTemplate(bytes, destinationsOfBriefing, name);

/** Longer side of a portrait on paper, pixels at 96 to the inch: 3.5 cm. */
const photoSide = 132;

/** Size of a picture, from its own header; undefined for what is neither PNG nor JPEG. */
function sizeOf(bytes: Buffer): { width: number; height: number; format: Picture['format'] } | undefined {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), format: 'image/png' };
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = bytes.readUInt16BE(at);
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker))
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5), format: 'image/jpeg' };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

function picture(paths: PaperPaths, hash: string, text: string): (Picture & { readonly file: string }) | undefined {
  const file = attachmentPath(paths.folder, hash);
  if (!existsSync(file)) return undefined;
  const source = readFileSync(file);
  const size = sizeOf(source);
  if (!size || size.width === 0 || size.height === 0) return undefined;
  const scale = photoSide / Math.max(size.width, size.height);
  return { _type: 'image', source, format: size.format, width: Math.round(size.width * scale), height: Math.round(size.height * scale), altText: text, file };
}

const visible = (page: BriefingPage) => page.sections.filter((section) => !section.hidden && (section.text !== '' || section.part === null));
const numbered = (page: BriefingPage, title: string, at: number) => (page.language === 'ja' ? `${at + 1}　${title}` : `${at + 1}. ${title}`);
const versionText = (page: BriefingPage, setting: BriefingSetting, day: string) =>
  setting.words(page.language)('briefing.version', { date: formatDate(day, page.language, page.language === 'ja' ? setting.dates : 'western') });

/** @param day  `YYYY-MM-DD`, printed as the version @returns the bytes of a docx file @throws DeskError `templateBroken` */
export async function briefingDocx(page: BriefingPage, paths: PaperPaths, setting: BriefingSetting, day: string): Promise<Buffer> {
  const { name, bytes } = templateFor(paths, page.subject.table);
  const none = { isHeading: false, isText: false, isTable: false, isPhoto: false, text: '', rows: [], photo: null } as const;
  const data: TemplateData = {
    title: page.title,
    subtitle: page.assembled.subtitle,
    date: formatDate(day, page.language, page.language === 'ja' ? setting.dates : 'western'),
    handling: page.assembled.handling,
    version: versionText(page, setting, day),
    ...page.assembled.labels,
    sections: visible(page).map((section, at) => ({
      heading: numbered(page, section.title, at),
      blocks: blocksOf(section.text).flatMap((block): TemplateData[] => {
        if (block.kind === 'table') return [{ ...none, isTable: true, rows: block.rows.map(([a = '', b = '', c = '']) => ({ a, b, c })) }];
        if (block.kind === 'photo') {
          const found = picture(paths, block.hash, block.text);
          return found ? [{ ...none, isPhoto: true, photo: found }] : [];
        }
        return [{ ...none, [block.kind === 'heading' ? 'isHeading' : 'isText']: true, text: block.text }];
      }),
    })),
  };
  return fillTemplate(bytes, data, { name, known: destinationsOfBriefing, properties: { title: page.title, author: page.deskName, at: Date.parse(day) } });
}

/** The body of the page, and the pictures that it names as `picture-0`, `picture-1` … */
function briefingBody(
  page: BriefingPage,
  paths: PaperPaths,
  setting: BriefingSetting,
  day: string,
): { readonly body: string; readonly pictures: NonNullable<PrintedPage['pictures']> } {
  const pictures: { type: Picture['format']; file: string }[] = [];
  const { labels } = page.assembled;
  const facts = (['When', 'Where', 'Who', 'ReceivedBy', 'Interpreter', 'Purpose'] as const)
    .map((name) => ({ label: labels[`label${name}`] ?? '', value: labels[name.charAt(0).toLowerCase() + name.slice(1)] ?? '' }))
    .filter(({ value }) => value !== '');
  const photo = (hash: string, text: string): ReactElement | null => {
    const found = picture(paths, hash, text);
    if (!found) return null;
    pictures.push({ type: found.format, file: found.file });
    // Within <picture>, since React announces every other image to the page's head before the page.
    return h('picture', null, h('img', { alt: text, width: found.width, height: found.height, src: `picture-${pictures.length - 1}` }));
  };
  const sections = visible(page).map((section, at) =>
    h(
      'section',
      null,
      h('h2', null, numbered(page, section.title, at)),
      ...blocksOf(section.text).map((block) => (block.kind === 'photo' ? photo(block.hash, block.text) : textBlock(block))),
    ),
  );
  const body = h(
    'div',
    { className: 'briefing' },
    h('p', { className: 'right' }, formatDate(day, page.language, page.language === 'ja' ? setting.dates : 'western')),
    h('h1', null, page.title),
    h('p', { className: 'subtitle' }, page.assembled.subtitle),
    factTable(facts),
    ...sections,
  );
  return { body: htmlOf(body), pictures };
}

function textBlock(block: Exclude<Block, { readonly kind: 'photo' }>): ReactElement {
  if (block.kind === 'heading') return h('h3', null, block.text);
  if (block.kind === 'text') return h('p', null, block.text);
  return h('table', null, h('tbody', null, ...block.rows.map((row) => h('tr', null, ...row.map((cell) => h('td', null, cell))))));
}

/** To be printed by Chromium: A4, upright, with confidentiality and version on each page. */
export function briefingPrinted(page: BriefingPage, paths: PaperPaths, setting: BriefingSetting, day: string): PrintedPage {
  return {
    title: page.title,
    deskName: page.deskName,
    ...briefingBody(page, paths, setting, day),
    language: page.language,
    footer: setting.words(page.language)('sheet.page', { page: '{page}', pages: '{pages}' }),
    day: versionText(page, setting, day),
    upright: { handling: page.assembled.handling },
  };
}
