// Several desks for a test: folders, keys and clocks of their own, driven by the command line as an administrator would.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../db/store/environment.ts';
import { runCommand } from '../../electron/cli/run.ts';
import { pathsIn } from '../../electron/paths.ts';
import { environment, freshFolder, root } from '../fresh-desk.ts';

export const passphrase = 'kenka-no-nai-gaikou-1964';

// biome-ignore lint/suspicious/noExplicitAny: answers of the command line, whose shape each test states by what it expects
type Json = any;

export class TestDesk {
  readonly name: string;
  readonly folder: string;
  readonly keys: string;
  /** Added to the real time, milliseconds. */
  ahead = 0;

  constructor(name: string, folder = freshFolder(), keys = join(freshFolder(), 'keys')) {
    this.name = name;
    this.folder = folder;
    this.keys = keys;
  }

  environment(): Environment {
    return { ...environment, now: () => Date.now() + this.ahead, host: this.name };
  }

  /** @returns exit code and the JSON answer */
  async run(...words: string[]): Promise<{ code: number; json: Json; err: string }> {
    let out = '';
    let err = '';
    const code = await runCommand(
      [...words, '--data', this.folder, '--json'],
      this.environment(),
      { ...pathsIn(root), keys: this.keys },
      {
        out: (text) => {
          out += text;
        },
        err: (text) => {
          err += text;
        },
      },
    );
    return { code, json: out === '' ? undefined : JSON.parse(out), err };
  }

  /** As `run`; fails the test when the command is refused. */
  async done(...words: string[]): Promise<Json> {
    const { code, json, err } = await this.run(...words);
    if (code !== 0) throw new Error(`${this.name}: ${words.join(' ')}: ${err}`);
    return json;
  }

  /** Another computer with a copy of this one's disk. */
  clone(name: string): TestDesk {
    const copy = new TestDesk(name);
    cpSync(this.folder, copy.folder, { recursive: true });
    cpSync(this.keys, copy.keys, { recursive: true });
    return copy;
  }
}

export function passphraseFile(text = passphrase): string {
  const file = `${freshFolder()}.txt`;
  writeFileSync(file, `${text}\n`);
  return file;
}

/** Two desks or more that have met: each holds the others' first file and trusts their keys. */
export async function acquainted(names: readonly string[], { sample = false, place }: { sample?: boolean; place?: string } = {}): Promise<TestDesk[]> {
  const desks = names.map((name) => (place === undefined ? new TestDesk(name) : new TestDesk(name, join(place, name, 'desk'), join(place, name, 'keys'))));
  const phrase = passphraseFile();
  for (const desk of desks) await desk.done('init', '--desk', desk.name, '--author', `見本 ${desk.name}`, ...(sample ? ['--sample'] : []));
  for (const desk of desks) {
    const file = `${freshFolder()}.citydesk`;
    await desk.done('sync', 'export', '--out', file, '--passphrase-file', phrase);
    for (const other of desks) if (other !== desk) await other.done('sync', 'import', file, '--passphrase-file', phrase);
  }
  return desks;
}
