import { defineTable, namedBy, namedInThree } from './table.ts';

/** Cities, states, countries, embassies, organisations. A sister relation is an agreement, not a flag. */
export const partner = defineTable({
  name: 'partner',
  plural: 'partners',
  columns: {
    nameJa: { kind: 'text', required: true, reading: 'reading', width: 24 },
    nameEn: { kind: 'text', width: 24 },
    nameKo: { kind: 'text', width: 16 },
    nameLocal: { kind: 'text', width: 16 },
    reading: { kind: 'text', width: 18 },
    otherNames: { kind: 'text', width: 20 },
    kind: { kind: 'oneOf', values: 'partnerKind', required: true, indexed: true, width: 10 },
    country: { kind: 'reference', to: 'partner', searchThrough: true, width: 20 },
    headTitle: { kind: 'text', width: 14 },
    latitude: { kind: 'decimal', group: 'place', width: 10 },
    longitude: { kind: 'decimal', group: 'place', width: 10 },
    source: { kind: 'text', width: 20 },
    note: { kind: 'longText', width: 30 },
  },
  naming: namedInThree,
  order: ['reading', 'nameJa'],
  shown: ['nameJa', 'nameEn', 'nameKo', 'kind', 'country', 'reading', 'headTitle', 'otherNames', 'note'],
  tellsApart: ['country'],
  rules: [{ kind: 'unique', columns: ['nameJa', 'kind', 'country'] }],
});

/** Population and the like: a figure without its date and source is worth nothing in a briefing. */
export const partnerFact = defineTable({
  name: 'partnerFact',
  plural: 'partner-facts',
  columns: {
    partner: { kind: 'reference', to: 'partner', required: true, indexed: true, width: 20 },
    metric: { kind: 'oneOf', values: 'factMetric', required: true },
    value: { kind: 'text', required: true, group: 'figure' },
    unit: { kind: 'text', group: 'figure', width: 8 },
    asOf: { kind: 'date', width: 14 },
    source: { kind: 'text', width: 24 },
  },
  naming: namedBy('value'),
  order: ['partner', 'metric', '-asOf'],
});
