// A file that runs away with the reader ends as a sentence.
import { expect, it } from 'vitest';
import { readSafely } from '../../electron/services/tabular/read-safely.ts';
import { book } from '../made-workbook.ts';

const cells = Array.from({ length: 60_000 }, (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="inlineStr"><is><t>見本${at}</t></is></c></row>`).join('');

it('reads in a thread what it reads without', async () => {
  const file = await readSafely(Buffer.from('名称,備考\n甲,あ\n'), 'a.csv');
  expect(file.sheets[0]?.rows).toEqual([
    ['名称', '備考'],
    ['甲', 'あ'],
  ]);
});
it('passes the refusals of readers on', async () => {
  await expect(readSafely(Buffer.from('PK nothing'), 'a.xlsx')).rejects.toMatchObject({ code: 'fileBroken' });
});
it('ends a reading that takes too long, or more memory than it may', async () => {
  await expect(readSafely(book(cells), 'a.xlsx', { timeMs: 1 })).rejects.toMatchObject({ code: 'fileTooHeavy' });
  await expect(readSafely(book(cells), 'a.xlsx', { memoryMb: 16, timeMs: 60_000 })).rejects.toMatchObject({ code: 'fileTooHeavy' });
});
