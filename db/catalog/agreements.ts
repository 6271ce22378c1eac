import { defineTable, namedBy, titledInTwo } from './table.ts';

/** Sister relations, agreements, declarations, memoranda. Many per partner; one may replace another. */
export const agreement = defineTable({
  name: 'agreement',
  plural: 'agreements',
  columns: {
    titleJa: { kind: 'text', required: true, width: 34 },
    titleEn: { kind: 'text', width: 30 },
    kind: { kind: 'oneOf', values: 'agreementKind', required: true, indexed: true, width: 14 },
    partners: { kind: 'links', to: 'partner', through: 'agreementParty', from: 'agreement', target: 'partner', searchThrough: true, width: 22 },
    signedOn: { kind: 'date', indexed: true, width: 16 },
    status: { kind: 'oneOf', values: 'agreementStatus', indexed: true, width: 10 },
    fields: { kind: 'terms', list: 'cooperationField', width: 20 },
    leadBureaus: { kind: 'links', to: 'bureau', through: 'agreementBureau', from: 'agreement', target: 'bureau', where: { role: 'lead' }, width: 18 },
    relatedBureaus: { kind: 'links', to: 'bureau', through: 'agreementBureau', from: 'agreement', target: 'bureau', where: { role: 'related' }, width: 18 },
    reviewYears: { kind: 'integer', min: 1, max: 50, unit: 'years', width: 10 },
    nextReview: { kind: 'computed', by: 'nextReview', width: 18 },
    nextAnniversary: { kind: 'computed', by: 'nextAnniversary', width: 22 },
    counterpart: { kind: 'text', width: 18 },
    signedPlace: { kind: 'text' },
    signedByUs: { kind: 'text', personal: true },
    signedByThem: { kind: 'text', personal: true },
    assemblyApprovedOn: { kind: 'date' },
    validFrom: { kind: 'date', group: 'period' },
    validTo: { kind: 'date', group: 'period' },
    replaces: { kind: 'reference', to: 'agreement' },
    possiblySame: { kind: 'reference', to: 'agreement' },
    listOrder: { kind: 'integer', min: 1, max: 9999, width: 8 },
    source: { kind: 'text', width: 20 },
    text: { kind: 'longText', label: 'agreementText' },
    note: { kind: 'longText', width: 30 },
  },
  naming: titledInTwo,
  order: ['signedOn', 'listOrder', 'titleJa'],
  shown: ['titleJa', 'kind', 'partners', 'signedOn', 'status', 'nextReview', 'nextAnniversary', 'leadBureaus', 'source', 'note'],
  rules: [{ kind: 'order', from: 'validFrom', to: 'validTo' }],
});

export const agreementParty = defineTable({
  name: 'agreementParty',
  plural: 'agreement-parties',
  link: true,
  columns: {
    agreement: { kind: 'reference', to: 'agreement', required: true, indexed: true },
    partner: { kind: 'reference', to: 'partner', required: true, indexed: true },
  },
  naming: namedBy('partner'),
  order: ['agreement', 'partner'],
});

export const agreementBureau = defineTable({
  name: 'agreementBureau',
  plural: 'agreement-bureaus',
  link: true,
  columns: {
    agreement: { kind: 'reference', to: 'agreement', required: true, indexed: true },
    bureau: { kind: 'reference', to: 'bureau', required: true, indexed: true },
    role: { kind: 'oneOf', values: 'bureauRole', required: true },
  },
  naming: namedBy('role'),
  order: ['agreement', 'role'],
});

/** A review that was held; the next one counts from the latest. */
export const agreementReview = defineTable({
  name: 'agreementReview',
  plural: 'agreement-reviews',
  columns: {
    agreement: { kind: 'reference', to: 'agreement', required: true, indexed: true, width: 30 },
    heldOn: { kind: 'date', required: true },
    result: { kind: 'longText' },
  },
  naming: namedBy('heldOn'),
  order: ['agreement', '-heldOn'],
});
