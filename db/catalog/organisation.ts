import { defineTable, namedBy, namedInThree } from './table.ts';

/** A bureau with its period of validity: bureaus are renamed, merged and split, and old sheets keep the old name. */
export const bureau = defineTable({
  name: 'bureau',
  plural: 'bureaus',
  columns: {
    order: { kind: 'integer', required: true, min: 1, max: 9999, label: 'officialOrder', width: 8 },
    nameJa: { kind: 'text', required: true, width: 30 },
    nameEn: { kind: 'text', width: 30 },
    nameKo: { kind: 'text', width: 24 },
    shortJa: { kind: 'text', width: 12 },
    kind: { kind: 'oneOf', values: 'bureauKind', required: true },
    validFrom: { kind: 'date', group: 'period' },
    validTo: { kind: 'date', group: 'period' },
    successors: { kind: 'links', to: 'bureau', through: 'bureauSuccession', from: 'bureau', target: 'successor', width: 20 },
    source: { kind: 'text' },
    note: { kind: 'longText' },
  },
  defaults: { order: { kind: 'next' } },
  naming: namedInThree,
  order: ['order'],
  rules: [{ kind: 'order', from: 'validFrom', to: 'validTo' }],
});

export const bureauSuccession = defineTable({
  name: 'bureauSuccession',
  plural: 'bureau-successions',
  link: true,
  columns: {
    bureau: { kind: 'reference', to: 'bureau', required: true, indexed: true },
    successor: { kind: 'reference', to: 'bureau', required: true, indexed: true },
  },
  naming: namedBy('successor'),
  order: ['bureau'],
});

export const officer = defineTable({
  name: 'officer',
  plural: 'officers',
  columns: {
    nameJa: { kind: 'text', required: true, personal: true, reading: 'reading', label: 'personNameJa', width: 18 },
    nameEn: { kind: 'text', personal: true, label: 'personNameEn', width: 18 },
    nameKo: { kind: 'text', personal: true, label: 'personNameKo' },
    reading: { kind: 'text', personal: true, width: 16 },
    bureau: { kind: 'reference', to: 'bureau', width: 20 },
    division: { kind: 'text', width: 18 },
    postJa: { kind: 'text', width: 14 },
    extension: { kind: 'text', max: 40, personal: true, width: 12 },
    note: { kind: 'longText', personal: true },
  },
  naming: namedInThree,
  order: ['reading', 'nameJa'],
});

/** A word of a list that officers edit: kinds of visit, fields of cooperation, languages. */
export const vocabulary = defineTable({
  name: 'vocabulary',
  plural: 'vocabularies',
  columns: {
    list: { kind: 'text', required: true, max: 40, indexed: true, width: 18 },
    key: { kind: 'text', required: true, max: 40, label: 'termKey', width: 16 },
    nameJa: { kind: 'text', required: true, width: 24 },
    nameEn: { kind: 'text', width: 24 },
    nameKo: { kind: 'text', width: 20 },
    order: { kind: 'integer', required: true, min: 1, max: 9999, label: 'ordinal', width: 8 },
  },
  defaults: { order: { kind: 'next', within: 'list' } },
  naming: namedInThree,
  order: ['list', 'order'],
  rules: [{ kind: 'unique', columns: ['list', 'key'] }],
});

/** A note on any record. */
export const note = defineTable({
  name: 'note',
  plural: 'notes',
  columns: {
    recordTable: { kind: 'text', required: true, max: 40, search: false, group: 'on' },
    record: { kind: 'text', required: true, max: 40, search: false, group: 'on', indexed: true },
    text: { kind: 'longText', mayName: true, required: true, label: 'noteText', width: 40 },
    author: { kind: 'text', personal: true },
    writtenOn: { kind: 'date' },
  },
  naming: namedBy('text'),
  order: ['-writtenOn'],
});

/** A file stored under its hash in the desk folder. */
export const attachment = defineTable({
  name: 'attachment',
  plural: 'attachments',
  columns: {
    recordTable: { kind: 'text', required: true, max: 40, search: false, group: 'on' },
    record: { kind: 'text', required: true, max: 40, search: false, group: 'on', indexed: true },
    fileName: { kind: 'text', mayName: true, required: true, width: 40 },
    fileHash: { kind: 'text', mayName: true, required: true, max: 64, search: false, group: 'content' },
    size: { kind: 'integer', min: 0, unit: 'bytes', group: 'content' },
    mediaType: { kind: 'text', max: 120, search: false, group: 'content' },
    note: { kind: 'longText', mayName: true },
  },
  naming: namedBy('fileName'),
  order: ['fileName'],
});

/** A word tied to any record. */
export const tagging = defineTable({
  name: 'tagging',
  plural: 'taggings',
  link: true,
  columns: {
    tag: { kind: 'reference', to: 'tag', required: true, indexed: true },
    recordTable: { kind: 'text', required: true, max: 40, search: false, group: 'on' },
    record: { kind: 'text', required: true, max: 40, search: false, group: 'on', indexed: true },
  },
  naming: namedBy('record'),
  order: ['tag'],
});

/** A named arrangement of a table: columns, order, filter, as JSON. */
export const view = defineTable({
  name: 'view',
  plural: 'views',
  columns: {
    table: { kind: 'text', required: true, max: 40, search: false, indexed: true },
    name: { kind: 'text', required: true },
    definition: { kind: 'longText', required: true, search: false },
    /** Shown first when the table is opened. */
    isDefault: { kind: 'flag' },
    /** Counted on Home. */
    onHome: { kind: 'flag' },
  },
  naming: namedBy('name'),
  order: ['table', 'name'],
  shown: ['table', 'name', 'isDefault', 'onHome'],
});
