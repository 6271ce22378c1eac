// A new desk with the reference data, and the sample where it is asked for.
import { createDesk, type Desk, type World } from '../../db/desk.ts';
import { plant } from '../../db/seed.ts';
import { referenceEdition, referenceRecords } from './reference.ts';
import { sampleEdition } from './sample/edition.ts';
import { sampleRecords } from './sample/records.ts';

export interface NewDesk {
  readonly folder: string;
  /** What the office calls this desk. */
  readonly name: string;
  /** Who works at it; shown in the history. */
  readonly author: string;
  readonly sample: boolean;
}

/** @param resources  folder with reference/ @throws DeskError `deskExists`, `folderUnusable`, `diskFull` */
export function newDesk(wish: NewDesk, resources: string, world: World): Desk {
  // Read before the folder is made: nothing half-made stays behind when a resource is missing.
  const reference = referenceRecords(resources);
  const desk = createDesk(wish.folder, wish.name, world);
  desk.setLocal('author', wish.author);
  plant(desk, referenceEdition, reference);
  if (wish.sample) plant(desk, sampleEdition, sampleRecords(reference));
  return desk;
}
