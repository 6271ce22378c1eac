// The reporting round as the window drives it: returned sheets are read, looked over, and taken in one action.

import { DeskError } from '../../db/errors.ts';
import type { Committed } from '../../db/log/commit.ts';
import type { ReturnedSummary, Review } from '../contract/council.ts';
import { startJob } from '../jobs/jobs.ts';
import type { WorkerContext } from '../jobs/work.ts';
import type { Compose } from '../services/council/issue-sheet.ts';
import { type AdditionChoice, agreed, applyReturned, type CellChange, type ReturnedFile } from '../services/council/merge-returned.ts';
import type { PapersOptions, WrittenPapers } from '../services/council/papers.ts';
import type { ReadReturn, RefusedFile } from '../services/council/returned-files.ts';
import { wordsIn } from '../words.ts';
import type { Session } from './session.ts';

export class CouncilSession {
  readonly #session: Session;
  readonly #workerContext: () => WorkerContext;
  #files: readonly ReturnedFile[] = [];
  #changes: readonly CellChange[] = [];

  constructor(session: Session, workerContext: () => WorkerContext) {
    this.#session = session;
    this.#workerContext = workerContext;
  }

  /** Reads files, or every workbook of a folder, in a thread: one of 30 MB would hold the window. Nothing is changed. */
  async read(paths: readonly string[], period: string, progress: (done: number, total: number) => void): Promise<Review> {
    const job = startJob(this.#workerContext());
    const previewed = await job.run('readReturnedFile', { paths }, progress).finally(() => job.end());
    const read = previewed.filter((one): one is ReadReturn => !('refused' in one));
    const changes = read.flatMap((one) => one.changes);
    // What two files say differently about one cell is for a person to decide.
    const sure = new Set(agreed(changes).map((one) => one.key));
    this.#files = read.filter(({ known }) => !known);
    this.#changes = changes.map((one) => (sure.has(one.key) ? one : { ...one, verdict: 'conflict', ticked: false }));
    return { files: previewed.map((one) => summaryOf(one, period)), changes: this.#changes };
  }

  /** @throws DeskError `planGone`, and those of `applyReturned` */
  async apply(choices: {
    readonly take: readonly string[];
    readonly later: readonly string[];
    readonly additions: Readonly<Record<string, AdditionChoice>>;
  }): Promise<Committed> {
    const files = this.#files;
    const changes = this.#changes;
    if (files.length === 0) throw new DeskError('planGone');
    const { author } = this.#session.settings();
    const chosen = { take: new Set(choices.take), later: new Set(choices.later), additions: choices.additions };
    const done = await this.#session.desk().write((desk) => applyReturned(desk, author, { files, shown: changes, choices: chosen }));
    this.#files = [];
    this.#changes = [];
    return done;
  }

  /** Sheets are put together in a thread; what was issued is noted here. */
  async composing<T>(work: (compose: Compose) => Promise<T>): Promise<T> {
    const job = startJob(this.#workerContext());
    const compose: Compose = ({ words: _, ...options }) => job.run('progressWorkbook', options);
    return work(compose).finally(() => job.end());
  }

  papers(options: Pick<PapersOptions, 'period' | 'meeting' | 'folder' | 'resources'>): Promise<WrittenPapers> {
    const { words: _, ...display } = this.display();
    const desk = this.#session.desk();
    const job = startJob(this.#workerContext());
    return job.run('meetingPapers', { ...display, ...options, deskName: desk.local('deskName') ?? '', day: this.#session.today() }).finally(() => job.end());
  }

  display() {
    const { language, dates, author } = this.#session.settings();
    return { language, dates, author, words: wordsIn(language) };
  }
}

function summaryOf(one: ReadReturn | RefusedFile, period: string): ReturnedSummary {
  if ('refused' in one)
    return { file: one.fileName, bureau: '', period: '', rows: 0, known: false, otherPeriod: false, notices: [], added: [], refused: one.refused };
  const { issue, rows, added, notices } = one.returned;
  return {
    file: one.fileName,
    bureau: issue.bureauName,
    period: issue.periodName,
    rows: rows.length,
    known: one.known,
    otherPeriod: issue.period !== period,
    notices,
    added: (one.known ? [] : added).map(({ line, measure, values }) => ({
      key: `${issue.id}:${line}`,
      measure,
      text: Object.values(values)
        .filter((text) => text !== '')
        .join(' / '),
    })),
  };
}
