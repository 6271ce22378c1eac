// After a large change, indexes for the search box in slices, so that the window stays responsive in between.
import type { Desk } from '../../db/desk/desk.ts';
import { indexNext, searchBehind, slice } from '../../db/store/search-index.ts';

/** Between two slices the window has its turn. */
const pauseMs = 20;
/** After the disk has refused. */
const retryMs = 5_000;

export interface SearchIndexingOptions {
  /** The open desk; undefined when there is none any more. */
  readonly desk: () => Desk | undefined;
  /** While another connection writes, this one would block until it is done. */
  readonly mayWrite: () => boolean;
  readonly report: (what: string, error: unknown) => void;
}

export class SearchIndexing {
  readonly #options: SearchIndexingOptions;
  #running = false;

  constructor(options: SearchIndexingOptions) {
    this.#options = options;
  }

  /** Starts unless it is running or there is nothing to do. */
  start(): void {
    const desk = this.#options.desk();
    if (this.#running || !desk || searchBehind(desk.db) === 0) return;
    this.#running = true;
    setTimeout(() => this.#step(), pauseMs);
  }

  #step(): void {
    const { desk: current, mayWrite, report } = this.#options;
    const desk = current();
    let pause = pauseMs;
    try {
      if (!desk || searchBehind(desk.db) === 0) {
        this.#running = false;
        return;
      }
      if (mayWrite()) desk.db.immediate(() => indexNext(desk.db, slice));
    } catch (error) {
      // A full or slow disk: the index is behind for a while, nothing is lost, and nobody is interrupted for it.
      report('search index not brought up to date', error);
      pause = retryMs;
    }
    setTimeout(() => this.#step(), pause);
  }
}
