// The state of the briefings on a visit, a trip or a partner: being written, handed out, or handed out and since then
// outdated by changes of the records.
import type { Reader } from '../../../db/store/connection.ts';
import { type BriefingPage, type BriefingSetting, briefingPage } from './briefings.ts';
import type { Subject } from './subject.ts';

export interface BriefingState {
  readonly briefing: string;
  readonly language: BriefingPage['language'];
  readonly state: 'written' | 'givenOut' | 'overtaken';
  /** When it was last handed out, `YYYY-MM-DD`. */
  readonly date: string | null;
  /** Titles of sections whose records have changed since. */
  readonly changed: readonly string[];
}

/** The latest briefing in each language, Japanese first. Each is assembled again for the comparison: some milliseconds. */
export function briefingStates(db: Reader, subject: Subject, setting: BriefingSetting, day: string): BriefingState[] {
  const rows = db.all<{ id: string; language: string }>(
    `SELECT max(id) AS id, language FROM briefing WHERE deleted = 0 AND "${subject.table}" = ? GROUP BY language ORDER BY language DESC`,
    subject.id,
  );
  return rows.map(({ id }): BriefingState => {
    const { language, lastExport } = briefingPage(db, id, setting, day);
    const changed = lastExport?.changed ?? [];
    return { briefing: id, language, state: !lastExport ? 'written' : changed.length > 0 ? 'overtaken' : 'givenOut', date: lastExport?.date ?? null, changed };
  });
}
