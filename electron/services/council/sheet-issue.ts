// Which issue a returned file belongs to: by what the program hid in it, or by the code printed on it (sync 3.2).
import { DeskError } from '../../../db/errors.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { type SheetFile, textOf } from '../tabular/cells.ts';
import { idEndIn } from './reference-code.ts';
import { definitionOf, type SheetDefinition } from './sheet-definition.ts';

export interface IssuedRow {
  readonly id: string;
  readonly progress: string;
  readonly ordinal: number;
  readonly number: number;
  readonly measure: string;
  readonly bureau: string;
  readonly values: Readonly<Record<string, string>>;
  readonly accepted: Readonly<Record<string, string>>;
  readonly check: string;
}

export interface Issue {
  readonly id: string;
  /** Known only by the code printed on it: everything hidden was taken out of the file. */
  readonly byReference: boolean;
  readonly period: string;
  readonly periodName: string;
  readonly bureau: string | null;
  readonly bureauName: string;
  readonly fileName: string;
  readonly state: string;
  readonly returnedHash: string | null;
  readonly definition: SheetDefinition;
  readonly key: Buffer;
  readonly rows: readonly IssuedRow[];
}

const issuePattern = /citydesk[-_ ]?issue[-_= ]([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/i;
const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Issue ids in the hidden sheet and in the keywords of the document. */
function issuesIn(file: SheetFile): { ids: string[]; ours: boolean } {
  const found = new Set<string>();
  let ours = false;
  for (const sheet of file.sheets) {
    if (textOf(sheet.rows[0]?.[0]) !== 'citydesk-progress-sheet') continue;
    ours = true;
    const id = sheet.rows.find((row) => textOf(row[0]) === 'issue')?.[1];
    if (idPattern.test(textOf(id))) found.add(textOf(id));
  }
  const keyword = issuePattern.exec(file.keywords ?? '')?.[1]?.toLowerCase();
  if (keyword) found.add(keyword);
  return { ids: [...found], ours: ours || keyword !== undefined };
}

/** Lines of a sheet that are searched for the printed code: those above its headings. */
const printedLines = 8;

/** Issues whose printed code is on a sheet. */
function issuesPrinted(db: Reader, file: SheetFile): string[] {
  const ends = new Set(file.sheets.flatMap((sheet) => sheet.rows.slice(0, printedLines).flatMap((row) => row.flatMap((cell) => idEndIn(textOf(cell)) ?? []))));
  return [...ends].flatMap((end) => db.all<{ id: string }>('SELECT id FROM sheet WHERE deleted = 0 AND id LIKE ?', `%-${end}`).map(({ id }) => id));
}

/**
 * The issue that a returned file belongs to.
 * @param name  file name, for the error
 * @throws DeskError `sheetNotOurs`, `sheetMixed` when it carries several issues, `sheetElsewhere` when another desk issued it
 */
export function issueOf(db: Reader, file: SheetFile, name: string): Issue {
  const { ids: carried, ours } = issuesIn(file);
  const ids = carried.length > 0 ? carried : issuesPrinted(db, file);
  if (ids.length > 1) throw new DeskError('sheetMixed', { file: name });
  const [id] = ids;
  if (id === undefined) throw new DeskError('sheetNotOurs', { file: name });
  const found = db.get<IssueRecord>(
    'SELECT s.period, p.nameJa AS periodName, s.bureau, b.nameJa AS bureauName, s.fileName, s.state, s.returnedHash, s.columns, s.key FROM sheet s LEFT JOIN period p ON p.id = s.period LEFT JOIN bureau b ON b.id = s.bureau WHERE s.id = ? AND s.deleted = 0',
    id,
  );
  if (!found) {
    const reported = file.sheets.flatMap((sheet) => sheet.rows).find((row) => textOf(row[0]) === 'desk')?.[1];
    throw new DeskError(ours ? 'sheetElsewhere' : 'sheetNotOurs', { file: name, desk: textOf(reported) });
  }
  const columns: unknown = JSON.parse(found.columns ?? '{}');
  return {
    id,
    byReference: carried.length === 0,
    period: found.period,
    periodName: found.periodName ?? '',
    bureau: found.bureau,
    bureauName: found.bureauName ?? '',
    fileName: found.fileName ?? '',
    state: found.state,
    returnedHash: found.returnedHash,
    definition: definitionOf(typeof columns === 'object' && columns !== null && 'definition' in columns ? String(columns.definition) : undefined),
    key: Buffer.from(found.key ?? '', 'hex'),
    rows: issuedRows(db, id),
  };
}

interface IssueRecord {
  readonly period: string;
  readonly periodName: string | null;
  readonly bureau: string | null;
  readonly bureauName: string | null;
  readonly fileName: string | null;
  readonly state: string;
  readonly returnedHash: string | null;
  readonly columns: string | null;
  readonly key: string | null;
}

interface IssuedRowRecord {
  readonly id: string;
  readonly progress: string;
  readonly ordinal: number;
  readonly number: number | null;
  readonly measure: string | null;
  readonly bureau: string | null;
  readonly values: string | null;
  readonly accepted: string | null;
  readonly check: string | null;
}

/** The rows of an issue in the order in which they were sent. */
function issuedRows(db: Reader, issue: string): IssuedRow[] {
  const rows = db.all<IssuedRowRecord>(
    'SELECT r.id, r.progress, r.ordinal, m.number, m.titleJa AS measure, b.nameJa AS bureau, r."values", r.accepted, r."check" FROM sheetRow r LEFT JOIN progress p ON p.id = r.progress LEFT JOIN measure m ON m.id = p.measure LEFT JOIN bureau b ON b.id = p.bureau WHERE r.sheet = ? AND r.deleted = 0 ORDER BY r.ordinal',
    issue,
  );
  return rows.map((row) => ({
    id: row.id,
    progress: row.progress,
    ordinal: row.ordinal,
    number: row.number ?? 0,
    measure: row.measure ?? '',
    bureau: row.bureau ?? '',
    values: JSON.parse(row.values ?? '{}') as Record<string, string>,
    accepted: JSON.parse(row.accepted ?? '{}') as Record<string, string>,
    check: row.check ?? '',
  }));
}
