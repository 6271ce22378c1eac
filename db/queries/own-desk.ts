// What this desk is called.
import type { Reader } from '../store/connection.ts';

/** @returns the name of this desk in the office, e.g. 国際課1; empty for a desk without one */
export const ownDeskName = (db: Reader): string => db.value<string>("SELECT value FROM local_state WHERE key = 'deskName'") ?? '';
