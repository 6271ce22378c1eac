// How far the briefings on a visit, a trip or a partner are: not made, being written, handed out, or handed out and since
// overtaken by what the records say.
import type { Reader } from '../../../db/store/connection.ts';
import { type BriefingPage, type BriefingSetting, briefingPage } from './briefings.ts';
import type { Subject } from './subject.ts';

export interface BriefingStanding {
  readonly briefing: string;
  readonly language: BriefingPage['language'];
  readonly state: 'written' | 'givenOut' | 'overtaken';
  /** When it was last handed out, `YYYY-MM-DD`. */
  readonly date: string | null;
  /** Titles of sections whose records have changed since. */
  readonly changed: readonly string[];
}

/** The latest briefing in each language, Japanese first. Assembled anew to be compared: some milliseconds each. */
export function briefingStandings(db: Reader, subject: Subject, setting: BriefingSetting, day: string): BriefingStanding[] {
  const rows = db.all<{ id: string; language: string }>(
    `SELECT max(id) AS id, language FROM briefing WHERE deleted = 0 AND "${subject.table}" = ? GROUP BY language ORDER BY language DESC`,
    subject.id,
  );
  return rows.map(({ id }): BriefingStanding => {
    const { language, lastExport } = briefingPage(db, id, setting, day);
    const changed = lastExport?.changed ?? [];
    return { briefing: id, language, state: !lastExport ? 'written' : changed.length > 0 ? 'overtaken' : 'givenOut', date: lastExport?.date ?? null, changed };
  });
}
