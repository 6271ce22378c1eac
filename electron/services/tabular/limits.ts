// What a file from outside may be at most. Each figure is well above what an office hands round and well below what
// hurts a plain PC.

/** Bytes of a file. A year's list of visits with 100,000 lines is about 20 MB. */
export const fileBytes = 100_000_000;
/** Bytes that a workbook may grow to when unpacked: a zip of a few kilobytes can claim terabytes. */
export const unpackedBytes = 400_000_000;
/** Parts of a workbook; ours have about fifteen. */
export const zipEntries = 5_000;
/** Lines of a table. */
export const tableRows = 200_000;
/** Rows of a sheet, the empty ones that were once coloured included: as many as Excel has. */
export const sheetRows = 1_048_576;
/** Columns of a table. */
export const tableColumns = 300;
/** Characters of one csv line: a longer one comes from a quotation mark that was never closed. */
export const lineLetters = 2_000_000;
/** Characters of a pasted text. */
export const pasteLetters = 20_000_000;
