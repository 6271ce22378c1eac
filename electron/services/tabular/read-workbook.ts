// A workbook as rows of cells, whatever program wrote it. Formulas give what they last came to; nothing in a file is ever
// run or fetched.
import type { ParsingOptions, WorkBook } from '@e965/xlsx';
import { DeskError } from '../../../db/errors.ts';
import type { Notice, Sheet, SheetFile } from './cells.ts';
import { requireFewRepeats } from './open-document.ts';
import type { Package } from './package-maker.ts';
import { requireSmallSpans } from './page-limits.ts';
import { readSharedTexts, type SharedTexts } from './shared-texts.ts';
import { addCells, type Budget, fullBudget, type Grid, type SheetSource, sharedMark, sheetOf, signsOf } from './sheet-cells.ts';
import { streamOf } from './sheet-stream.ts';
import { SheetFacts } from './sheet-xml.ts';
import { plainItems } from './string-items.ts';
import { type FoundWorkbook, findWorkbook, packageOfRows } from './workbook-package.ts';
import { type Parts, withLetters, xmlOf } from './xml-parts.ts';
import { openParts } from './zip-parts.ts';

/** The part of the library's face that its types leave out. */
interface Library {
  readonly read: (data: unknown, options: ParsingOptions) => WorkBook;
  readonly parse_zip: (zip: Package, options: ParsingOptions) => WorkBook;
  readonly set_cptable: (table: unknown) => void;
  readonly SSF: { readonly format: (format: string, value: number) => string };
}

const options: ParsingOptions = { dense: true, cellDates: false, cellNF: true, cellText: false, cellFormula: false, cellHTML: false };

const library = async (): Promise<Library> => (await import('@e965/xlsx')) as unknown as Library; // its types leave out what is used here

/** @param bytes  a zip: xlsx, xlsm, xlsb, ods @throws DeskError `fileBroken`, `filePassword`, `fileTooLarge`, `tooManyRows`, `tooManyColumns` */
export async function readWorkbook(bytes: Uint8Array, file: string): Promise<SheetFile> {
  const parts = await openParts(bytes, file);
  const has = (pattern: RegExp) => parts.names.some((name) => pattern.test(name));
  if (has(/^content\.xml$/i) && has(/^(mimetype|META-INF\/manifest\.xml)$/i)) return readOpenDocument(parts, file);
  const { parse_zip: parseZip, SSF } = await library();
  const found = await findWorkbook(parts, file);
  const book = built(() => parseZip(found.package, options), file);
  const notices: Notice[] = [];
  if (has(/vbaProject\.bin$/i)) notices.push({ code: 'macros', details: {} });
  if (has(/(^|\/)externalLinks\//i)) notices.push({ code: 'externalLinks', details: {} });
  const whole = sheetsOf(book, file, SSF.format);
  if (found.sheets.length === 0) return { ...whole, notices, comments: found.comments };
  const shared = found.shared === undefined ? { texts: [], struck: new Set<number>() } : await readSharedTexts(parts, found.shared, file);
  const counts = { formulas: 0, struck: shared.struck.size };
  const sheets: Sheet[] = [];
  const budget = fullBudget();
  for (const [at, { name, hidden = false }] of whole.sheets.entries()) {
    const part = found.sheets[at];
    const facts = new SheetFacts(file);
    const source = { name, hidden, date1904: isFrom1904(book), file, format: SSF.format };
    const grid = part === undefined ? new Map() : await gridOf(parts, part, { facts, found, shared, source, budget, parseZip });
    sheets.push(sheetOf(grid, facts, source));
    counts.formulas += facts.formulas;
    counts.struck += facts.struck;
  }
  if (counts.formulas > 0) notices.push({ code: 'formulas', details: { count: counts.formulas } });
  if (counts.struck > 0) notices.push({ code: 'struck', details: { count: counts.struck } });
  return { ...whole, sheets, notices, comments: found.comments };
}

interface GridSource {
  readonly facts: SheetFacts;
  readonly found: FoundWorkbook;
  readonly shared: SharedTexts;
  readonly source: SheetSource;
  readonly budget: Budget;
  readonly parseZip: Library['parse_zip'];
}

const formulas = /<((?:[\w.-]+:)?f)\b[^<>]*(?:\/>|>[^<>]*<\/\1>)/g;
const emptyRows = /<(?:[\w.-]+:)?row\b[^<>]*\/>/g;
const sharedCell = /(<(?:[\w.-]+:)?c\b[^<>]*\st=)["']s["']([^<>]*>\s*<(?:[\w.-]+:)?v\b[^<>]*>)/g;

/** The cells of a sheet, batch by batch: the library never holds more than some thousand rows. */
async function gridOf(parts: Parts, part: string, { facts, found, shared, source, budget, parseZip }: GridSource): Promise<Grid> {
  const grid: Grid = new Map();
  const stream = await streamOf(parts, part, 'row', source.file);
  if (!stream) throw new DeskError('fileBroken', { file: source.file });
  for await (const { kind, xml } of stream) {
    if (kind === 'rest') {
      facts.rest(xml);
      continue;
    }
    const plain = plainItems(withLetters(facts.rows(xml)), 'is');
    facts.struck += plain.struck.length;
    const rows = plain.xml.replace(formulas, '').replace(emptyRows, '').replace(sharedCell, `$1"str"$2${sharedMark}`);
    const book = built(() => parseZip(packageOfRows(rows, found.styles, source.date1904), options), source.file);
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    if (sheet) addCells(grid, sheet, source, { budget, texts: shared.texts });
  }
  return grid;
}

async function readOpenDocument(parts: Parts, file: string): Promise<SheetFile> {
  const { parse_zip: parseZip, SSF } = await library();
  const content = (await xmlOf(parts, 'content.xml')) ?? '';
  requireFewRepeats(content, file);
  if ((await xmlOf(parts, 'META-INF/manifest.xml'))?.includes('encryption-data')) throw new DeskError('filePassword', { file });
  const made = ['content.xml', 'styles.xml', 'meta.xml', 'META-INF/manifest.xml', 'mimetype'];
  const texts = await Promise.all(made.map(async (name) => ({ name, data: name === 'content.xml' ? content : ((await xmlOf(parts, name)) ?? '') })));
  return sheetsOf(
    built(() => parseZip({ FullPaths: made, FileIndex: texts }, { ...options, cellText: true }), file),
    file,
    SSF.format,
  );
}

/** @param data  a workbook of before 2007, or the text of one saved as HTML or XML @throws DeskError as `readWorkbook` */
export async function readOldWorkbook(data: Uint8Array | string, file: string): Promise<SheetFile> {
  const { read, SSF, set_cptable: setCodePages } = await library();
  // Files of before 2007 write their texts in the code page of the PC they come from.
  setCodePages(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  const isText = typeof data === 'string';
  if (isText) requireSmallSpans(data);
  // Text of a web page stays text: the library would take `1/2` for a day of this year.
  const book = built(() => read(data, { ...options, type: isText ? 'string' : 'buffer', raw: isText, ...(!isText && { cellStyles: true }) }), file);
  return sheetsOf(book, file, SSF.format);
}

/** @throws DeskError `filePassword`, `fileBroken` */
function built(build: () => WorkBook, file: string): WorkBook {
  try {
    return build();
  } catch (error) {
    if (error instanceof DeskError) throw error;
    throw new DeskError(
      error instanceof Error &&
        /^(File is password-protected|Password is incorrect|Encryption scheme unsupported|Unsupported ECMA-376 Encrypted)/i.test(error.message)
        ? 'filePassword'
        : 'fileBroken',
      { file },
      { cause: error },
    );
  }
}

const isFrom1904 = (book: WorkBook): boolean => book.Workbook?.WBProps?.date1904 === true;

/** The sheets of a workbook that the library has built whole. @throws DeskError `fileBroken`, and those of the limits */
function sheetsOf(book: WorkBook, file: string, format: SheetSource['format']): SheetFile {
  const budget = fullBudget();
  const sheets = book.SheetNames.flatMap((name, at) => {
    const sheet = book.Sheets[name];
    if (!sheet) return [];
    const source = { name, hidden: (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) > 0, date1904: isFrom1904(book), file, format };
    const grid: Grid = new Map();
    addCells(grid, sheet, source, { budget });
    return [sheetOf(grid, signsOf(sheet), source)];
  });
  if (sheets.length === 0) throw new DeskError('fileBroken', { file });
  return { sheets, notices: [], keywords: String(book.Props?.Keywords ?? '') };
}
