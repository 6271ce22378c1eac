// Where things live. Data stays on this computer: never in the roaming profile, which may be a network share.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { ownerOnly, type Protection } from './services/exchange/keys.ts';
import type { Print } from './services/print/printed-page.ts';

const folderName = 'CityDiplomacyDesk';

/** The desk's folder when none is named. */
export function defaultFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  if (process.platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), folderName);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', folderName);
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), folderName);
}

/** Where the keys of desks lie: next to the data, never within a desk's folder, so that a copied desk has none. */
export const defaultKeysFolder = (): string => `${defaultFolder()}-keys`;

export interface ProgramPaths {
  readonly migrations: string;
  readonly resources: string;
  readonly keys: string;
  /** How key files are kept from other users; asked for when keys are needed, since Electron must be ready by then. */
  readonly protection: () => Promise<Protection>;
  /** Prints a page to PDF; only the program with its engine can. */
  readonly pdf?: Print | undefined;
}

/** @param root  the program's own folder: the checkout, or the packed archive */
export const pathsIn = (root: string, protection: () => Promise<Protection> = async () => ownerOnly): ProgramPaths => ({
  migrations: join(root, 'db', 'migrations'),
  resources: join(root, 'resources'),
  keys: defaultKeysFolder(),
  protection,
});

/** The checkout, from a file in it, built or not: the nearest folder above with a package.json. */
export function checkoutRoot(from: string): string {
  return existsSync(join(from, 'package.json')) || dirname(from) === from ? from : checkoutRoot(dirname(from));
}
