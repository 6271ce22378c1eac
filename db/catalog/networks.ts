import { defineTable, namedBy, namedInThree } from './table.ts';

export const network = defineTable({
  name: 'network',
  plural: 'networks',
  columns: {
    nameJa: { kind: 'text', required: true, width: 32 },
    nameEn: { kind: 'text', width: 32 },
    nameKo: { kind: 'text' },
    startedOn: { kind: 'date' },
    joinedOn: { kind: 'date', label: 'weJoinedOn' },
    status: { kind: 'oneOf', values: 'networkStatus', required: true },
    suspendedOn: { kind: 'date' },
    facts: { kind: 'longText', width: 40 },
    source: { kind: 'text' },
    note: { kind: 'longText' },
  },
  naming: namedInThree,
  order: ['startedOn', 'nameJa'],
  shown: ['nameJa', 'nameEn', 'startedOn', 'joinedOn', 'status', 'facts'],
});

export const membership = defineTable({
  name: 'membership',
  plural: 'memberships',
  columns: {
    network: { kind: 'reference', to: 'network', required: true, indexed: true, width: 28 },
    partner: { kind: 'reference', to: 'partner', required: true, indexed: true, width: 20 },
    joinedOn: { kind: 'date', group: 'period' },
    leftOn: { kind: 'date', group: 'period' },
    role: { kind: 'oneOf', values: 'memberRole' },
    note: { kind: 'longText', width: 30 },
  },
  naming: namedBy('partner'),
  order: ['network', 'joinedOn', 'partner'],
  rules: [{ kind: 'order', from: 'joinedOn', to: 'leftOn' }],
});

/** Joint work among cities. */
export const project = defineTable({
  name: 'project',
  plural: 'projects',
  columns: {
    nameJa: { kind: 'text', required: true, width: 34 },
    nameEn: { kind: 'text', width: 28 },
    nameKo: { kind: 'text' },
    fieldJa: { kind: 'text', label: 'projectField' },
    fieldEn: { kind: 'text', label: 'projectFieldEn' },
    network: { kind: 'reference', to: 'network', width: 24 },
    leader: { kind: 'reference', to: 'partner', label: 'leadCity', width: 16 },
    partners: { kind: 'links', to: 'partner', through: 'projectPartner', from: 'project', target: 'partner', width: 20 },
    status: { kind: 'oneOf', values: 'networkStatus' },
    source: { kind: 'text' },
    note: { kind: 'longText' },
  },
  naming: namedInThree,
  order: ['nameJa'],
});

export const projectPartner = defineTable({
  name: 'projectPartner',
  plural: 'project-partners',
  link: true,
  columns: {
    project: { kind: 'reference', to: 'project', required: true, indexed: true },
    partner: { kind: 'reference', to: 'partner', required: true, indexed: true },
  },
  naming: namedBy('partner'),
  order: ['project'],
});

export const event = defineTable({
  name: 'event',
  plural: 'events',
  columns: {
    nameJa: { kind: 'text', required: true, width: 34 },
    nameEn: { kind: 'text', width: 28 },
    nameKo: { kind: 'text' },
    network: { kind: 'reference', to: 'network', indexed: true, width: 24 },
    kind: { kind: 'oneOf', values: 'eventKind', required: true },
    dateFrom: { kind: 'date', group: 'when' },
    dateTo: { kind: 'date', group: 'when' },
    place: { kind: 'text' },
    cityCount: { kind: 'integer', min: 0, max: 9999, unit: 'cities' },
    partners: { kind: 'links', to: 'partner', through: 'eventPartner', from: 'event', target: 'partner', width: 20 },
    source: { kind: 'text' },
    note: { kind: 'longText' },
  },
  naming: namedInThree,
  order: ['dateFrom'],
  rules: [{ kind: 'order', from: 'dateFrom', to: 'dateTo' }],
});

export const eventPartner = defineTable({
  name: 'eventPartner',
  plural: 'event-partners',
  link: true,
  columns: {
    event: { kind: 'reference', to: 'event', required: true, indexed: true },
    partner: { kind: 'reference', to: 'partner', required: true, indexed: true },
  },
  naming: namedBy('partner'),
  order: ['event'],
});

export const fund = defineTable({
  name: 'fund',
  plural: 'funds',
  columns: {
    nameJa: { kind: 'text', required: true, width: 30 },
    nameEn: { kind: 'text', width: 30 },
    nameKo: { kind: 'text' },
    establishedOn: { kind: 'date' },
    source: { kind: 'text' },
    note: { kind: 'longText', width: 40 },
  },
  naming: namedInThree,
  order: ['nameJa'],
});

export const fundBudget = defineTable({
  name: 'fundBudget',
  plural: 'fund-budgets',
  columns: {
    fund: { kind: 'reference', to: 'fund', required: true, indexed: true, width: 28 },
    fiscalYear: { kind: 'integer', required: true, min: 1900, max: 2200, unit: 'fiscalYear' },
    amount: { kind: 'integer', required: true, min: 0, unit: 'yen' },
    note: { kind: 'longText' },
  },
  naming: namedBy('fiscalYear'),
  order: ['fund', 'fiscalYear'],
  rules: [{ kind: 'unique', columns: ['fund', 'fiscalYear'] }],
});

export const grant = defineTable({
  name: 'grant',
  plural: 'grants',
  columns: {
    fund: { kind: 'reference', to: 'fund', required: true, indexed: true, width: 28 },
    measure: { kind: 'reference', to: 'measure', required: true, indexed: true, width: 30 },
    fiscalYear: { kind: 'integer', required: true, min: 1900, max: 2200, unit: 'fiscalYear' },
    amount: { kind: 'integer', required: true, min: 0, unit: 'yen' },
    note: { kind: 'longText' },
  },
  naming: namedBy('fiscalYear'),
  order: ['fund', 'fiscalYear'],
});

/** A figure promised by a date, with its rule of counting. */
export const target = defineTable({
  name: 'target',
  plural: 'targets',
  columns: {
    nameJa: { kind: 'text', required: true, width: 34 },
    nameEn: { kind: 'text', width: 30 },
    nameKo: { kind: 'text' },
    metric: { kind: 'oneOf', values: 'targetMetric', required: true },
    value: { kind: 'integer', required: true, min: 0, label: 'targetValue', width: 8 },
    unit: { kind: 'text', width: 14 },
    dueOn: { kind: 'date' },
    countingRule: { kind: 'longText', width: 40 },
    source: { kind: 'text' },
  },
  naming: namedInThree,
  order: ['dueOn'],
});
