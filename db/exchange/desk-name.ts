// What a desk is called: by its own record, by what was noted when its key was checked, or the beginning of its id.
import type { Reader } from '../store/connection.ts';

/** @param desk  id */
export const deskName = (db: Reader, desk: string): string =>
  db.value<string>('SELECT name FROM desk WHERE deskId = ?', desk) ??
  db.value<string>('SELECT name FROM sync_trust WHERE desk = ?', desk) ??
  db.value<string>("SELECT value FROM local_state WHERE key = 'deskName' AND (SELECT value FROM local_state WHERE key = 'desk') = ?", desk) ??
  desk.slice(0, 8);
