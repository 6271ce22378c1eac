// The parts of an Open XML workbook that hold its tables, found as Excel finds them: by relations, never by names. They
// are handed on as a package with plain names, so that prefixes, letter case, folders, charts and drawings cannot matter.
import { DeskError } from '../../../db/errors.ts';
import { factsOf, requireShortTexts, type SheetFacts } from './sheet-xml.ts';
import { plainItems } from './string-items.ts';
import { withBuiltInFormats } from './workbook-styles.ts';
import { type Parts, xmlOf } from './xml-parts.ts';

/** What SheetJS takes for a zip. */
export interface Package {
  readonly FullPaths: string[];
  readonly FileIndex: { readonly name: string; readonly data?: string; readonly content?: Buffer; readonly type?: 2 }[];
}

export interface FoundWorkbook {
  readonly package: Package;
  /** By number of the sheet, in the order of the workbook; undefined for chart sheets and binary ones. */
  readonly facts: readonly (SheetFacts | undefined)[];
  /** Numbers of the shared strings of which struck-out letters were left out, and how many in the sheets' own strings. */
  readonly struck: number;
  readonly comments: number;
}

interface Relation {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
}

/** @throws DeskError `fileBroken`, and those of the limits */
export async function findWorkbook(parts: Parts, file: string): Promise<FoundWorkbook> {
  const main =
    (await relationsOf(parts, '')).find(({ kind }) => kind === 'officedocument')?.target ?? parts.names.find((name) => /^xl\/workbook\.(xml|bin)$/i.test(name));
  if (main === undefined) throw new DeskError('fileBroken', { file });
  const binary = main.toLowerCase().endsWith('.bin');
  const relations = await relationsOf(parts, main);
  const ending = binary ? 'bin' : 'xml';
  const made = packageMaker();
  const found = { facts: [] as (SheetFacts | undefined)[], struck: 0, comments: 0 };
  const shared = relations.find(({ kind }) => kind === 'sharedstrings');
  const styles = relations.find(({ kind }) => kind === 'styles');
  const rels: string[] = [];
  const sheets = relations.filter(({ kind }) => /^(work|chart|dialog|macro)sheet$|^xl(intl)?macrosheet$/.test(kind));
  for (const [at, sheet] of sheets.entries()) {
    rels.push(
      `<Relationship Id="${sheet.id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${at + 1}.${ending}"/>`,
    );
    found.comments += (await relationsOf(parts, sheet.target)).filter(({ kind }) => kind === 'comments' || kind === 'threadedcomment').length;
    const facts = await addSheet(made, parts, { sheet, path: `xl/worksheets/sheet${at + 1}.${ending}`, binary, file });
    found.facts.push(facts?.facts);
    found.struck += facts?.struck ?? 0;
  }
  if (shared) found.struck += await addShared(made, parts, { target: shared.target, binary, file });
  if (styles) {
    const xml = binary ? undefined : await xmlOf(parts, styles.target);
    if (binary) made.bytes('xl/styles.bin', await parts.read(styles.target));
    else if (xml !== undefined) made.text('xl/styles.xml', withBuiltInFormats(xml));
  }
  if (binary) made.bytes('xl/workbook.bin', await parts.read(main));
  else made.text('xl/workbook.xml', (await xmlOf(parts, main)) ?? '');
  made.text(`xl/_rels/workbook.${ending}.rels`, `<Relationships>${rels.join('')}</Relationships>`);
  const core = await xmlOf(parts, (await relationsOf(parts, '')).find(({ kind }) => /core-?properties$/.test(kind))?.target ?? 'docProps/core.xml');
  if (core !== undefined) made.text('docProps/core.xml', core);
  made.text(
    '[Content_Types].xml',
    contentTypes(binary, { sheets: sheets.length, core: core !== undefined, shared: shared !== undefined, styles: styles !== undefined }),
  );
  return { ...found, package: made.package };
}

interface PackageMaker {
  readonly package: Package;
  text(path: string, xml: string): void;
  bytes(path: string, content: Buffer | undefined): void;
}

function packageMaker(): PackageMaker {
  const made: Package = { FullPaths: [], FileIndex: [] };
  return {
    package: made,
    text: (path, xml) => {
      made.FullPaths.push(path);
      made.FileIndex.push({ name: path, data: xml });
    },
    bytes: (path, content) => {
      if (!content) return;
      made.FullPaths.push(path);
      made.FileIndex.push({ name: path, content, type: 2 });
    },
  };
}

async function addSheet(
  made: PackageMaker,
  parts: Parts,
  { sheet, path, binary, file }: { readonly sheet: Relation; readonly path: string; readonly binary: boolean; readonly file: string },
): Promise<{ facts: SheetFacts; struck: number } | undefined> {
  if (!/^worksheet$/.test(sheet.kind)) {
    // A sheet that is a chart has no cells.
    if (binary) return undefined;
    made.text(path, '<worksheet><sheetData/></worksheet>');
    return undefined;
  }
  if (binary) {
    made.bytes(path, await parts.read(sheet.target));
    return undefined;
  }
  const xml = await xmlOf(parts, sheet.target);
  if (xml === undefined) throw new DeskError('fileBroken', { file });
  const facts = factsOf(xml, file);
  const plain = plainItems(xml, 'is');
  made.text(path, plain.xml);
  return { facts, struck: plain.struck.length };
}

async function addShared(
  made: PackageMaker,
  parts: Parts,
  { target, binary, file }: { readonly target: string; readonly binary: boolean; readonly file: string },
): Promise<number> {
  if (binary) {
    made.bytes('xl/sharedStrings.bin', await parts.read(target));
    return 0;
  }
  const xml = await xmlOf(parts, target);
  if (xml === undefined) return 0;
  requireShortTexts(xml, file);
  const plain = plainItems(xml, 'si');
  made.text('xl/sharedStrings.xml', plain.xml);
  return plain.struck.length;
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

function contentTypes(binary: boolean, has: { readonly sheets: number; readonly core: boolean; readonly shared: boolean; readonly styles: boolean }): string {
  const ending = binary ? 'bin' : 'xml';
  const kind = (name: string) =>
    binary
      ? `application/vnd.ms-excel.${name === 'main' ? 'sheet.binary.macroEnabled.main' : name}`
      : `application/vnd.openxmlformats-officedocument.spreadsheetml.${name === 'main' ? 'sheet.main' : name}+xml`;
  const override = (path: string, type: string) => `<Override PartName="/${path}" ContentType="${type}"/>`;
  const sheets = Array.from({ length: has.sheets }, (_, at) => override(`xl/worksheets/sheet${at + 1}.${ending}`, kind('worksheet')));
  return [
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    override(`xl/workbook.${ending}`, kind('main')),
    ...sheets,
    has.shared ? override(`xl/sharedStrings.${ending}`, kind('sharedStrings')) : '',
    has.styles ? override(`xl/styles.${ending}`, kind('styles')) : '',
    has.core ? override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') : '',
    '</Types>',
  ].join('');
}
