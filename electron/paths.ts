// Where things live. Data stays on this computer: never in the roaming profile, which may be a network share.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const folderName = 'CityDiplomacyDesk';

/** The desk's folder when none is named. */
export function defaultFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  if (process.platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), folderName);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', folderName);
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), folderName);
}

export interface ProgramPlaces {
  readonly migrations: string;
  readonly resources: string;
}

/** @param root  the program's own folder: the checkout, or the packed archive */
export const placesIn = (root: string): ProgramPlaces => ({ migrations: join(root, 'db', 'migrations'), resources: join(root, 'resources') });

/** The checkout, from a file in it, built or not: the nearest folder above with a package.json. */
export function checkoutRoot(from: string): string {
  return existsSync(join(from, 'package.json')) || dirname(from) === from ? from : checkoutRoot(dirname(from));
}
