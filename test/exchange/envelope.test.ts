// What one try of a passphrase costs, and that a file may not ask for more.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { encrypted, readHeader } from '../../electron/services/exchange/envelope.ts';
import { limits } from '../../electron/services/exchange/format.ts';
import { freshFolder } from '../fresh-desk.ts';

async function* nothing(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(1);
}

async function written(workFactor?: number): Promise<string> {
  const file = `${freshFolder()}.age`;
  const stream = await encrypted(nothing(), { passphrase: 'kenka-no-nai-gaikou-1964', workFactor });
  writeFileSync(file, Buffer.from(await new Response(stream).arrayBuffer()));
  return file;
}
const stanza = (file: string) => readFileSync(file, 'latin1').split('\n')[1]?.split(' ').slice(1);

it('derives the key of a passphrase with 2^18 rounds of scrypt unless a test asks for fewer', async () => {
  expect(limits.scryptLogN).toBe(18);
  expect((await written().then(stanza))?.at(-1)).toBe('18');
  expect((await written(10).then(stanza))?.at(-1)).toBe('10');
});

it('refuses a file that asks for more rounds than this program would use', async () => {
  const file = await written(10);
  writeFileSync(file, readFileSync(file, 'latin1').replace(/^(-> scrypt \S+) 10$/m, '$1 19'), 'latin1');
  await expect(readHeader(file)).rejects.toMatchObject({ code: 'bundleCostly' });
});
