// Random histories of several desks: one generator for the replica in memory and for SQLite files.
import fc from 'fast-check';

const desk = fc.nat(6);
const row = fc.nat(2);
const column = fc.constantFrom('a', 'b', 'g1', 'later');
/** Few different values, so that equal ones meet. */
const value = fc.constantFrom('い', 'ろ', 'は', 'に');

export const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('edit' as const), desk, row, column, value }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('stale' as const), desk, row, column, value, back: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), desk, row }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restoreRow' as const), desk, row }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const), desk, at: fc.nat(9) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('export' as const), desk, full: fc.nat(9) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('import' as const), desk, bundle: fc.nat(1_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('relaunch' as const), desk }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('backup' as const), desk }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), desk, bundle: fc.nat(1_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clone' as const), desk }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock' as const), desk, by: fc.integer({ min: -2.2e12, max: 2.2e12 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), desk }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('upgrade' as const), desk }) },
);
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

export const history = (length: number) => fc.tuple(fc.integer({ min: 2, max: 4 }), fc.array(step, { minLength: 15, maxLength: length, size: 'max' }));
