// How a file is to be read, as chosen by a person or a saved mapping.
import { z } from 'zod';

const name = z.string().min(1).max(200);

/** As far as it was chosen; the rest is found automatically. */
export const mappingSchema = z.strictObject({
  sheet: z.string().max(200).optional(),
  /** Which reading of a text file is meant, where several fit. */
  encoding: z.string().max(20).optional(),
  /** What becomes of lines that the file hides; taken in when nothing is said. */
  hiddenRows: z.enum(['take', 'skip']).optional(),
  /** Line of the headings. */
  headingLine: z.number().int().min(1).max(1_000_000).optional(),
  /** Heading → column; null leaves it out. */
  columns: z.record(name, z.string().max(40).nullable()).optional(),
  /** Columns that identify a record; none: every line is a new record. */
  keys: z.array(z.string().max(40)).max(8).optional(),
  /** What an empty cell means for a record that has a value there. */
  blank: z.enum(['keep', 'clear']).optional(),
  /** Columns that the file does not have, with the same text for every line: the strategy of an annex of measures. */
  fixed: z.record(name, z.string().max(2_000)).optional(),
  /** `bureau:○○局` → id of the record meant, or `none` to ignore the name. */
  names: z.record(name, z.string().max(40)).optional(),
});
export type Mapping = z.infer<typeof mappingSchema>;
