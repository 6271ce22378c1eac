// Conditions on columns as they come from the window and the command line, parsed by zod.
import { z } from 'zod';
import { relativePeriods } from '../catalog/relative.ts';

const scalar = z.union([z.string().max(2_000), z.number(), z.null()]);
const days = z.number().int().min(-40_000).max(40_000);
const condition = z.union([
  scalar,
  z.array(scalar).max(500),
  z.strictObject({ contains: z.string().max(2_000) }),
  z.strictObject({ lacks: z.string().max(2_000) }),
  z.strictObject({ from: scalar.optional(), to: scalar.optional() }),
  z.strictObject({ empty: z.boolean() }),
  z.strictObject({ not: z.union([scalar, z.array(scalar).max(500)]) }),
  /** A period that moves with today: fiscal years, months. */
  z.strictObject({ period: z.enum(relativePeriods) }),
  /** Days from today, both ends included; negative ones are past. */
  z.strictObject({ days: z.strictObject({ from: days, to: days }) }),
]);
export type Condition = z.infer<typeof condition>;

/**
 * `{"kind":"sister"}`, `{"kind":["sister","agreement"]}`, `{"signedOn":{"from":"2014","to":"2015-03"}}`,
 * `{"note":{"empty":true}}`, `{"date":{"period":"thisFiscalYear"}}`. All must hold.
 */
export const filterSchema = z.record(z.string().min(1).max(40), condition);
export type Filter = z.infer<typeof filterSchema>;

/** At least one of these must hold as well. */
export const alternativesSchema = z.array(filterSchema).min(1).max(50);
