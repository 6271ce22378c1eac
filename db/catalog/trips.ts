import { defineTable, namedBy, titledInTwo } from './table.ts';

/** A journey abroad of the governor, a vice-governor, the Director General or a bureau head. */
export const trip = defineTable({
  name: 'trip',
  plural: 'trips',
  columns: {
    titleJa: { kind: 'text', mayName: true, required: true, width: 30 },
    titleEn: { kind: 'text', mayName: true, width: 26 },
    traveller: { kind: 'oneOf', values: 'receivedBy', required: true, label: 'traveller', width: 14 },
    dateFrom: { kind: 'date', required: true, group: 'when', indexed: true, width: 16 },
    dateTo: { kind: 'date', group: 'when', width: 16 },
    purpose: { kind: 'longText', mayName: true, width: 30 },
    companions: { kind: 'longText', personal: true, width: 20 },
    cost: { kind: 'integer', min: 0, unit: 'yen', width: 14 },
    results: { kind: 'longText', mayName: true, width: 30 },
    status: { kind: 'oneOf', values: 'tripStatus', required: true, width: 10 },
    agreements: { kind: 'links', to: 'agreement', through: 'tripAgreement', from: 'trip', target: 'agreement', width: 24 },
    source: { kind: 'text', width: 18 },
    note: { kind: 'longText', mayName: true },
  },
  defaults: { status: { kind: 'byDay', column: 'dateTo', past: 'done', ahead: 'planned' } },
  naming: titledInTwo,
  order: ['-dateFrom'],
  shown: ['titleJa', 'traveller', 'dateFrom', 'dateTo', 'purpose', 'status', 'agreements', 'results', 'cost', 'source'],
  rules: [{ kind: 'order', from: 'dateFrom', to: 'dateTo' }],
});

export const tripStop = defineTable({
  name: 'tripStop',
  plural: 'trip-stops',
  columns: {
    trip: { kind: 'reference', to: 'trip', required: true, indexed: true, width: 28 },
    partner: { kind: 'reference', to: 'partner', required: true, indexed: true, width: 20 },
    order: { kind: 'integer', required: true, min: 1, max: 99, label: 'ordinal', width: 8 },
    arriveOn: { kind: 'date', group: 'when' },
    leaveOn: { kind: 'date', group: 'when' },
    /** Local time less Universal Time, minutes: Tokyo is 540. */
    utcOffset: { kind: 'integer', min: -720, max: 840, unit: 'minutes' },
    purpose: { kind: 'longText', mayName: true, width: 30 },
    note: { kind: 'longText', mayName: true },
  },
  defaults: { order: { kind: 'next', within: 'trip' } },
  naming: namedBy('partner'),
  order: ['trip', 'order'],
  rules: [{ kind: 'order', from: 'arriveOn', to: 'leaveOn' }],
});

export const tripAgreement = defineTable({
  name: 'tripAgreement',
  plural: 'trip-agreements',
  link: true,
  columns: {
    trip: { kind: 'reference', to: 'trip', required: true, indexed: true },
    agreement: { kind: 'reference', to: 'agreement', required: true, indexed: true },
  },
  naming: namedBy('agreement'),
  order: ['trip'],
});

/** What a trip costs, by the fiscal year that pays for it: one that begins in March and ends in April has lines of two. */
export const tripCost = defineTable({
  name: 'tripCost',
  plural: 'trip-costs',
  columns: {
    trip: { kind: 'reference', to: 'trip', required: true, indexed: true, width: 28 },
    fiscalYear: { kind: 'integer', required: true, min: 1900, max: 2200, unit: 'fiscalYear', width: 10 },
    itemJa: { kind: 'text', required: true, label: 'costItem', width: 24 },
    amount: { kind: 'integer', required: true, min: 0, unit: 'yen', width: 14 },
    note: { kind: 'longText' },
  },
  naming: namedBy('itemJa'),
  order: ['trip', 'fiscalYear', 'itemJa'],
});
