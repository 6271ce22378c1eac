import { defineTable, namedBy } from './table.ts';

export const briefing = defineTable({
  name: 'briefing',
  plural: 'briefings',
  columns: {
    title: { kind: 'text', mayName: true, required: true, label: 'titleJa', width: 34 },
    language: { kind: 'oneOf', values: 'briefingLanguage', required: true, label: 'paperLanguage' },
    visit: { kind: 'reference', to: 'visit', indexed: true, width: 24 },
    trip: { kind: 'reference', to: 'trip', indexed: true, width: 24 },
    partner: { kind: 'reference', to: 'partner', indexed: true, width: 20 },
    status: { kind: 'oneOf', values: 'briefingStatus', required: true },
    handling: { kind: 'oneOf', values: 'handling' },
    note: { kind: 'longText', mayName: true },
  },
  defaults: { language: { kind: 'value', value: 'ja' }, status: { kind: 'value', value: 'draft' } },
  naming: namedBy('title'),
  order: ['title'],
});

export const briefingSection = defineTable({
  name: 'briefingSection',
  plural: 'briefing-sections',
  columns: {
    briefing: { kind: 'reference', to: 'briefing', required: true, indexed: true, width: 28 },
    order: { kind: 'integer', required: true, min: 1, max: 999, label: 'ordinal', width: 8 },
    /** Which part of a briefing it is; empty: one that an officer added. */
    part: { kind: 'oneOf', values: 'briefingPart', width: 12 },
    title: { kind: 'text', mayName: true, required: true, label: 'titleJa' },
    text: { kind: 'longText', mayName: true, label: 'sectionText', width: 40 },
    /** The text as it was last made from the records; what differs from it was written by an officer. */
    generated: { kind: 'longText', mayName: true, search: false, label: 'sectionGenerated' },
    madeFrom: { kind: 'longText', mayName: true, search: false, label: 'madeFrom' },
    hidden: { kind: 'flag' },
  },
  defaults: { order: { kind: 'next', within: 'briefing' } },
  naming: namedBy('title'),
  order: ['briefing', 'order'],
});

/** What was handed out, and the record versions it was made from. */
export const briefingExport = defineTable({
  name: 'briefingExport',
  plural: 'briefing-exports',
  columns: {
    briefing: { kind: 'reference', to: 'briefing', required: true, indexed: true, width: 28 },
    exportedOn: { kind: 'date', required: true },
    exportedBy: { kind: 'text', personal: true },
    fileName: { kind: 'text', mayName: true, width: 40 },
    madeFrom: { kind: 'longText', mayName: true, search: false },
  },
  naming: namedBy('fileName'),
  order: ['-exportedOn'],
});

/** A text used again and again: a city's profile, a standard phrase. Its history is its versions. */
export const textBlock = defineTable({
  name: 'textBlock',
  plural: 'text-blocks',
  columns: {
    name: { kind: 'text', required: true, width: 24 },
    language: { kind: 'oneOf', values: 'briefingLanguage', required: true, label: 'paperLanguage' },
    partner: { kind: 'reference', to: 'partner', indexed: true, width: 20 },
    part: { kind: 'oneOf', values: 'briefingPart', width: 12 },
    text: { kind: 'longText', mayName: true, required: true, label: 'sectionText', width: 40 },
    asOf: { kind: 'date' },
    source: { kind: 'text' },
  },
  naming: namedBy('name'),
  order: ['name'],
});
