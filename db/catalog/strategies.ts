import { defineTable, namedBy, namedInThree, titledInTwo } from './table.ts';

export const strategy = defineTable({
  name: 'strategy',
  plural: 'strategies',
  columns: {
    nameJa: { kind: 'text', required: true, width: 30 },
    nameEn: { kind: 'text', width: 30 },
    nameKo: { kind: 'text' },
    validFrom: { kind: 'date', group: 'period' },
    validTo: { kind: 'date', group: 'period' },
    structure: { kind: 'longText', width: 40 },
    source: { kind: 'text' },
  },
  naming: namedInThree,
  order: ['validFrom'],
  rules: [{ kind: 'order', from: 'validFrom', to: 'validTo' }],
});

/** A node of a strategy's tree: purpose › section, or viewpoint › direction. */
export const goal = defineTable({
  name: 'goal',
  plural: 'goals',
  columns: {
    strategy: { kind: 'reference', to: 'strategy', required: true, indexed: true, width: 24 },
    parent: { kind: 'reference', to: 'goal', indexed: true, width: 24 },
    kind: { kind: 'oneOf', values: 'goalKind', required: true },
    code: { kind: 'text', max: 20, width: 8 },
    titleJa: { kind: 'text', required: true, width: 36 },
    titleEn: { kind: 'text', width: 30 },
    order: { kind: 'integer', required: true, min: 1, max: 9999, label: 'ordinal', width: 8 },
    note: { kind: 'longText' },
  },
  defaults: { order: { kind: 'next', within: 'strategy' } },
  naming: titledInTwo,
  order: ['strategy', 'order'],
});

export const measure = defineTable({
  name: 'measure',
  plural: 'measures',
  columns: {
    number: { kind: 'integer', required: true, min: 1, max: 99999, indexed: true, width: 7 },
    titleJa: { kind: 'text', required: true, width: 40 },
    titleEn: { kind: 'text', width: 30 },
    strategy: { kind: 'reference', to: 'strategy', required: true, indexed: true, width: 20 },
    goal: { kind: 'reference', to: 'goal', indexed: true, searchThrough: true, width: 26 },
    leadBureaus: {
      kind: 'links',
      to: 'bureau',
      through: 'measureBureau',
      from: 'measure',
      target: 'bureau',
      where: { role: 'lead' },
      searchThrough: true,
      width: 22,
    },
    relatedBureaus: { kind: 'links', to: 'bureau', through: 'measureBureau', from: 'measure', target: 'bureau', where: { role: 'related' }, width: 18 },
    summary: { kind: 'longText', width: 36 },
    schedule: { kind: 'longText', width: 24 },
    partners: { kind: 'links', to: 'partner', through: 'measurePartner', from: 'measure', target: 'partner', width: 18 },
    agreements: { kind: 'links', to: 'agreement', through: 'measureAgreement', from: 'measure', target: 'agreement', width: 18 },
    networks: { kind: 'links', to: 'network', through: 'measureNetwork', from: 'measure', target: 'network', width: 18 },
    continues: { kind: 'reference', to: 'measure', width: 20 },
    source: { kind: 'text' },
    note: { kind: 'longText' },
  },
  naming: titledInTwo,
  numberedBy: 'number',
  order: ['strategy', 'number'],
  shown: ['number', 'titleJa', 'goal', 'leadBureaus', 'relatedBureaus', 'summary', 'partners'],
  rules: [{ kind: 'unique', columns: ['strategy', 'number'] }],
});

export const measureBureau = defineTable({
  name: 'measureBureau',
  plural: 'measure-bureaus',
  link: true,
  columns: {
    measure: { kind: 'reference', to: 'measure', required: true, indexed: true },
    bureau: { kind: 'reference', to: 'bureau', required: true, indexed: true },
    role: { kind: 'oneOf', values: 'bureauRole', required: true },
  },
  naming: namedBy('role'),
  order: ['measure', 'role'],
});

const measureLink = <const N extends string, const P extends string, const C extends string>(name: N, plural: P, column: C) =>
  defineTable({
    name,
    plural,
    link: true,
    columns: {
      measure: { kind: 'reference', to: 'measure', required: true, indexed: true },
      [column]: { kind: 'reference', to: column, required: true, indexed: true },
    } as Record<C | 'measure', { kind: 'reference'; to: string; required: true; indexed: true }>,
    naming: namedBy(column),
    order: ['measure', column],
  });

export const measurePartner = measureLink('measurePartner', 'measure-partners', 'partner');
export const measureAgreement = measureLink('measureAgreement', 'measure-agreements', 'agreement');
export const measureNetwork = measureLink('measureNetwork', 'measure-networks', 'network');

/** What a measure is judged by. */
export const indicator = defineTable({
  name: 'indicator',
  plural: 'indicators',
  columns: {
    measure: { kind: 'reference', to: 'measure', required: true, indexed: true, width: 30 },
    nameJa: { kind: 'text', required: true },
    nameEn: { kind: 'text' },
    nameKo: { kind: 'text' },
    unit: { kind: 'text', width: 8 },
    baseline: { kind: 'decimal', group: 'base' },
    baselineYear: { kind: 'integer', min: 1900, max: 2200, unit: 'fiscalYear', group: 'base' },
    note: { kind: 'longText' },
  },
  naming: namedInThree,
  order: ['measure', 'nameJa'],
});

export const indicatorTarget = defineTable({
  name: 'indicatorTarget',
  plural: 'indicator-targets',
  columns: {
    indicator: { kind: 'reference', to: 'indicator', required: true, indexed: true, width: 30 },
    fiscalYear: { kind: 'integer', required: true, min: 1900, max: 2200, unit: 'fiscalYear' },
    value: { kind: 'decimal', required: true },
    actual: { kind: 'decimal' },
  },
  naming: namedBy('value'),
  order: ['indicator', 'fiscalYear'],
  rules: [{ kind: 'unique', columns: ['indicator', 'fiscalYear'] }],
});
