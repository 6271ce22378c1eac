// A new desk with the reference data, and the sample where it is asked for.
import type { Desk } from '../../../db/desk/desk.ts';
import { createDesk } from '../../../db/desk/open.ts';
import { writeSeedSet } from '../../../db/log/seed.ts';
import type { Environment } from '../../../db/store/environment.ts';
import { referenceRecords, referenceSeedSet } from '../reference/reference-data.ts';
import { sampleRecords } from '../sample/records.ts';
import { sampleSeedSet } from '../sample/seed-set.ts';

export interface NewDesk {
  readonly folder: string;
  /** What the office calls this desk. */
  readonly name: string;
  /** Who works at it; shown in the history. */
  readonly author: string;
  readonly sample: boolean;
}

/** @param resources  folder with reference/ @throws DeskError `deskExists`, `folderUnusable`, `diskFull` */
export function newDesk(options: NewDesk, resources: string, environment: Environment): Desk {
  // Read before the folder is made: a missing resource leaves no half-made folder.
  const reference = referenceRecords(resources);
  const desk = createDesk(options.folder, options.name, environment);
  desk.setLocal('author', options.author);
  writeSeedSet(desk, referenceSeedSet, reference);
  if (options.sample) writeSeedSet(desk, sampleSeedSet, sampleRecords(reference));
  return desk;
}
