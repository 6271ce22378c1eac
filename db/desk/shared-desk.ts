// A desk as asynchronous work sees it: reading at once, writing through one gate that waits while another connection writes.
import type { Reader } from '../store/connection.ts';
import type { Environment } from '../store/environment.ts';
import type { Desk } from './desk.ts';

export interface SharedDesk {
  readonly folder: string;
  readonly id: string;
  readonly db: Reader;
  readonly environment: Environment;
  /** A value this desk keeps to itself. */
  local(key: string): string | undefined;
  /**
   * Writes when nobody else does. The work is synchronous by type: what waits in between (a dialog, a thread, a file) asks
   * again with a further call.
   */
  write<T>(work: (desk: Desk) => T extends Promise<unknown> ? never : T): Promise<T>;
}

/** For the process that has the desk to itself: the command line, tests. */
export const unshared = (desk: Desk): SharedDesk => ({
  folder: desk.folder,
  id: desk.id,
  db: desk.db,
  environment: desk.environment,
  local: (key) => desk.local(key),
  write: async <T>(work: (desk: Desk) => T extends Promise<unknown> ? never : T) => work(desk) as T,
});
