// The reporting round as the window drives it: returned sheets are read, looked over, and taken in one action.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Committed } from '../db/commit.ts';
import { DeskError } from '../db/errors.ts';
import { wordsIn } from './i18n.ts';
import { type AdditionChoice, agreed, applyReturned, type CellChange, changesOf, type ReturnedFile } from './services/council/merge-returned.ts';
import { type ReturnNotice, readReturned } from './services/council/read-returned.ts';
import { readSheetFile } from './services/tabular/read-file.ts';
import type { Session } from './session.ts';

export interface ReturnedSummary {
  readonly file: string;
  readonly bureau: string;
  readonly period: string;
  readonly rows: number;
  readonly known: boolean;
  /** It belongs to another period than the one looked at. */
  readonly otherPeriod: boolean;
  readonly notices: readonly ReturnNotice[];
  readonly added: readonly { readonly key: string; readonly measure: string; readonly text: string }[];
  /** Refused whole: why. */
  readonly refused?: { readonly code: string; readonly details: Readonly<Record<string, unknown>> };
}

export interface Review {
  readonly files: readonly ReturnedSummary[];
  readonly changes: readonly CellChange[];
}

/** Files of a folder that are looked at: as many as a city has bureaus, several times over. */
const mostFiles = 300;

export class CouncilSession {
  readonly #session: Session;
  #files: ReturnedFile[] = [];
  #changes: readonly CellChange[] = [];

  constructor(session: Session) {
    this.#session = session;
  }

  /** Reads files, or every workbook of a folder. Nothing is changed. */
  async read(paths: readonly string[], period: string, progress: (done: number, total: number) => void): Promise<Review> {
    const all = paths
      .flatMap((path) =>
        statSync(path, { throwIfNoEntry: false })?.isDirectory()
          ? readdirSync(path)
              .filter((name) => /\.xls[xm]?$/i.test(name) && !name.startsWith('~$'))
              .map((name) => join(path, name))
          : [path],
      )
      .slice(0, mostFiles);
    const { db } = this.#session.desk();
    const files: ReturnedFile[] = [];
    const changes: CellChange[] = [];
    const summaries: ReturnedSummary[] = [];
    for (const [at, path] of all.entries()) {
      const file = basename(path);
      try {
        const returned = readReturned(db, await readSheetFile(path, 'auto'), file);
        const sha = createHash('sha256').update(readFileSync(path)).digest('hex');
        const known = returned.issue.returnedHash === sha;
        if (!known) {
          files.push({ returned, sha, fileName: file });
          changes.push(...changesOf(db, returned));
        }
        summaries.push({
          file,
          bureau: returned.issue.bureauName,
          period: returned.issue.periodName,
          rows: returned.rows.length,
          known,
          otherPeriod: returned.issue.period !== period,
          notices: returned.notices,
          added: known
            ? []
            : returned.added.map((one) => ({
                key: `${returned.issue.id}:${one.line}`,
                measure: one.measure,
                text: Object.values(one.values)
                  .filter((text) => text !== '')
                  .join(' / '),
              })),
        });
      } catch (error) {
        if (!(error instanceof DeskError)) throw error;
        summaries.push({
          file,
          bureau: '',
          period: '',
          rows: 0,
          known: false,
          otherPeriod: false,
          notices: [],
          added: [],
          refused: { code: error.code, details: error.details },
        });
      }
      progress(at + 1, all.length);
    }
    // What two files say differently about one cell is for a person, whoever else has not touched it.
    const sure = new Set(agreed(changes).map((one) => one.key));
    this.#files = files;
    this.#changes = changes.map((one) => (sure.has(one.key) ? one : { ...one, verdict: 'conflict', ticked: false }));
    return { files: summaries, changes: this.#changes };
  }

  /** @throws DeskError `planGone`, and those of `applyReturned` */
  apply(choices: {
    readonly take: readonly string[];
    readonly later: readonly string[];
    readonly additions: Readonly<Record<string, AdditionChoice>>;
  }): Committed {
    if (this.#files.length === 0) throw new DeskError('planGone');
    const done = applyReturned(this.#session.desk(), this.#session.settings().author, this.#files, this.#changes, {
      take: new Set(choices.take),
      later: new Set(choices.later),
      additions: choices.additions,
    });
    this.#files = [];
    this.#changes = [];
    return done;
  }

  taste() {
    const { language, dates, author } = this.#session.settings();
    return { language, dates, author, words: wordsIn(language) };
  }
}
