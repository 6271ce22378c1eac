// The reference data that ships with the program, read from resources/reference/*.csv.
// One file per table; `key` fixes the record's id, references and links name the keys of other files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { checkValue } from '../../../db/catalog/check.ts';
import { columnOf, findTable, isNumeric, tableOf, type Value } from '../../../db/catalog/index.ts';
import { fixedRecordId, linkId } from '../../../db/log/ids.ts';
import type { SeedRecord, SeedSet } from '../../../db/log/seed.ts';

/**
 * The first seed set. Corrections come as further seed sets with writers of their own; this one never changes,
 * since desks that were set up with it must go on agreeing byte for byte (a test holds its digest).
 */
export const referenceSeedSet: SeedSet = {
  writer: '00000000000000000000000000000001',
  desk: 'reference',
  author: '基準資料',
  stamp: '019a2c6f1e400000',
  why: 'reference',
};

/** Tables in the order in which they are written: those referred to come first where possible. */
const files = [
  'vocabulary',
  'bureau',
  'partner',
  'strategy',
  'goal',
  'network',
  'agreement',
  'measure',
  'council',
  'membership',
  'project',
  'event',
  'fund',
  'target',
  'trip',
  'tripStop',
];

/** Records of all tables, in the order in which they are written. @param resources  folder with reference/ */
export function referenceRecords(resources: string): SeedRecord[] {
  return files.flatMap((table) => recordsOf(table, readFileSync(join(resources, 'reference', `${table}.csv`), 'utf8')));
}

/** The record id of an entry. @param key  as in the file */
export const recordKey = (table: string, key: string): string => fixedRecordId(table, key);

function recordsOf(name: string, csv: string): SeedRecord[] {
  const table = tableOf(name);
  const rows = parse(csv, { columns: true }) as Record<string, string>[];
  const main: SeedRecord[] = [];
  const links: SeedRecord[] = [];
  for (const row of rows) {
    const id = recordKey(name, row.key ?? '');
    const values: Record<string, Value> = {};
    for (const [header, text] of Object.entries(row)) {
      if (header === 'key' || text === '') continue;
      // `key:value` names a column that is itself called key.
      const column = columnOf(table, header.replace(/:value$/, ''));
      if (!column) throw new Error(`${name}.csv: no column ${header}`);
      if (column.kind === 'links') {
        const through = findTable(column.through);
        if (!through) throw new Error(`no table ${column.through}`);
        for (const key of text.split(';')) {
          const target = recordKey(column.to, key);
          links.push({
            table: through.name,
            id: linkId(through.name, id, target, column.where),
            values: { [column.from]: id, [column.target]: target, ...column.where },
          });
        }
        continue;
      }
      const value = column.kind === 'reference' ? recordKey(column.to, text) : isNumeric(column) ? Number(text) : text;
      const refusal = checkValue(column, value);
      if (refusal) throw new Error(`${name}.csv ${row.key}.${header}: ${refusal.code}`);
      values[header.replace(/:value$/, '')] = value;
    }
    main.push({ table: name, id, values });
  }
  return [...main, ...links];
}
