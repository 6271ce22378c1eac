// One search over everything that an officer goes to: partners, people, visits, agreements, measures, meetings, trips.
import { fold } from '../../catalog/fold.ts';
import { type TableName, tableOf } from '../../catalog/index.ts';
import { shortName } from '../../catalog/short-names.ts';
import type { Reader } from '../../store/connection.ts';
import { type ListedRow, type ListRequest, type ListView, list } from '../list.ts';

/** Found records of one table, with what tells them apart. */
export interface FoundGroup {
  readonly table: TableName;
  /** Shown of each: its name first, then a date, a city, a post. */
  readonly columns: readonly string[];
  readonly rows: readonly ListedRow[];
}

export interface Found {
  readonly groups: readonly FoundGroup[];
  readonly names: Readonly<Record<string, string>>;
}

const searched: readonly { readonly table: TableName; readonly columns: readonly string[] }[] = [
  { table: 'partner', columns: ['nameJa', 'kind', 'country'] },
  { table: 'person', columns: ['nameJa', 'postJa', 'partner'] },
  { table: 'visit', columns: ['titleJa', 'date', 'partner'] },
  { table: 'agreement', columns: ['titleJa', 'signedOn', 'partners'] },
  { table: 'measure', columns: ['number', 'titleJa', 'strategy'] },
  { table: 'meeting', columns: ['nameJa', 'date'] },
  { table: 'trip', columns: ['titleJa', 'dateFrom'] },
];

/** Of each kind; typing more narrows them down. */
const most = 8;

/** A number that is asked for as such: `13`, `施策13`. */
const numbered = /^(?:施策|measure|시책)?\s*(?:no\.?\s*)?(\d{1,5})$/i;

/** The same name comes first, then names that begin with the text; the others keep their order. */
function bestFirst(table: TableName, rows: readonly ListedRow[], wanted: string): ListedRow[] {
  const { naming } = tableOf(table);
  const rank = ({ values }: ListedRow): number =>
    Math.min(
      ...[naming.ja, naming.en, naming.ko, 'reading', 'nameLocal'].map((name) => {
        const text = fold(String(values[name] ?? ''));
        return text === wanted ? 0 : text.startsWith(wanted) ? 1 : 2;
      }),
    );
  return [...rows].sort((a, b) => rank(a) - rank(b));
}

/** Everything that holds what was typed, by kind. @param text  any script; names, readings, other spellings, numbers */
export function searchAll(db: Reader, text: string, view: ListView): Found {
  const asked = text.normalize('NFKC').trim();
  if (fold(asked) === '') return { groups: [], names: {} };
  const number = numbered.exec(asked)?.[1];
  const names: Record<string, string> = {};
  const find = (request: ListRequest): readonly ListedRow[] => {
    const found = list(db, { ...request, limit: most, counted: false, ...view });
    Object.assign(names, found.names);
    return found.rows;
  };
  const groups = db.snapshot(() =>
    searched.map(({ table, columns }): FoundGroup => {
      const byNumber = table === 'measure' && number !== undefined ? find({ table, filter: { number: Number(number) } }) : [];
      const byText = find({ table, search: asked });
      // 「ソウル市」 is 「ソウル特別市」: without the word for its kind it is found.
      const { stem } = shortName(asked);
      const byStem = table === 'partner' && byText.length === 0 && stem !== '' && stem !== fold(asked) ? find({ table, search: stem }) : [];
      const rows = new Map([...byNumber, ...bestFirst(table, [...byText, ...byStem], fold(asked))].map((row) => [row.id, row]));
      return { table, columns, rows: [...rows.values()].slice(0, most) };
    }),
  );
  return { groups: groups.filter(({ rows }) => rows.length > 0), names };
}
