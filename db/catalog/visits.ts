import { defineTable, namedBy, titledInTwo } from './table.ts';

/** The visit log: courtesy calls and official visits to the city. */
export const visit = defineTable({
  name: 'visit',
  plural: 'visits',
  columns: {
    date: { kind: 'date', required: true, group: 'when', indexed: true, width: 16 },
    startTime: { kind: 'time', group: 'when', width: 8 },
    endTime: { kind: 'time', group: 'when', width: 8 },
    titleJa: { kind: 'text', mayName: true, required: true, width: 34 },
    titleEn: { kind: 'text', mayName: true, width: 30 },
    kind: { kind: 'term', list: 'visitKind', required: true, indexed: true, width: 12 },
    partner: { kind: 'reference', to: 'partner', indexed: true, searchThrough: true, width: 22 },
    leader: { kind: 'reference', to: 'person', indexed: true, searchThrough: true, width: 18 },
    leaderRank: { kind: 'oneOf', values: 'rank', width: 12 },
    partySize: { kind: 'integer', min: 1, max: 9999, unit: 'people', width: 8 },
    receivedBy: { kind: 'oneOf', values: 'receivedBy', indexed: true, width: 12 },
    place: { kind: 'text', mayName: true, width: 20 },
    status: { kind: 'oneOf', values: 'visitStatus', required: true, indexed: true, width: 10 },
    interpreter: { kind: 'text', personal: true, width: 14 },
    language: { kind: 'term', list: 'language', width: 10 },
    bureau: { kind: 'reference', to: 'bureau', label: 'hostBureau', width: 16 },
    officer: { kind: 'reference', to: 'officer', width: 14 },
    handling: { kind: 'oneOf', values: 'handling', width: 10 },
    agenda: { kind: 'longText', mayName: true, width: 30 },
    talkRecord: { kind: 'longText', mayName: true },
    seatingNote: { kind: 'longText', mayName: true },
    press: { kind: 'longText', mayName: true },
    note: { kind: 'longText', mayName: true, width: 24 },
  },
  defaults: {
    kind: { kind: 'value', value: 'courtesy' },
    status: { kind: 'byDay', column: 'date', past: 'done', ahead: 'planned' },
    titleJa: { kind: 'visitTitle' },
  },
  naming: titledInTwo,
  order: ['-date', '-startTime'],
  long: true,
  shown: [
    'date',
    'startTime',
    'titleJa',
    'kind',
    'partner',
    'leader',
    'leaderRank',
    'receivedBy',
    'place',
    'status',
    'language',
    'partySize',
    'handling',
    'note',
  ],
  rules: [{ kind: 'order', from: 'startTime', to: 'endTime' }],
});

/** One member of the party, in order of precedence. */
export const visitGuest = defineTable({
  name: 'visitGuest',
  plural: 'visit-guests',
  columns: {
    visit: { kind: 'reference', to: 'visit', required: true, indexed: true, width: 30 },
    person: { kind: 'reference', to: 'person', indexed: true, personal: true },
    name: { kind: 'text', personal: true },
    postJa: { kind: 'text', personal: true },
    order: { kind: 'integer', required: true, min: 1, max: 999, label: 'precedence' },
    /** Whose side of the table; the guests' when empty. */
    side: { kind: 'oneOf', values: 'side', width: 10 },
    /** Sits next to the heads and is not counted in the order of precedence. */
    interprets: { kind: 'flag' },
    /** Place at the table as an officer chose it, in place of the computed one: 0 is the middle, negative to the left. */
    seat: { kind: 'integer', min: -20, max: 20, group: 'seating' },
    seatBy: { kind: 'text', personal: true, group: 'seating' },
    seatOn: { kind: 'date', group: 'seating' },
  },
  defaults: { order: { kind: 'next', within: 'visit' } },
  naming: namedBy('name'),
  order: ['visit', 'order'],
});

/** A line of the programme of a visit or a trip's stop. */
export const programmeItem = defineTable({
  name: 'programmeItem',
  plural: 'programme-items',
  columns: {
    visit: { kind: 'reference', to: 'visit', indexed: true, width: 26 },
    tripStop: { kind: 'reference', to: 'tripStop', indexed: true, width: 18 },
    date: { kind: 'date', group: 'when' },
    startTime: { kind: 'time', group: 'when' },
    endTime: { kind: 'time', group: 'when' },
    /** Where the time is not that of the stop, as a flight's departure from Tokyo: local time less Universal Time. */
    utcOffset: { kind: 'integer', min: -720, max: 840, unit: 'minutes' },
    titleJa: { kind: 'text', mayName: true, required: true },
    titleEn: { kind: 'text', mayName: true },
    kind: { kind: 'oneOf', values: 'programmeKind', label: 'programmeKind', width: 10 },
    place: { kind: 'text', mayName: true },
    note: { kind: 'longText', mayName: true },
  },
  naming: titledInTwo,
  order: ['visit', 'tripStop', 'date', 'startTime'],
});

export const gift = defineTable({
  name: 'gift',
  plural: 'gifts',
  columns: {
    visit: { kind: 'reference', to: 'visit', indexed: true, width: 26 },
    trip: { kind: 'reference', to: 'trip', indexed: true },
    partner: { kind: 'reference', to: 'partner', indexed: true, width: 20 },
    person: { kind: 'reference', to: 'person', personal: true },
    direction: { kind: 'oneOf', values: 'direction', required: true },
    itemJa: { kind: 'text', mayName: true, required: true },
    itemEn: { kind: 'text', mayName: true },
    value: { kind: 'integer', min: 0, unit: 'yen', label: 'giftValue' },
    note: { kind: 'longText', mayName: true },
  },
  naming: { ja: 'itemJa', en: 'itemEn', ko: 'itemJa' },
  order: ['visit', 'direction', 'itemJa'],
});

export const followUp = defineTable({
  name: 'followUp',
  plural: 'follow-ups',
  columns: {
    visit: { kind: 'reference', to: 'visit', indexed: true, width: 26 },
    trip: { kind: 'reference', to: 'trip', indexed: true },
    text: { kind: 'longText', mayName: true, required: true, label: 'followUpText', width: 30 },
    bureau: { kind: 'reference', to: 'bureau' },
    owner: { kind: 'text', mayName: true },
    dueOn: { kind: 'date' },
    status: { kind: 'oneOf', values: 'actionStatus', required: true },
    closedOn: { kind: 'date' },
  },
  defaults: { status: { kind: 'value', value: 'open' } },
  naming: namedBy('text'),
  order: ['dueOn'],
  overdue: { column: 'dueOn', state: 'status', open: ['open'] },
});

/** A line of the protocol checklist. Due so many hours before the visit begins. */
export const checklistItem = defineTable({
  name: 'checklistItem',
  plural: 'checklist-items',
  columns: {
    visit: { kind: 'reference', to: 'visit', required: true, indexed: true, width: 26 },
    area: { kind: 'oneOf', values: 'checklistArea', required: true },
    text: { kind: 'text', mayName: true, required: true, label: 'checklistText', width: 30 },
    owner: { kind: 'text', mayName: true },
    hoursBefore: { kind: 'integer', min: 0, max: 8760, unit: 'hours' },
    doneOn: { kind: 'date' },
    doneBy: { kind: 'text', mayName: true },
    order: { kind: 'integer', min: 1, max: 999, label: 'ordinal' },
  },
  naming: namedBy('text'),
  order: ['visit', 'order'],
});

/** A line that the checklist of a kind of visit begins with. */
export const checklistTemplate = defineTable({
  name: 'checklistTemplate',
  plural: 'checklist-templates',
  columns: {
    visitKind: { kind: 'term', list: 'visitKind', label: 'forKind', width: 14 },
    area: { kind: 'oneOf', values: 'checklistArea', required: true },
    text: { kind: 'text', required: true, label: 'checklistText', width: 36 },
    owner: { kind: 'text' },
    hoursBefore: { kind: 'integer', min: 0, max: 8760, unit: 'hours' },
    order: { kind: 'integer', min: 1, max: 999, label: 'ordinal' },
  },
  naming: namedBy('text'),
  order: ['visitKind', 'order'],
});
