// The parts of an Open XML workbook that hold its tables, found as Excel finds them: by relations, never by names. They
// are handed on as a package with plain names, so that prefixes, letter case, folders, charts and drawings cannot matter.
import { DeskError } from '../../../db/errors.ts';
import { cellFormats, sheets as mostSheets } from './limits.ts';
import { contentTypes, type Package, packageMaker } from './package-maker.ts';
import { withBuiltInFormats } from './workbook-styles.ts';
import { type Parts, xmlOf } from './xml-parts.ts';

export interface FoundWorkbook {
  /** The workbook and its sheets; those of XML without their cells, which are read piece by piece. */
  readonly package: Package;
  /** Parts of the sheets in the order of the workbook; undefined for sheets without cells and for binary ones. */
  readonly sheets: readonly (string | undefined)[];
  readonly shared: string | undefined;
  /** The styles, with the formats that Excel in Japanese has built in. */
  readonly styles: string | undefined;
  readonly comments: number;
}

interface Relation {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
}

/** @throws DeskError `fileBroken`, and those of the limits */
export async function findWorkbook(parts: Parts, file: string): Promise<FoundWorkbook> {
  const roots = await relationsOf(parts, '');
  const main = roots.find(({ kind }) => kind === 'officedocument')?.target ?? parts.names.find((name) => /^xl\/workbook\.(xml|bin)$/i.test(name));
  if (main === undefined) throw new DeskError('fileBroken', { file });
  const binary = main.toLowerCase().endsWith('.bin');
  const relations = await relationsOf(parts, main);
  const related = relations.filter(({ kind }) => /^(work|chart|dialog|macro)sheet$|^xl(intl)?macrosheet$/.test(kind));
  const xml = binary ? undefined : ((await xmlOf(parts, main)) ?? '');
  const order = [...(xml ?? '').matchAll(/<(?:[\w.-]+:)?sheet(?=\s)([^<>]*)/g)].map(([, tag = '']) => {
    const id = /\s[\w.-]+:id\s*=\s*["']([^"']*)/.exec(tag)?.[1];
    return related.find((one) => one.id === id);
  });
  if (related.length > mostSheets || order.length > mostSheets) throw new DeskError('fileTooHeavy', { file });
  const shared = relations.find(({ kind }) => kind === 'sharedstrings')?.target;
  const styles = relations.find(({ kind }) => kind === 'styles')?.target;
  const made = packageMaker();
  for (const [at, sheet] of related.entries()) {
    if (!binary) made.text(`xl/worksheets/sheet${at + 1}.xml`, '<worksheet><sheetData/></worksheet>');
    else if (sheet.kind === 'worksheet') made.bytes(`xl/worksheets/sheet${at + 1}.bin`, await parts.read(sheet.target));
  }
  const ending = binary ? 'bin' : 'xml';
  const links = related.map(
    ({ id }, at) =>
      `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${at + 1}.${ending}"/>`,
  );
  made.text(`xl/_rels/workbook.${ending}.rels`, `<Relationships>${links.join('')}</Relationships>`);
  if (binary) {
    made.bytes('xl/workbook.bin', await parts.read(main));
    if (shared) made.bytes('xl/sharedStrings.bin', await parts.read(shared));
    if (styles) made.bytes('xl/styles.bin', await parts.read(styles));
  } else made.text('xl/workbook.xml', xml ?? '');
  const core = await xmlOf(parts, roots.find(({ kind }) => /core-?properties$/.test(kind))?.target ?? 'docProps/core.xml');
  if (core !== undefined) made.text('docProps/core.xml', core);
  const has = { sheets: related.length, core: core !== undefined, shared: binary && shared !== undefined, styles: binary && styles !== undefined };
  made.text('[Content_Types].xml', contentTypes(binary, has));
  return {
    package: made.package,
    sheets: order.map((sheet) => (sheet?.kind === 'worksheet' ? sheet.target : undefined)),
    shared: binary ? undefined : shared,
    styles: binary || styles === undefined ? undefined : await stylesOf(parts, styles, file),
    comments: await commentsOf(parts, related),
  };
}

async function stylesOf(parts: Parts, target: string, file: string): Promise<string | undefined> {
  const xml = await xmlOf(parts, target);
  if (xml === undefined) return undefined;
  // Each batch of rows is read with the styles: fonts and colours are left out.
  const kept = [...xml.matchAll(/<((?:[\w.-]+:)?(?:numFmts|cellXfs))\b[^<>]*>[\s\S]*?<\/\1>/g)].map(([whole]) => whole).join('');
  if ((kept.match(/<(?:[\w.-]+:)?(?:xf|numFmt)\b/g)?.length ?? 0) > cellFormats) throw new DeskError('fileTooHeavy', { file });
  const prefix = /<((?:[\w.-]+:)?)styleSheet\b/.exec(xml)?.[1] ?? '';
  return withBuiltInFormats(`<${prefix}styleSheet>${kept}</${prefix}styleSheet>`);
}

async function commentsOf(parts: Parts, sheets: readonly Relation[]): Promise<number> {
  let count = 0;
  for (const { target } of sheets) count += (await relationsOf(parts, target)).filter(({ kind }) => kind === 'comments' || kind === 'threadedcomment').length;
  return count;
}

/** A workbook of one sheet that holds some rows of another. */
export function packageOfRows(rows: string, styles: string | undefined, date1904: boolean): Package {
  const made = packageMaker();
  made.text('xl/worksheets/sheet1.xml', `<worksheet><sheetData>${rows}</sheetData></worksheet>`);
  made.text(
    'xl/workbook.xml',
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets><sheet name="1" sheetId="1" r:id="a"/></sheets></workbook>`,
  );
  made.text(
    'xl/_rels/workbook.xml.rels',
    '<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  );
  if (styles !== undefined) made.text('xl/styles.xml', styles);
  made.text('[Content_Types].xml', contentTypes(false, { sheets: 1, core: false, shared: false, styles: styles !== undefined }));
  return made.package;
}

async function relationsOf(parts: Parts, part: string): Promise<Relation[]> {
  const at = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, at);
  const xml = await xmlOf(parts, `${folder}_rels/${part.slice(at)}.rels`);
  return [...(xml ?? '').matchAll(/<(?:[\w.-]+:)?Relationship\b([^<>]*)>/g)].flatMap(([, tag = '']) => {
    const attribute = (name: string) => new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)`).exec(` ${tag}`)?.[1] ?? '';
    if (/external/i.test(attribute('TargetMode'))) return [];
    return [{ id: attribute('Id'), kind: attribute('Type').split('/').pop()?.toLowerCase() ?? '', target: resolveTarget(folder, attribute('Target')) }];
  });
}

function resolveTarget(folder: string, target: string): string {
  const plain = target.replaceAll('\\', '/').replaceAll('&amp;', '&');
  const steps = plain.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of plain.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
