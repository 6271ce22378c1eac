// A desk with 100,000 operations to exchange: 60,000 people, 40,000 edits of them.

import type { Desk } from '../../db/desk/desk.ts';
import { commit } from '../../db/log/commit.ts';
import { sampleHosts, sampleVisit } from '../../electron/services/sample/visits.ts';

export const rowCount = 60_000;
export const editCount = 40_000;
const batch = 20_000;

/** @returns what the operations say as JSON, one line each, and nothing of who, when and having seen what */
export function fillWithPeople(desk: Desk): string[] {
  const hosts = sampleHosts();
  const said: string[] = [];
  const made: string[] = [];
  for (let from = 0; from < rowCount; from += batch) {
    const people = Array.from({ length: batch }, (_, at) => {
      const visit = sampleVisit(from + at, hosts);
      return { nameJa: `見本 ${from + at}`, postJa: String(visit.titleJa).slice(0, 40), note: String(visit.note ?? '') || null };
    });
    const rows = commit(
      desk,
      'bench',
      people.map((set) => ({ kind: 'create', table: 'person', set })),
    ).rows;
    rows.forEach(({ row }, at) => {
      made.push(row.id);
      said.push(JSON.stringify({ id: row.id, ...people[at] }));
    });
  }
  for (let from = 0; from < editCount; from += batch) {
    const edits = Array.from({ length: batch }, (_, at) => ({ id: made[(from + at) % made.length] ?? '', set: { postEn: `Post ${from + at}` } }));
    commit(
      desk,
      'bench',
      edits.map((edit) => ({ kind: 'set', table: 'person', ...edit })),
    );
    said.push(...edits.map(({ id, set }) => JSON.stringify({ id, ...set })));
  }
  return said;
}
