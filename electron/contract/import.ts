// What an import would do, and a mapping saved for the next file of its kind.
import type { Mapping } from '../services/import/import-mapping.ts';
import type { ImportPlan } from '../services/import/import-plan.ts';

export type ImportPreview = Omit<ImportPlan, 'mutations'> & {
  /** Name of the file; empty for pasted text. */
  readonly file: string;
  readonly mapping: Mapping;
};

/** A mapping under a name, for the next file with the same headings. */
export interface SavedMapping {
  readonly name: string;
  readonly headings: readonly string[];
  readonly mapping: Mapping;
}
