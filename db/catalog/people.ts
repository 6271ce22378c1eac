import { defineTable, namedBy, namedInThree } from './table.ts';

/** Dignitaries and counterparts. Personal data throughout. */
export const person = defineTable({
  name: 'person',
  plural: 'people',
  columns: {
    nameJa: { kind: 'text', required: true, personal: true, reading: 'reading', label: 'personNameJa', width: 18 },
    nameEn: { kind: 'text', personal: true, label: 'personNameEn', width: 20 },
    nameKo: { kind: 'text', personal: true, label: 'personNameKo' },
    nameLocal: { kind: 'text', personal: true },
    reading: { kind: 'text', personal: true, width: 16 },
    partner: { kind: 'reference', to: 'partner', indexed: true, searchThrough: true, width: 20 },
    postJa: { kind: 'text', personal: true, width: 16 },
    postEn: { kind: 'text', personal: true, width: 16 },
    honorific: { kind: 'text', personal: true, width: 10 },
    rank: { kind: 'oneOf', values: 'rank', personal: true, width: 12 },
    precedence: { kind: 'integer', min: 1, max: 9999, personal: true, width: 8 },
    languages: { kind: 'terms', list: 'language', personal: true, width: 14 },
    dietary: { kind: 'text', personal: true, width: 20 },
    religious: { kind: 'text', personal: true, width: 20 },
    biography: { kind: 'longText', personal: true },
    note: { kind: 'longText', personal: true },
  },
  naming: namedInThree,
  order: ['reading', 'nameJa'],
  long: true,
  shown: ['nameJa', 'nameEn', 'partner', 'postJa', 'rank', 'honorific', 'languages', 'dietary'],
});

/** A post with its period: papers name the post held at their date. */
export const personPost = defineTable({
  name: 'personPost',
  plural: 'person-posts',
  columns: {
    person: { kind: 'reference', to: 'person', required: true, indexed: true, personal: true, width: 18 },
    partner: { kind: 'reference', to: 'partner', personal: true, width: 20 },
    titleJa: { kind: 'text', required: true, personal: true },
    titleEn: { kind: 'text', personal: true },
    validFrom: { kind: 'date', group: 'period', personal: true },
    validTo: { kind: 'date', group: 'period', personal: true },
    credentialsOn: { kind: 'date', personal: true },
    precedence: { kind: 'integer', min: 1, max: 9999, personal: true },
  },
  naming: { ja: 'titleJa', en: 'titleEn', ko: 'titleJa' },
  order: ['person', '-validFrom'],
  rules: [{ kind: 'order', from: 'validFrom', to: 'validTo' }],
});

export const tag = defineTable({
  name: 'tag',
  plural: 'tags',
  columns: { name: { kind: 'text', required: true }, colour: { kind: 'text', max: 20 } },
  naming: namedBy('name'),
  order: ['name'],
});
