// What an operation does to a record: rules of sync 2.7, on a table of its own.
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../db/catalog/index.ts';
import {
  applyChange,
  type Change,
  type Heads,
  headsOf,
  newest,
  type RowState,
  registersOf,
  sameValues,
  unseenBy,
  type Version,
  valueIn,
} from '../../../db/operations/registers.ts';

const text = { kind: 'text' } as const;
const table: Table = {
  name: 'thing',
  plural: 'things',
  columns: { name: text, note: text, from: { ...text, group: 'span' }, to: { ...text, group: 'span' } },
  naming: { ja: 'name', en: 'name', ko: 'name' },
  order: ['name'],
};

const log = new Map<string, Version>();
/** An operation of writer w at n; its stamp is its position unless another is given. */
const change = (dot: string, values: Version['values'], pred?: Change['pred'], more: Partial<Version> = {}): Change => {
  const [w = '', n = ''] = dot.split('.');
  const version: Version = { t: n.padStart(4, '0'), writer: `w${w}`, n: Number(n), values, ...more };
  log.set(dot, version);
  return { dot, version, ...(pred ? { pred } : {}) };
};
const versionAt = (dot: string): Version => {
  const found = log.get(dot);
  if (!found) throw new Error(dot);
  return found;
};
const apply = (...changes: readonly Change[]) => {
  let row: RowState | undefined;
  let last = applyChange(table, undefined, changes[0] as Change, { versionAt });
  for (const one of changes) {
    last = applyChange(table, row, one, { versionAt });
    row = last;
  }
  return last;
};
const created = () => change('1.1', { name: '甲', note: 'はじめ' });

describe('registers', () => {
  it('are the columns, a group of columns as one, and the deletion mark', () => {
    expect(registersOf(table)).toEqual(['name', 'note', 'span', 'deleted']);
  });

  it('have as their versions those of their own, else those that created the record', () => {
    expect(headsOf({ '*': '1.1', note: ['1.2', '2.1'] }, 'note')).toEqual(['1.2', '2.1']);
    expect(headsOf({ '*': '1.1', note: '1.2' }, 'name')).toEqual(['1.1']);
    expect(headsOf({}, 'name')).toEqual([]);
  });
});

describe('an operation', () => {
  it('that creates a record writes every register as one version', () => {
    const row = apply(created());
    expect(row).toEqual({ heads: { '*': '1.1' }, values: { deleted: 0, name: '甲', note: 'はじめ' }, contested: [], touched: [] });
  });

  it('replaces the versions it names and leaves the other registers alone', () => {
    const row = apply(created(), change('1.2', { note: '次' }, { note: ['1.1'] }));
    expect(row.heads).toEqual({ '*': '1.1', note: '1.2' });
    expect(row.values).toMatchObject({ name: '甲', note: '次' });
    expect([row.touched, row.contested]).toEqual([['note'], []]);
  });

  it('written without having seen another one makes a conflict, in which the latest stamp is shown', () => {
    const one = change('1.2', { note: '甲の案' }, { note: ['1.1'] });
    const other = change('2.3', { note: '乙の案' }, { note: ['1.1'] });
    for (const order of [
      [one, other],
      [other, one],
    ]) {
      const row = apply(created(), ...order);
      expect(row.heads.note).toEqual(['1.2', '2.3']);
      expect(row.values.note).toBe('乙の案');
      expect(row.contested).toEqual(['note']);
    }
  });

  it('that writes the same as a concurrent one makes no conflict; blanks at the ends and the form of letters do not count', () => {
    const row = apply(created(), change('1.2', { note: 'ガ' }, { note: ['1.1'] }), change('2.3', { note: ' カ\u3099 ' }, { note: ['1.1'] }));
    expect(row.heads.note).toEqual(['1.2', '2.3']);
    expect(row.contested).toEqual([]);
  });

  it('that has seen every version settles the conflict', () => {
    const settled = change('1.4', { note: '決まり' }, { note: ['1.2', '2.3'] });
    const row = apply(created(), change('1.2', { note: '甲の案' }, { note: ['1.1'] }), change('2.3', { note: '乙の案' }, { note: ['1.1'] }), settled);
    expect(row.heads.note).toBe('1.4');
    expect([row.values.note, row.contested]).toEqual(['決まり', []]);
  });

  it('moves the columns of a group together, also to nothing', () => {
    const row = apply(created(), change('1.2', { from: '9', to: '10' }, { span: ['1.1'] }), change('1.3', { from: '11' }, { span: ['1.2'] }));
    expect(row.values).toMatchObject({ from: '11', to: null });
  });

  it('of a register that this version does not know is not written', () => {
    const row = apply(created(), change('1.2', { later: 'x', note: '次' }, { later: ['1.1'], note: ['1.1'] }));
    expect(row.heads).toEqual({ '*': '1.1', note: '1.2' });
    expect(row.values).not.toHaveProperty('later');
    expect(row.touched).toEqual(['note']);
  });

  it('that creates a record already there is one more version of every register', () => {
    const again = change('2.2', { name: '乙', note: 'はじめ' });
    const row = apply(created(), change('1.3', { note: '次' }, { note: ['1.1'] }), again);
    expect(row.heads).toEqual({ '*': ['1.1', '2.2'], note: ['1.3', '2.2'] });
    expect(row.values).toMatchObject({ name: '乙', note: '次' });
    expect(row.contested).toEqual(['name', 'note']);
  });
});

describe('a deletion', () => {
  const removed = (dot: string, pred: readonly string[], saw?: Heads) => change(dot, { deleted: 1 }, { deleted: pred }, saw ? { saw } : {});

  it('deletes a record whose every version its author had seen', () => {
    const row = apply(created(), removed('1.2', ['1.1'], { '*': '1.1' }));
    expect([row.values.deleted, row.contested]).toEqual([1, []]);
    expect(row.touched).toEqual(['name', 'note', 'span', 'deleted']);
  });

  it('leaves the record, and asks, when an edit was made elsewhere that its author had not seen', () => {
    const edit = change('2.3', { note: '乙の案' }, { note: ['1.1'] });
    const removal = removed('1.2', ['1.1'], { '*': '1.1' });
    for (const order of [
      [edit, removal],
      [removal, edit],
    ]) {
      const row = apply(created(), ...order);
      expect(row.values.deleted).toBe(0);
      expect(row.contested).toContain('deleted');
      expect(row.touched).toContain('deleted');
    }
  });

  it('without a word of what was seen deletes whatever there is', () => {
    const row = apply(created(), change('2.3', { note: '乙の案' }, { note: ['1.1'] }), removed('1.2', ['1.1']));
    expect(row.values.deleted).toBe(1);
  });

  it('against a concurrent "stays" asks and leaves the record', () => {
    const row = apply(
      created(),
      removed('1.2', ['1.1'], { '*': '1.1' }),
      change('1.3', { deleted: 0 }, { deleted: ['1.2'] }),
      removed('2.4', ['1.2'], { '*': '1.1' }),
    );
    expect([row.values.deleted, row.contested]).toEqual([0, ['deleted']]);
  });

  it('by two desks that together have seen everything deletes', () => {
    const edit = change('1.2', { note: '次' }, { note: ['1.1'] });
    const row = apply(created(), edit, removed('1.3', ['1.1'], { '*': '1.1', note: '1.2' }), removed('2.4', ['1.1'], { '*': '1.1' }));
    expect(row.values.deleted).toBe(1);
    expect(unseenBy(table, row.heads, [versionAt('2.4')])).toEqual(['1.2']);
    expect(unseenBy(table, row.heads, [versionAt('2.4'), versionAt('1.3')])).toEqual([]);
    expect(unseenBy(table, row.heads, [versionAt('2.4'), { ...versionAt('1.3'), saw: undefined }])).toEqual([]);
  });

  it('hides the conflicts of a record, which return when it is restored', () => {
    const both = [change('1.2', { note: '甲の案' }, { note: ['1.1'] }), change('2.3', { note: '乙の案' }, { note: ['1.1'] })];
    const removal = removed('1.4', ['1.1'], { '*': '1.1', note: ['1.2', '2.3'] });
    expect(apply(created(), ...both, removal).contested).toEqual([]);
    const back = apply(created(), ...both, removal, change('1.5', { deleted: 0 }, { deleted: ['1.4'] }));
    expect([back.values.deleted, back.contested]).toEqual([0, ['note']]);
    expect(back.touched).toEqual(['deleted', 'name', 'note', 'span']);
  });
});

describe('versions', () => {
  it('are ordered by stamp, then writer, then position', () => {
    const version = (t: string, writer: string, n: number) => ({ t, writer, n });
    expect(newest([version('1', 'b', 9), version('2', 'a', 1)])).toEqual(version('2', 'a', 1));
    expect(newest([version('2', 'a', 9), version('2', 'b', 1)])).toEqual(version('2', 'b', 1));
    expect(newest([version('2', 'b', 9), version('2', 'b', 10), version('2', 'b', 2)])).toEqual(version('2', 'b', 10));
  });

  it('have nothing where they name nothing, and are not deleted', () => {
    expect([valueIn({ values: {} }, 'note'), valueIn({ values: {} }, 'deleted'), valueIn({ values: { deleted: 1 } }, 'deleted')]).toEqual([null, 0, 1]);
  });

  it('say the same only when every column does', () => {
    expect(sameValues(['from', 'to'], { values: { from: '9' } }, { values: { from: '9', to: null } })).toBe(true);
    expect(sameValues(['from', 'to'], { values: { from: '9', to: '10' } }, { values: { from: '9', to: '11' } })).toBe(false);
  });
});
