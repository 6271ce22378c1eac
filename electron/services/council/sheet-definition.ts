// What a sheet to the bureaus asks for: its columns, who writes them, and the words of its scale. Data in
// resources/sheets/: another survey is another file there and one line here.
import { z } from 'zod';
import { allowedValues, type Language } from '../../../db/catalog/index.ts';
import progress from '../../../resources/sheets/progress.json' with { type: 'json' };
import survey from '../../../resources/sheets/survey.json' with { type: 'json' };

const label = z.object({ ja: z.string(), en: z.string(), ko: z.string() });
/** Columns a sheet may show. The first are the secretariat's; the others are columns of `progress`. */
export const sheetKeys = [
  'number',
  'id',
  'purposeCode',
  'measure',
  'bureau',
  'related',
  'partners',
  'planned',
  'done',
  'figures',
  'status',
  'problems',
  'nextSteps',
  'contact',
] as const;
export type SheetKey = (typeof sheetKeys)[number];
const written = ['planned', 'done', 'figures', 'status', 'problems', 'nextSteps', 'contact'] as const;
/** Columns that a bureau may fill in: each is a column of `progress`. */
export type WrittenKey = (typeof written)[number];

const definitionSchema = z
  .object({
    name: z.string(),
    title: label,
    columns: z.array(z.object({ key: z.enum(sheetKeys), label, width: z.number(), locked: z.boolean(), hidden: z.boolean().optional() })),
    scale: z.array(z.object({ status: z.string(), label, fill: z.string() })),
  })
  .refine(({ columns }) => ['number', 'id', 'purposeCode', 'measure', 'bureau', 'status'].every((key) => columns.some((column) => column.key === key)))
  .refine(({ columns }) => columns.every((column) => column.locked || written.some((key) => key === column.key)))
  .refine(({ scale }) => scale.every(({ status }) => allowedValues('progressStatus').includes(status)));

export type SheetDefinition = z.infer<typeof definitionSchema>;

export const sheetDefinitions: readonly SheetDefinition[] = [progress, survey].map((one) => definitionSchema.parse(one));

/** The one by that name; the progress sheet when it has none or an unknown one. */
export const definitionOf = (name: string | undefined): SheetDefinition =>
  sheetDefinitions.find((one) => one.name === name) ?? (sheetDefinitions[0] as SheetDefinition);

/** Columns of a sheet that are not locked. */
export const bureauWrites = (definition: SheetDefinition): WrittenKey[] =>
  definition.columns.flatMap(({ key, locked }) => (locked ? [] : written.filter((one) => one === key)));

/** The word of the sheet's scale for a status; the status itself when the scale lacks it. */
export const scaleLabel = (definition: SheetDefinition, status: string, language: Language): string =>
  definition.scale.find((one) => one.status === status)?.label[language] ?? status;
