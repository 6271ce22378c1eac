// A workbook as rows of cells, whatever program wrote it. Formulas give what they last came to; nothing in a file is ever
// run or fetched.
import type { ParsingOptions, WorkBook } from '@e965/xlsx';
import { DeskError } from '../../../db/errors.ts';
import type { Notice, SheetFile } from './cells.ts';
import { requireFewRepeats } from './open-document.ts';
import { sheetOf } from './sheet-cells.ts';
import type { SheetFacts } from './sheet-xml.ts';
import { findWorkbook, type Package } from './workbook-package.ts';
import { xmlOf } from './xml-parts.ts';
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
  const { parse_zip: parseZip, SSF } = await library();
  if (has(/^content\.xml$/i) && has(/^(mimetype|META-INF\/manifest\.xml)$/i)) {
    const content = (await xmlOf(parts, 'content.xml')) ?? '';
    requireFewRepeats(content, file);
    if ((await xmlOf(parts, 'META-INF/manifest.xml'))?.includes('encryption-data')) throw new DeskError('filePassword', { file });
    const made = ['content.xml', 'styles.xml', 'meta.xml', 'META-INF/manifest.xml', 'mimetype'];
    const texts = await Promise.all(made.map(async (name) => ({ name, data: name === 'content.xml' ? content : ((await xmlOf(parts, name)) ?? '') })));
    const book = built(() => parseZip({ FullPaths: made, FileIndex: texts }, { ...options, cellText: true }), file);
    return sheetsOf(book, { file, format: SSF.format, facts: [] });
  }
  const found = await findWorkbook(parts, file);
  const book = built(() => parseZip(found.package, options), file);
  const notices: Notice[] = [];
  if (has(/vbaProject\.bin$/i)) notices.push({ code: 'macros', details: {} });
  if (has(/(^|\/)externalLinks\//i)) notices.push({ code: 'externalLinks', details: {} });
  const formulas = found.facts.reduce((sum, facts) => sum + (facts?.formulas ?? 0), 0);
  if (formulas > 0) notices.push({ code: 'formulas', details: { count: formulas } });
  if (found.struck > 0) notices.push({ code: 'struck', details: { count: found.struck } });
  return { ...sheetsOf(book, { file, format: SSF.format, facts: found.facts }), notices, comments: found.comments };
}

/** @param data  a workbook of before 2007, or the text of one saved as HTML or XML @throws DeskError as `readWorkbook` */
export async function readOldWorkbook(data: Uint8Array | string, file: string): Promise<SheetFile> {
  const { read, SSF, set_cptable: setCodePages } = await library();
  // Files of before 2007 write their texts in the code page of the PC they come from.
  setCodePages(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  const isText = typeof data === 'string';
  // Text of a web page stays text: the library would take `1/2` for a day of this year.
  const book = built(() => read(data, { ...options, type: isText ? 'string' : 'buffer', raw: isText, ...(!isText && { cellStyles: true }) }), file);
  return sheetsOf(book, { file, format: SSF.format, facts: [] });
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

interface BookSource {
  readonly file: string;
  readonly format: (format: string, value: number) => string;
  readonly facts: readonly (SheetFacts | undefined)[];
}

function sheetsOf(book: WorkBook, { file, format, facts }: BookSource): SheetFile {
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets = book.SheetNames.flatMap((name, at) => {
    const built = book.Sheets[name];
    if (!built) return [];
    const hidden = (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) > 0;
    return [sheetOf(built, { name, hidden, date1904, facts: facts[at], format }, file)];
  });
  if (sheets.length === 0) throw new DeskError('fileBroken', { file });
  return { sheets, notices: [], keywords: String(book.Props?.Keywords ?? '') };
}
