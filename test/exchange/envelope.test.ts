// What one try of a passphrase costs, and that a file may not ask for more.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { decrypted, encrypted, readHeader } from '../../electron/services/exchange/envelope.ts';
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

it('opens by a phrase of the program however it was written down: capitals, spaces, dashes of any kind or none', async () => {
  const phrase = 'abcd-efgh-jkmn-pqrs-tuv9';
  const seal = async (own: string) => {
    const file = `${freshFolder()}.age`;
    writeFileSync(file, Buffer.from(await new Response(await encrypted(nothing(), { passphrase: own, workFactor: 10 })).arrayBuffer()));
    return file;
  };
  const opens = async (file: string, passphrase: string) => {
    const bytes = async function* () {
      yield new Uint8Array(readFileSync(file));
    };
    return new Response(await decrypted(bytes(), await readHeader(file), { passphrase }, file)).arrayBuffer().then(
      ({ byteLength }) => byteLength,
      (error: { code: string }) => error.code,
    );
  };
  const file = await seal(phrase);
  for (const typed of [phrase, 'ABCD-EFGH-JKMN-PQRS-TUV9', 'abcd efgh jkmn pqrs tuv9', 'abcdefghjkmnpqrstuv9', ' ＡＢＣＤ－ｅｆｇｈ　jkmn–pqrs ‐tuv9 \n'])
    expect([typed, await opens(file, typed)]).toEqual([typed, 1]);
  await expect(opens(file, 'abcd-efgh-jkmn-pqrs-tuv8')).rejects.toMatchObject({ code: 'bundlePassphrase' });
  // A phrase that a person has chosen is what was typed.
  await expect(opens(await seal('Kenka no nai 1964'), 'kenka no nai 1964')).rejects.toMatchObject({ code: 'bundlePassphrase' });
});
