// Rules over more than one cell that a merge has broken: edits of two desks that were valid separately. A person puts them right (sync 2.13).
import { brokenOrder } from '../catalog/check.ts';
import { registerOf, storedColumns, type TableName, tableNames, tableOf } from '../catalog/index.ts';
import { readRow } from '../log/projection.ts';
import { splitDot } from '../operations/operation.ts';
import { headsOf } from '../operations/registers.ts';
import type { Reader } from '../store/connection.ts';
import { afterErasure } from './after-erasure.ts';

export interface Issue {
  readonly rule: 'unique' | 'order' | 'cycle' | 'deletedElsewhere' | 'afterErasure';
  readonly table: TableName;
  /** Records concerned. */
  readonly ids: readonly string[];
  readonly columns: readonly string[];
}

const issuesShown = 200;

export function issues(db: Reader): Issue[] {
  const found: Issue[] = [];
  for (const name of tableNames) {
    const table = tableOf(name);
    for (const rule of table.rules ?? []) {
      if (found.length >= issuesShown) return found.slice(0, issuesShown);
      if (rule.kind === 'unique') {
        const by = rule.columns.map((column) => `"${column}"`).join(', ');
        // A column that only tells equal names apart may be empty in both.
        const required = rule.columns.filter((column) => !table.tellsApart?.includes(column));
        const given = required.map((column) => `"${column}" IS NOT NULL`).join(' AND ');
        for (const { ids } of db.all<{ ids: string }>(
          `SELECT json_group_array(id) AS ids FROM "${name}" WHERE deleted = 0 AND ${given} GROUP BY ${by} HAVING count(*) > 1 LIMIT ${issuesShown}`,
        ))
          found.push({ rule: 'unique', table: name, ids: (JSON.parse(ids) as string[]).sort(), columns: rule.columns });
      } else {
        const rows = db.all<{ id: string; from: string; to: string }>(
          `SELECT id, "${rule.from}" AS "from", "${rule.to}" AS "to" FROM "${name}" WHERE deleted = 0 AND "${rule.from}" > "${rule.to}" AND "${rule.to}" <> '?' AND "${rule.from}" <> '?'`,
        );
        for (const row of rows)
          if (brokenOrder({ ...table, rules: [rule] }, { [rule.from]: row.from, [rule.to]: row.to }))
            found.push({ rule: 'order', table: name, ids: [row.id], columns: [rule.from, rule.to] });
      }
    }
  }
  for (const [name, column] of [
    ['goal', 'parent'],
    ['council', 'parent'],
    ['measure', 'continues'],
    ['agreement', 'replaces'],
  ] as const)
    for (const ids of cycles(db, name, column)) found.push({ rule: 'cycle', table: name, ids, columns: [column] });
  if (found.length < issuesShown) found.push(...deletedElsewhere(db));
  if (found.length < issuesShown) found.push(...afterErasure(db));
  return found.slice(0, issuesShown);
}

/** References to a record that another desk has deleted: its officer may not have known of them, and nothing cascades. */
function deletedElsewhere(db: Reader): Issue[] {
  const found: Issue[] = [];
  const gone = new Map<string, boolean>();
  const anyGone = (to: string) => {
    if (!gone.has(to)) gone.set(to, db.value(`SELECT 1 FROM "${tableOf(to).name}" WHERE deleted = 1 LIMIT 1`) !== undefined);
    return gone.get(to) === true;
  };
  for (const name of tableNames) {
    const table = tableOf(name);
    for (const [column, kind] of storedColumns(table)) {
      if (kind.kind !== 'reference' || !anyGone(kind.to)) continue;
      const register = registerOf(table, column);
      for (const { id, to } of db.all<{ id: string; to: string }>(
        `SELECT id, "${column}" AS "to" FROM "${name}" WHERE deleted = 0 AND "${column}" IN (SELECT id FROM "${kind.to}" WHERE deleted = 1) LIMIT ${issuesShown}`,
      ))
        if (deskOf(db, { table: kind.to, id: to, register: 'deleted' }) !== deskOf(db, { table: name, id, register }))
          found.push({ rule: 'deletedElsewhere', table: name, ids: [id], columns: [column] });
    }
  }
  return found;
}

/** The desk that wrote the current version of a register. */
function deskOf(db: Reader, { table, id, register }: { readonly table: string; readonly id: string; readonly register: string }): string | undefined {
  const row = readRow(db, table, id);
  const head = row && headsOf(row.heads, register).at(-1);
  return head === undefined ? undefined : db.value<string>('SELECT desk FROM sync_writer WHERE w = ?', Number(splitDot(head).w));
}

/** Records that are their own ancestors: each desk moved one branch under the other. */
function cycles(db: Reader, name: TableName, column: string): string[][] {
  const above = new Map(
    db
      .all<{ id: string; up: string }>(`SELECT id, "${column}" AS up FROM "${name}" WHERE deleted = 0 AND "${column}" IS NOT NULL`)
      .map(({ id, up }) => [id, up]),
  );
  const seen = new Set<string>();
  const found: string[][] = [];
  for (const start of above.keys()) {
    const path: string[] = [];
    for (let at: string | undefined = start; at !== undefined && !seen.has(at); at = above.get(at)) {
      const from = path.indexOf(at);
      if (from >= 0) {
        found.push(path.slice(from).sort());
        break;
      }
      path.push(at);
    }
    for (const one of path) seen.add(one);
  }
  return found;
}
