// Values that an earlier version could not keep in columns appear after its update, without a raised version number.
import { expect, it } from 'vitest';
import { fingerprintOf } from '../../db/catalog/fingerprint.ts';
import { tables } from '../../db/catalog/index.ts';
import { conflictCount } from '../../db/exchange/conflicts.ts';
import { appendForeign, insertWriter } from '../../db/log/append.ts';
import { digest } from '../../db/log/digest.ts';
import { readRow } from '../../db/log/projection.ts';
import { reapplyKept } from '../../db/log/reapply.ts';
import { verify } from '../../db/log/verify.ts';
import { encode, type Operation } from '../../db/operations/operation.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { environment, freshDesk } from '../fresh-desk.ts';
import { add, deliver, set } from './desk-actions.ts';

const writer = 'ab'.repeat(16);
const id = '01a22364-4abb-75f3-8837-56b0d1ba8f80';

it('changes the fingerprint with every column, table or limit', () => {
  const catalog = { partner: { columns: { nameJa: { kind: 'text', max: 200 }, kind: { kind: 'oneOf', values: 'partnerKind' } } } } as const;
  const before = fingerprintOf(catalog);
  expect(fingerprintOf({ partner: { columns: { kind: catalog.partner.columns.kind, nameJa: { max: 200, kind: 'text' } } } })).toBe(before);
  const others = [
    { partner: { columns: { ...catalog.partner.columns, motto: { kind: 'text' } } } },
    { partner: { columns: { ...catalog.partner.columns, nameJa: { kind: 'text', max: 300 } } } },
    { partner: { columns: { ...catalog.partner.columns, nameJa: { kind: 'longText', max: 200 } } } },
    { partner: { columns: { ...catalog.partner.columns, nameJa: { kind: 'text', max: 200, group: 'name' } } } },
    { ...catalog, city: { columns: {} } },
  ] as const;
  expect(new Set([before, ...others.map(fingerprintOf)]).size).toBe(others.length + 1);
  expect(fingerprintOf(tables)).toMatch(/^[0-9a-f]{64}$/);
});

it('applies kept operations once when the fingerprint has changed, and leaves them alone while it has not', () => {
  const { db } = freshDesk();
  // As an earlier version left it: in the log, marked as not understood, no row.
  const line = { desk: 'cd'.repeat(16), prev: null, opened: '0'.repeat(16), app: '9', schema: '9.9', host: '' };
  const w = insertWriter(db, writer, line);
  const operation: Operation = {
    w: writer,
    n: 1,
    x: 1,
    t: '0'.repeat(16),
    v: '1.9',
    u: '乙',
    k: 'set',
    e: 'partner',
    r: id,
    s: { nameJa: '見本市', kind: 'city' },
  };
  appendForeign(db, { w, operation, line: encode(operation), state: 1 });
  reapplyKept(db, 'as it was'); // in place of what the program that opened the desk noted
  db.run('UPDATE sync_op SET state = 1 WHERE w = ?', w);
  db.run('DELETE FROM partner WHERE id = ?', id);

  expect(reapplyKept(db, 'as it was')).toBe(0);
  expect(readRow(db, 'partner', id)).toBeUndefined();

  expect(reapplyKept(db, 'with the new column')).toBe(1);
  expect(readRow(db, 'partner', id)?.values).toMatchObject({ nameJa: '見本市' });
  expect(reapplyKept(db, 'with the new column')).toBe(0);
});

it('decides conflicts of earlier rules again, once', () => {
  const [a, b] = [freshDesk(), freshDesk()];
  const person = add(a, 'person', { nameJa: '見本 花子', note: '元' });
  deliver(a, b);
  set(a, 'person', person, { note: '同じ' });
  set(b, 'person', person, { note: '同じ' });
  set(b, 'person', person, { note: '乙だけ' });
  deliver(b, a);
  const right = digest(a.db);
  expect(conflictCount(a.db)).toBe(0);
  // As rules before left it: both versions stand, and are asked about.
  const heads = JSON.parse(a.db.value<string>('SELECT _h FROM person') ?? '{}') as Record<string, string>;
  const own = a.db.value<string>(
    "SELECT o.w || '.' || o.n FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE s.desk = ? AND o.row = ? ORDER BY o.seq DESC",
    a.id,
    person,
  );
  a.db.run('UPDATE person SET _h = ?', JSON.stringify({ ...heads, note: [heads.note, own] }));
  a.db.run("INSERT INTO sync_conflict (tbl, row, register) VALUES ('person', ?, 'note')", person);
  catchUp(a.db);
  expect(verify(a.db, environment).faults).not.toEqual([]);
  reapplyKept(a.db, 'the rules of this version');
  expect([conflictCount(a.db), digest(a.db), verify(a.db, environment).faults]).toEqual([0, right, []]);
});
