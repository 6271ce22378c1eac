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
  'fileOpenDocument', // a table of LibreOffice's own format
  'sheetNotOurs', // a workbook that was not issued as a progress sheet
  'sheetMixed', // two issues in one workbook
  'sheetElsewhere', // issued by a desk whose records have not come yet
  'sheetNoTable',
  'pdfNeedsProgram', // only the program with its engine prints PDF
  'templateBroken', // a Word template that cannot be used
  'fileOldExcel', // a workbook of before 2007
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
  'bundleNewer', // needs a later version of the program
  'bundleTwice', // two different operations under one name: a running program was copied
  'builtUpon', // registering anew would rename what other desks have gone on from
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
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | undefined>>;

export class DeskError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.name = 'DeskError';
    this.code = code;
    this.details = details;
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
