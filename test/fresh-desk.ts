// A desk of its own for each test: a real folder, a real file, gone afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Desk } from '../db/desk/desk.ts';
import { createDesk } from '../db/desk/open.ts';
import { type Environment, systemEnvironment } from '../db/store/environment.ts';
import { newDesk } from '../electron/services/setup/new-desk.ts';

export const root = join(import.meta.dirname, '..');
export const resources = join(root, 'resources');
export const environment: Environment = { ...systemEnvironment('0.0.0-test', join(root, 'db', 'migrations')), host: 'test' };

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

/** A desk with reference data, and the sample if wanted. */
export function stockedDesk(sample = false): Desk {
  const desk = newDesk({ folder: freshFolder(), name: '試験', author: '見本 花子', sample }, resources, environment);
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
