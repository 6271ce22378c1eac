// What a column of a file may fill besides columns of the table: the guests of a visit stand in its own line there.
import type { Table } from './table.ts';

/** Names of the guests, and their posts. */
export type PartyTarget = 'party' | 'partyPosts';

const targets: readonly PartyTarget[] = ['party', 'partyPosts'];

/** @returns the targets that a file for this table may have as well as its columns */
export const partyTargets = (table: Table): readonly PartyTarget[] => (table.name === 'visit' ? targets : []);
