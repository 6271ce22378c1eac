// Equal edits are one version (sync 2.7): two desks that enter the same value over the same version, without knowing of each
// other, have said one thing. An edit that replaces one of the two has replaced both. Pure.
import { columnsOfRegister, type Table } from '../catalog/index.ts';
import { type Change, normal, valueIn } from './registers.ts';

/** Says of a head whether an equal version, built on equal versions, has been replaced by an operation that is known. */
export type Twins = (register: string, dot: string) => boolean;

interface Classes {
  /** Version → number of its class. */
  readonly of: ReadonlyMap<string, number>;
  readonly replaced: ReadonlySet<number>;
}

/** @param changes  all that is known of one record, each after what it builds on; read when the first question is asked */
export function twinsOf(table: Table, changes: () => readonly Change[]): Twins {
  let known: readonly Change[] | undefined;
  const perRegister = new Map<string, Classes>();
  return (register, dot) => {
    if (register === 'deleted') return false;
    known ??= changes();
    let classes = perRegister.get(register);
    if (!classes) {
      classes = classesOf(table, register, known);
      perRegister.set(register, classes);
    }
    const number = classes.of.get(dot);
    return number !== undefined && classes.replaced.has(number);
  };
}

function classesOf(table: Table, register: string, changes: readonly Change[]): Classes {
  const columns = columnsOfRegister(table, register);
  const of = new Map<string, number>();
  const replaced = new Set<number>();
  const numbers = new Map<string, number>();
  for (const { dot, pred, version } of changes) {
    const replaces = pred?.[register];
    // An edit of other cells says nothing of this one.
    if (pred && !replaces) continue;
    const before = [...new Set((replaces ?? []).map((one) => of.get(one) ?? -1))].sort((a, b) => a - b);
    for (const one of before) replaced.add(one);
    const key = JSON.stringify([columns.map((column) => normal(valueIn(version, column))), before]);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    of.set(dot, number);
  }
  return { of, replaced };
}
