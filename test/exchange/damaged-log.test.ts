// A damaged log: every command answers with a sentence, nothing damaged is given out, and what is left can still be read and saved.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../db/desk/desk.ts';
import { openDesk } from '../../db/desk/open.ts';
import { DeskError } from '../../db/errors.ts';
import { undo } from '../../db/log/undo.ts';
import { rebuild, verify } from '../../db/log/verify.ts';
import { add, set } from '../db/desk-actions.ts';
import { environment, freshDesk, freshFolder } from '../fresh-desk.ts';
import { acquainted, TestDesk } from './desks.ts';

/** What work throws that is no sentence for a person. */
function rawFrom(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof DeskError ? undefined : error;
  }
  return undefined;
}

/** Changes one letter of the operation `seq`. */
function flip(desk: Desk, seq: number, at: number, letter: string): boolean {
  const line = desk.db.value<string>('SELECT line FROM sync_op WHERE seq = ?', seq) ?? '';
  const changed = line.slice(0, at % line.length) + letter + line.slice((at % line.length) + 1);
  desk.db.run('UPDATE sync_op SET line = ? WHERE seq = ?', changed, seq);
  return changed !== line;
}

describe('one damaged letter of the log', () => {
  it('is named by verify, and undo and rebuild end as a sentence', { timeout: 120_000 }, () => {
    for (let place = 0; place < 60; place += 1) {
      const desk = freshDesk();
      const id = add(desk, 'person', { nameJa: '見本 花子' });
      set(desk, 'person', id, { note: '一' });
      set(desk, 'person', id, { note: '二' });
      const last = desk.db.value<number>('SELECT max(seq) FROM sync_op') ?? 0;
      if (!flip(desk, last - (place % 3), place * 7 + 1, '~{"x'[place % 4] ?? '~')) continue;
      let faults: readonly unknown[] = [];
      expect([
        place,
        rawFrom(() => {
          faults = verify(desk.db, environment).faults;
        }),
      ]).toEqual([place, undefined]);
      expect([place, faults.length > 0]).toEqual([place, true]);
      expect([place, rawFrom(() => undo(desk, '見本'))]).toEqual([place, undefined]);
      expect([place, rawFrom(() => rebuild(desk.db))]).toEqual([place, undefined]);
      desk.close();
    }
  });

  it('is not given out, and the answer says where it is', { timeout: 120_000 }, async () => {
    const [a] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    await a.done('set', 'people', 'new', 'nameJa=見本 花子');
    const desk = openDesk(a.folder, environment);
    const { seq, w, n } = desk.db.get<{ seq: number; w: string; n: number }>(
      "SELECT o.seq, s.id AS w, o.n FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE o.tbl = 'person'",
    ) ?? { seq: 0, w: '', n: 0 };
    desk.db.run("UPDATE sync_op SET line = replace(line, '花子', '花手') WHERE seq = ?", seq);
    desk.close();
    const file = `${freshFolder()}.citydesk`;
    const { code, err } = await a.run('sync', 'export', '--out', file);
    expect([code, existsSync(file)]).toEqual([1, false]);
    expect(err).toContain(`${w}.${n}`.slice(0, 8));
  });
});

describe('a backup', () => {
  it('whose records are not those of its log is not restored', { timeout: 120_000 }, async () => {
    const [a] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    await a.done('set', 'people', 'new', 'nameJa=見本 花子');
    const copy = `${freshFolder()}.backup`;
    const desk = openDesk(a.folder, environment);
    desk.db.run("UPDATE person SET nameJa = '別人'");
    desk.close();
    await a.done('backup', '--out', copy);
    const back = new TestDesk('甲');
    expect((await back.run('restore', copy, '--into', back.folder)).err).toContain('は壊れて');
    expect(existsSync(join(back.folder, 'desk.sqlite'))).toBe(false);
    // A person who has nothing better takes it as it is.
    await back.done('restore', copy, '--into', back.folder, '--force');
    expect((await back.done('get', 'people', (await back.done('list', 'people')).rows[0].id)).row.nameJa).toBe('別人');
  });

  it('that a kill has left half restored can be restored again', { timeout: 120_000 }, async () => {
    const [a] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    const copy = `${freshFolder()}.backup`;
    await a.done('backup', '--out', copy);
    const back = new TestDesk('甲');
    mkdirSync(join(back.folder, 'restore-a1B2c3', 'files', 'ab'), { recursive: true });
    writeFileSync(join(back.folder, 'restore-a1B2c3', 'desk.sqlite'), '見本 花子');
    mkdirSync(join(back.folder, 'files'));
    await back.done('restore', copy, '--into', back.folder);
    expect(readdirSync(back.folder).filter((name) => name.startsWith('restore-'))).toEqual([]);
    const other = new TestDesk('甲');
    mkdirSync(other.folder, { recursive: true });
    writeFileSync(join(other.folder, '大切.txt'), '一');
    expect((await other.run('restore', copy, '--into', other.folder)).err).toContain('空ではありません');
  });

  it('or a file that a kill has left unfinished is gone at the next start, and the work of a running process is not', { timeout: 120_000 }, async () => {
    const [a] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    const left = join(a.folder, 'outbox', 'backup-99999999-abcdef');
    const running = join(a.folder, 'outbox', `make-${process.pid}-abcdef`);
    for (const folder of [left, running]) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'desk.sqlite'), '見本 花子');
    }
    await a.done('set', 'people', 'new', 'nameJa=見本 太郎');
    expect([existsSync(left), existsSync(running)]).toEqual([false, true]);
  });
});

describe('a file', () => {
  it('is made for nobody whose key is not known here', { timeout: 120_000 }, async () => {
    const [a, b, c] = (await acquainted(['甲', '乙', '丙'])) as [TestDesk, TestDesk, TestDesk];
    const desk = openDesk(a.folder, environment);
    desk.db.run('DELETE FROM sync_trust WHERE name = ?', '丙');
    desk.close();
    const file = `${freshFolder()}.citydesk`;
    const answer = await a.done('sync', 'export', '--out', file);
    expect(answer.to.map((one: { name: string }) => one.name)).toEqual(['乙']);
    expect(answer.withoutKey).toEqual(['丙']);
    await b.done('sync', 'import', file);
    expect((await c.run('sync', 'import', file)).code).toBe(1);
    expect((await a.run('sync', 'export', '--out', `${freshFolder()}.citydesk`, '--to', '丙')).err).toContain('鍵を確認済み');
  });
});
