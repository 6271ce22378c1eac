// A desk of its own for each test: a real folder, a real file, gone afterwards.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { Desk } from '../db/desk/desk.ts';
import { createDesk, openDesk } from '../db/desk/open.ts';
import { type Environment, systemEnvironment } from '../db/store/environment.ts';

export const root = join(import.meta.dirname, '..');
export const resources = join(root, 'resources');
export const environment: Environment = {
  ...systemEnvironment('0.0.0-test', join(root, 'db', 'migrations')),
  host: 'test',
  // What a passphrase costs is tested in exchange/envelope.test.ts; elsewhere it would only take time.
  scryptWorkFactor: 10,
};

export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'desk-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'desk');
}

/** An empty desk. */
export function freshDesk(with_: Partial<Environment> = {}): Desk {
  const desk = createDesk(freshFolder(), '試験', { ...environment, ...with_ });
  closeAfter(desk);
  return desk;
}

/**
 * A desk with reference data, and the sample if wanted. It is a copy of one made for all tests, under an id of its own.
 * @param folder  where to; a fresh one when absent
 */
export function stockedFolder(sample: boolean, { name = '試験', folder = freshFolder() }: { name?: string; folder?: string } = {}): string {
  cpSync(join(inject('stock'), sample ? 'sample' : 'reference'), folder, { recursive: true });
  const desk = openDesk(folder, environment);
  desk.setLocal('desk', environment.random(16).toString('hex'));
  desk.setLocal('deskName', name);
  desk.close();
  return folder;
}

/** As `stockedFolder`, and opened. */
export function stockedDesk(sample = false): Desk {
  const desk = openDesk(stockedFolder(sample), environment);
  closeAfter(desk);
  return desk;
}

function closeAfter(desk: Desk): void {
  onTestFinished(() => {
    try {
      desk.close();
    } catch {
      // The test closed it itself.
    }
  });
}
