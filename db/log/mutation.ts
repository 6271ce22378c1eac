// What a caller may ask of the write path. Parsed here whether it comes from the window, the command line or a file.
import { z } from 'zod';

const id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const name = z.string().min(1).max(40);
/** A value as stored, or for `links` the whole set of record ids, or what to add and remove. */
export const setValueSchema = z.union([
  z.string().max(1_048_576),
  z.number(),
  z.null(),
  z.array(id).max(500),
  z.strictObject({ add: z.array(id).max(500), remove: z.array(id).max(500) }),
]);
const set = z.record(name, setValueSchema);
/** The versions behind what was on the screen, as the row carried them. Absent: what is stored now. */
const seen = z.string().max(65_536).optional();

export const mutationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create'), table: name, id: id.optional(), set }),
  z.strictObject({ kind: z.literal('set'), table: name, id, set, seen }),
  z.strictObject({ kind: z.literal('delete'), table: name, id, seen }),
  z.strictObject({ kind: z.literal('restore'), table: name, id, seen }),
]);

/** What callers from outside may ask. */
export type AskedMutation = z.infer<typeof mutationSchema>;
/** Services need two more: a version that replaces none, and a deletion because a record was merged into another. */
export type Mutation =
  | AskedMutation
  | { readonly kind: 'mergeInto'; readonly table: string; readonly id: string; readonly into: string }
  | { readonly kind: 'addVersion'; readonly table: string; readonly id: string; readonly set: Readonly<Record<string, SetValue>> };
export type SetValue = z.infer<typeof setValueSchema>;
