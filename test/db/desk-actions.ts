// What tests do to a desk and ask of it, in one line each.
import type { Desk } from '../../db/desk/desk.ts';
import { noteBundle } from '../../db/exchange/bundle-register.ts';
import { type Delivery, type MergeReport, merge } from '../../db/exchange/merge.ts';
import { linesSince } from '../../db/exchange/outgoing.ts';
import { vectorOf } from '../../db/exchange/vectors-held.ts';
import { commit } from '../../db/log/commit.ts';
import { readRow } from '../../db/log/projection.ts';

let bundles = 0;

/** Takes what `from` holds beyond `to` into `to`, and notes it as a bundle. @returns the bundle's id and the report */
export function deliver(from: Desk, to: Desk, with_: Partial<Delivery> = {}): { id: string; report: MergeReport } {
  const upto = vectorOf(from.db);
  const lines = [...linesSince(from.db, vectorOf(to.db), upto)].map(({ line }) => line);
  const report = to.db.immediate(() => merge(to.db, { lines, from: from.id, upto: () => upto, checkpoints: [], verify: () => 'proven', ...with_ }));
  const id = `00000000-0000-7000-8000-${String(++bundles).padStart(12, '0')}`;
  const { fromSeq, toSeq } = report;
  noteBundle(to.db, { id, direction: 'in', sha: '', desk: from.id, deskName: '乙', fileName: 'f', status: 'applied', at: 1, report: '{}', fromSeq, toSeq });
  return { id, report };
}

export const add = (desk: Desk, table: string, set: Record<string, string | number>, author = '見本'): string =>
  commit(desk, author, [{ kind: 'create', table, set }]).rows[0]?.row.id ?? '';

/** The last operation of the log, as its line says. */
export const lastOperation = (desk: Desk): Record<string, unknown> =>
  JSON.parse(desk.db.value<string>('SELECT line FROM sync_op ORDER BY seq DESC LIMIT 1') ?? '{}') as Record<string, unknown>;

/** Sets cells of one record, as one commit. */
export const set = (desk: Desk, table: string, id: string, values: Readonly<Record<string, string | number | null>>, author = '見本') =>
  commit(desk, author, [{ kind: 'set', table, id, set: values }]);

export const valuesOf = (desk: Desk, table: string, id: string) => readRow(desk.db, table, id)?.values ?? {};

/** How many operations the log holds. */
export const operationCount = (desk: Desk): number => desk.db.value<number>('SELECT count(*) FROM sync_op') ?? 0;
