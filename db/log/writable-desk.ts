// What the write path needs of an open desk. `db/desk` implements it, so that the log knows nothing of folders and locks.
import type { Stamp } from '../operations/clock.ts';
import type { Writer } from '../store/connection.ts';
import type { Environment } from '../store/environment.ts';
import type { ChainEnd } from './append.ts';

export interface WritableDesk {
  readonly id: string;
  readonly db: Writer;
  readonly environment: Environment;
  /**
   * Runs work that appends to this launch's chain, in one transaction.
   * @param work  takes the chain's end and a source of stamps; returns the chain's new end and a result
   * @throws what the work throws, and trouble with the database as DeskError. Nothing is written then.
   */
  writing<T>(author: string, work: (chain: ChainEnd, stamp: () => Stamp) => { chain: ChainEnd; result: T }): T;
}
