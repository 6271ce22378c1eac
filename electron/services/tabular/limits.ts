// What a file from outside may be at most. Each figure is well above what an office hands round and well below what
// hurts a plain PC.

/** Bytes of a file. A year's list of visits with 100,000 lines is about 20 MB. */
export const fileBytes = 100_000_000;
/** Bytes that the tables of a workbook may grow to when unpacked: a zip of a few kilobytes can claim terabytes. */
export const unpackedBytes = 300_000_000;
/** How many times its packed size a large part may be: tables shrink to a tenth, repeated nonsense to a thousandth. */
export const unpackedRatio = 200;
/** Bytes from which on the ratio counts: a small sheet of equal rows shrinks well too. */
export const ratioBytes = 50_000_000;
/** Bytes of a part that has to be held whole: styles, properties, binary and LibreOffice's sheets. */
export const partBytes = 40_000_000;
/** Bytes of a text file, a web page or a workbook of before 2007: 100,000 lines of a list of visits are 20 MB. */
export const wholeBytes = 40_000_000;
export const pageBytes = 12_000_000;
/** Parts of a workbook; ours have about fifteen. */
export const zipEntries = 5_000;
/** Sheets of a workbook. */
export const sheets = 1_000;
/** Different texts of a workbook. */
export const sharedTexts = 1_000_000;
/** Formats of cells; Excel takes no more than these. */
export const cellFormats = 65_490;
/** Letters of a number format; Excel takes 255. */
export const formatLetters = 500;
/** Bytes of one row: 300 cells of ten kilobytes. */
export const rowBytes = 3_000_000;
/** Lines of a table. */
export const tableRows = 200_000;
/** Rows of a sheet, the empty ones that were once coloured included: as many as Excel has. */
export const sheetRows = 1_048_576;
/** Columns of a sheet: as many as Excel has. */
export const sheetColumns = 16_384;
/** Columns of a table. */
export const tableColumns = 300;
/** Merged ranges of a sheet; a printed form has some hundred. */
export const mergedRanges = 50_000;
/** Cells that get the value of a merged range they lie in; the table's own cells come on top. */
export const mergedCells = 1_000_000;
/** Cells of a file, given once or by repetition: 200,000 lines of twenty. */
export const sheetCells = 4_000_000;
/** Letters of all cells of a file: 200,000 lines of twenty cells with fifty letters each. */
export const sheetLetters = 200_000_000;
/** Marks between the cells of a text file, also of cells that are empty. */
export const textCells = 12_000_000;
/** Bytes of one text in a workbook: Excel's 32,767 characters, each an escape of seven bytes. */
export const textBytes = 250_000;
/** Cells that one notice names. */
export const namedCells = 20;
/** Characters of one csv line: a longer one comes from a quotation mark that was never closed. */
export const lineLetters = 2_000_000;
/** Characters of a pasted text. */
export const pasteLetters = 20_000_000;
/** Memory that the program may grow by while a file is read, MB, so that the whole of it stays below 500 MB. */
export const readerMemoryMb = 320;
/** From this growth on the thread is not kept for the next file, MB. */
export const readerKeptMb = 120;
/** The runtime's own limit of the thread, MB: only for what happens between two looks at the memory. */
export const readerHeapMb = 2_000;
/** Time to read any file, and more for each megabyte beyond the first 400 kB, ms: a list of 20,000 lines of eighteen cells has
 * 1.6 MB and takes 4 s at most on a plain PC; what is small and takes longer was made to. */
export const readerTimeMs = 4_500;
export const readerFreeBytes = 400_000;
export const readerTimePerMbMs = 8_000;
