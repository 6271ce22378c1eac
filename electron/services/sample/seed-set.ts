// What all sample records share: the seed set they come in, ids, reproducible random numbers, the mark.
import { fixedRecordId } from '../../../db/log/ids.ts';
import type { SeedSet } from '../../../db/log/seed.ts';

export const sampleSeedSet: SeedSet = {
  writer: '00000000000000000000000000000004',
  desk: 'sample',
  author: '見本データ',
  stamp: '019a2c6f1e410000',
  why: 'sample',
};

/** Small generator with a known sequence (mulberry32): the same sample everywhere. */
export function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** An element of a list, counted on from its beginning again after its end. */
export const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T; // never empty: the lists below are constants

/** The record id of a sample record. */
export const id = (table: string, key: string) => fixedRecordId(table, `sample-${key}`);
export const mark = '【見本】';
