// A rotating log on this computer, without personal data: channel names, codes, times. Values never.
import { join } from 'node:path';
import electronLog from 'electron-log/main';

/** One file and its predecessor: enough to tell what happened last week. */
const mostBytes = 1_000_000;

export const log = electronLog;

export function logTo(folder: string): void {
  electronLog.transports.file.resolvePathFn = () => join(folder, 'logs', 'desk.log');
  electronLog.transports.file.maxSize = mostBytes;
  electronLog.transports.console.level = 'error';
}
