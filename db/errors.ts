// Every failure a person can cause or meet has a code; its sentence lives in the locales below `errors.`
// and says what happened, what was not changed, and what to do next.

export const errorCodes = [
  'invalid', // a value is not allowed in its column
  'unknownTable',
  'unknownColumn',
  'notFound',
  'missingReference', // a reference to a record that does not exist
  'stale', // the record changed since it was read
  'ruleBroken',
  'duplicate',
  'nothingToUndo',
  'nothingToRedo',
  'undoBuiltUpon', // others have worked on what would vanish
  'undoStale', // what would be taken back has been changed since
  'alreadyDeleted',
  'notDeleted',
  'locked', // another process writes to this desk
  'noDesk', // the folder holds no desk
  'deskExists',
  'folderUnusable', // not there, not writable, or on a network share
  'databaseCorrupt',
  'databaseNewer', // made by a newer version of the program
  'databaseEdited', // its migrations are not the ones of this program
  'diskFull',
  'databaseUnwritable',
  'fileExists',
  'fileUnwritable',
  'badRequest', // a channel or a command was called with something else than it takes
  'noPeriod',
  'emptySheet',
  'fileMissing',
  'fileEmpty',
  'fileTooLarge', // on the disk or unpacked
  'fileBroken', // cut short, or not what its first bytes say
  'filePassword',
  'sheetNotOurs', // a workbook that was not issued as a progress sheet
  'sheetMixed', // two issues in one workbook
  'sheetElsewhere', // issued by a desk whose records have not come yet
  'sheetNoTable',
  'pdfNeedsProgram', // only the program with its engine prints PDF
  'templateBroken', // a Word template that cannot be used
  'fileTooHeavy', // reading it takes more memory or time than any table needs
  'encodingUnsure', // several encodings fit a text file, and nobody has chosen yet
  'fileEncoding', // text in an encoding that is not known, or not the one named
  'fileBinary', // no text and no workbook
  'fileQuotes', // a quotation mark that is never closed
  'tooManyRows',
  'tooManyColumns',
  'noTable', // nothing in the file looks like headings with lines below
  'noColumns', // no heading means a column
  'duplicateHeading',
  'importRejected', // some lines were refused, so none was taken
  'planGone', // what was previewed is no longer there to be done
  'listMoved', // the rows are not the ones that were shown
  'cancelled',
  'tooManyForPrint',
  'attachmentMissing', // its record is here, its content is not, or is not what it was
  'bundleNotOurs', // not a file of another desk
  'bundleBroken', // cut short, changed, or not what it must be
  'bundleTooLarge',
  'passphraseEncoding',
  'bundleNewer', // needs a later version of the program
  'bundleTwice', // two different operations under one name: a running program was copied
  'builtUpon', // reregistration would rename what other desks refer to
  'bundleKey', // not made for this desk
  'bundlePassphrase', // needs a passphrase, or another one
  'bundleCostly', // its passphrase would take too long to try
  'bundleUntrusted', // its sender has not been checked by a person
  'bundleKeyChanged', // its sender signs with another key than before
  'keysLocked', // the keys of this desk cannot be read here
  'noRecipients',
  'notWithdrawable',
  'conflictGone', // settled meanwhile
  'backupBroken',
  'backupFailed',
  'notEmpty', // a folder that must be empty is not
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

type Nothing = Readonly<Record<never, never>>;
interface OfFile {
  readonly file: string;
}
interface OfFolder {
  readonly folder: string;
}
interface OfRecord {
  readonly table: string;
  readonly id: string;
}
type Stored = string | number | null;

/** What an error of each code carries: names, limits, places in a file. Never values of records, except where the two sides of an edit are shown. */
export interface DetailsByCode {
  invalid: { readonly table: string; readonly column: string; readonly id?: string | undefined; readonly reason: string } & ErrorDetails;
  unknownTable: { readonly table: string };
  unknownColumn: { readonly table: string; readonly column: string };
  notFound: { readonly table: string; readonly id: string };
  missingReference: OfRecord & { readonly column: string; readonly to: string };
  stale: OfRecord & { readonly column: string; readonly mine: Stored; readonly theirs: Stored; readonly author: string; readonly at: number };
  ruleBroken: { readonly table: string; readonly rule: 'order' | 'unique'; readonly from: string; readonly to?: string; readonly other?: string };
  duplicate: OfRecord;
  nothingToUndo: Nothing;
  nothingToRedo: Nothing;
  undoBuiltUpon: OfRecord & { readonly name: string; readonly authors: string; readonly count: number };
  undoStale: OfRecord & { readonly column: string; readonly theirs: Stored };
  alreadyDeleted: OfRecord;
  notDeleted: OfRecord;
  locked: Partial<OfFolder>;
  noDesk: OfFolder;
  deskExists: OfFolder;
  folderUnusable: OfFolder & { readonly reason?: 'network' | 'file' | 'access' };
  databaseCorrupt: { readonly code: string };
  /** Migrations that the database has, and that this program knows. */
  databaseNewer: { readonly has: number; readonly knows: number };
  databaseEdited: { readonly step: number };
  diskFull: Partial<OfFolder & OfFile>;
  databaseUnwritable: { readonly code: string };
  fileExists: OfFile;
  fileUnwritable: OfFile;
  badRequest: { readonly what: string; readonly column?: string };
  noPeriod: { readonly period: string };
  emptySheet: { readonly period: string; readonly bureau: string };
  fileMissing: OfFile;
  fileEmpty: OfFile;
  fileTooLarge: OfFile & { readonly max: number };
  fileBroken: OfFile;
  filePassword: OfFile;
  sheetNotOurs: OfFile & { readonly desk?: string };
  sheetMixed: OfFile;
  sheetElsewhere: OfFile & { readonly desk: string };
  sheetNoTable: OfFile;
  pdfNeedsProgram: OfFile;
  templateBroken: OfFile & { readonly reason: string; readonly tag: string };
  fileTooHeavy: OfFile;
  encodingUnsure: { readonly encodings: string };
  fileEncoding: OfFile & { readonly encoding: string };
  fileBinary: OfFile;
  fileQuotes: OfFile & { readonly line: number };
  tooManyRows: { readonly max: number };
  tooManyColumns: { readonly max: number };
  noTable: Nothing;
  noColumns: Nothing;
  duplicateHeading: { readonly heading: string; readonly column: string };
  importRejected: { readonly count: number };
  planGone: Nothing;
  listMoved: Partial<OfRecord>;
  cancelled: Nothing;
  tooManyForPrint: { readonly max: number };
  attachmentMissing: OfFile;
  bundleNotOurs: OfFile;
  bundleBroken: Partial<OfFile> & { readonly what: string; readonly line?: number };
  passphraseEncoding: OfFile;
  bundleTooLarge: OfFile & { readonly max: number };
  bundleNewer: { readonly version: string };
  bundleTwice: { readonly desk: string; readonly deskId: string; readonly writer: string; readonly n: number };
  builtUpon: Nothing;
  bundleKey: OfFile & { readonly reason?: string };
  bundlePassphrase: OfFile & { readonly reason: string };
  bundleCostly: OfFile & { readonly work: string };
  bundleUntrusted: { readonly desk: string; readonly fingerprint: string };
  bundleKeyChanged: { readonly desk: string; readonly fingerprint: string };
  keysLocked: OfFolder;
  noRecipients: Nothing;
  notWithdrawable: { readonly reason: 'none' | 'notLast' | 'exported' | 'builtOn' };
  conflictGone: { readonly key: string };
  backupBroken: OfFile & { readonly what: string };
  backupFailed: OfFile;
  notEmpty: OfFolder;
  internal: { readonly id: string };
}

/** Details of any code, as the router and threads pass them on. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | undefined>>;

type Rest<C extends ErrorCode> = Nothing extends DetailsByCode[C]
  ? [details?: DetailsByCode[C], options?: ErrorOptions]
  : [details: DetailsByCode[C], options?: ErrorOptions];

export class DeskError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly details: ErrorDetails;
  constructor(code: C, ...[details = {} as DetailsByCode[C], options]: Rest<C>) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.name = 'DeskError';
    this.code = code;
    this.details = details as ErrorDetails;
  }
}

/** SQLite's result codes that a person can do something about; anything else stays what it is. */
export function fromSqlite(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new DeskError('databaseCorrupt', { code }, { cause: error });
  if (code === 'SQLITE_FULL') return new DeskError('diskFull', {}, { cause: error });
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR'))
    return new DeskError('databaseUnwritable', { code }, { cause: error });
  if (code.startsWith('SQLITE_BUSY')) return new DeskError('locked', {}, { cause: error });
  return error;
}
