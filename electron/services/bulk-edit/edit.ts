// An edit of many cells, as the page asks for it.
import { z } from 'zod';
import { setValueSchema } from '../../../db/log/mutation.ts';
import { pasteLetters } from '../tabular/limits.ts';

const columns = z.array(z.string().min(1).max(40)).min(1).max(300);
/** Places in the list, both included. */
const interval = z.strictObject({ from: z.number().int().min(0).max(100_000_000), to: z.number().int().min(0).max(100_000_000) });
const intervals = z.array(interval).min(1).max(2_000);

export const editSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('paste'),
    /** Places the block may fill, in order; what goes beyond them, or everything at the end of the list, are new records. */
    rows: z.union([intervals, z.literal('end')]),
    /** From the first one on, as far as the block reaches. */
    columns,
    text: z.string().max(pasteLetters),
    /** How many rows and columns were selected: a block that divides them evenly fills them. */
    selected: z.strictObject({ rows: z.number().int().min(1).max(1_000_000), columns: z.number().int().min(1).max(300) }),
  }),
  z.strictObject({ kind: z.literal('fill'), rows: interval, columns }),
  z.strictObject({ kind: z.literal('set'), rows: z.union([intervals, z.literal('all')]), column: z.string().min(1).max(40), value: setValueSchema }),
  z.strictObject({ kind: z.literal('clear'), rows: intervals, columns }),
  z.strictObject({ kind: z.literal('delete'), rows: intervals }),
  /** One new record from the values that were entered. */
  z.strictObject({ kind: z.literal('append'), values: z.record(z.string().min(1).max(40), setValueSchema) }),
]);
export type Edit = z.infer<typeof editSchema>;
