// Desks made once a run and copied by the tests: making one with the sample takes some 400 ms, copying it five.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { systemEnvironment } from '../../db/store/environment.ts';
import { newDesk } from '../../electron/services/setup/new-desk.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with the desks `reference` and `sample`. */
    readonly stock: string;
  }
}

const root = join(import.meta.dirname, '..', '..');

export default function makeStock(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'desk-stock-'));
  const environment = systemEnvironment('0.0.0-test', join(root, 'db', 'migrations'));
  for (const sample of [false, true])
    newDesk({ folder: join(folder, sample ? 'sample' : 'reference'), name: '試験', author: '見本 花子', sample }, join(root, 'resources'), environment).close();
  project.provide('stock', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
