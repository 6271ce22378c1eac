import { defineTable, namedBy, namedInThree, titledInTwo } from './table.ts';

export const council = defineTable({
  name: 'council',
  plural: 'councils',
  columns: {
    nameJa: { kind: 'text', required: true, width: 28 },
    nameEn: { kind: 'text', width: 28 },
    nameKo: { kind: 'text' },
    kind: { kind: 'oneOf', values: 'councilKind', required: true },
    parent: { kind: 'reference', to: 'council' },
    establishedOn: { kind: 'date' },
    secretariat: { kind: 'text' },
    note: { kind: 'longText' },
    source: { kind: 'text' },
  },
  naming: namedInThree,
  order: ['establishedOn', 'nameJa'],
});

export const meeting = defineTable({
  name: 'meeting',
  plural: 'meetings',
  columns: {
    council: { kind: 'reference', to: 'council', required: true, indexed: true, width: 24 },
    titleJa: { kind: 'text', required: true, width: 26 },
    titleEn: { kind: 'text' },
    heldOn: { kind: 'date', group: 'when', indexed: true },
    startTime: { kind: 'time', group: 'when' },
    endTime: { kind: 'time', group: 'when' },
    place: { kind: 'text' },
    status: { kind: 'oneOf', values: 'meetingStatus', required: true },
    note: { kind: 'longText' },
  },
  defaults: { status: { kind: 'byDay', column: 'heldOn', past: 'held', ahead: 'planned' } },
  naming: titledInTwo,
  order: ['-heldOn'],
  rules: [{ kind: 'order', from: 'startTime', to: 'endTime' }],
});

const ofMeeting = { kind: 'reference', to: 'meeting', required: true, indexed: true, width: 26 } as const;

export const agendaItem = defineTable({
  name: 'agendaItem',
  plural: 'agenda-items',
  columns: {
    meeting: ofMeeting,
    order: { kind: 'integer', required: true, min: 1, max: 999, label: 'ordinal', width: 8 },
    titleJa: { kind: 'text', required: true, width: 30 },
    titleEn: { kind: 'text' },
    paper: { kind: 'text', width: 16 },
    bureau: { kind: 'reference', to: 'bureau' },
    note: { kind: 'longText' },
  },
  defaults: { order: { kind: 'next', within: 'meeting' } },
  naming: titledInTwo,
  order: ['meeting', 'order'],
});

export const attendance = defineTable({
  name: 'attendance',
  plural: 'attendances',
  columns: {
    meeting: ofMeeting,
    bureau: { kind: 'reference', to: 'bureau', required: true },
    name: { kind: 'text', personal: true },
    postJa: { kind: 'text' },
  },
  naming: namedBy('name'),
  order: ['meeting', 'bureau'],
});

export const decision = defineTable({
  name: 'decision',
  plural: 'decisions',
  columns: {
    meeting: ofMeeting,
    order: { kind: 'integer', required: true, min: 1, max: 999, label: 'ordinal', width: 8 },
    text: { kind: 'longText', required: true, label: 'decisionText', width: 40 },
  },
  defaults: { order: { kind: 'next', within: 'meeting' } },
  naming: namedBy('text'),
  order: ['meeting', 'order'],
});

/** Carries over from meeting to meeting until closed. */
export const actionItem = defineTable({
  name: 'actionItem',
  plural: 'action-items',
  columns: {
    meeting: ofMeeting,
    measure: { kind: 'reference', to: 'measure', indexed: true, width: 26 },
    text: { kind: 'longText', required: true, label: 'actionText', width: 34 },
    bureau: { kind: 'reference', to: 'bureau', indexed: true },
    dueOn: { kind: 'date' },
    status: { kind: 'oneOf', values: 'actionStatus', required: true },
    closedOn: { kind: 'date' },
    note: { kind: 'longText' },
  },
  defaults: { status: { kind: 'value', value: 'open' } },
  naming: namedBy('text'),
  order: ['dueOn'],
  overdue: { column: 'dueOn', state: 'status', open: ['open'] },
});

/** A reporting period of a council. */
export const period = defineTable({
  name: 'period',
  plural: 'periods',
  columns: {
    council: { kind: 'reference', to: 'council', required: true, indexed: true, width: 24 },
    strategy: { kind: 'reference', to: 'strategy', required: true, width: 24 },
    nameJa: { kind: 'text', required: true, width: 20 },
    nameEn: { kind: 'text', width: 18 },
    nameKo: { kind: 'text' },
    kind: { kind: 'oneOf', values: 'periodKind', required: true },
    dateFrom: { kind: 'date', required: true, group: 'when' },
    dateTo: { kind: 'date', required: true, group: 'when' },
    asOf: { kind: 'date' },
    dueOn: { kind: 'date', label: 'replyDue' },
    status: { kind: 'oneOf', values: 'periodStatus', required: true },
  },
  naming: namedInThree,
  order: ['-dateFrom'],
  rules: [{ kind: 'order', from: 'dateFrom', to: 'dateTo' }],
});

/** What one bureau reports on one measure for one period. */
export const progress = defineTable({
  name: 'progress',
  plural: 'progress',
  columns: {
    period: { kind: 'reference', to: 'period', required: true, indexed: true, width: 20 },
    measure: { kind: 'reference', to: 'measure', required: true, indexed: true, searchThrough: true, width: 34 },
    bureau: { kind: 'reference', to: 'bureau', required: true, indexed: true, searchThrough: true, width: 18 },
    status: { kind: 'oneOf', values: 'progressStatus', required: true, group: 'state', indexed: true, width: 10 },
    statusReason: { kind: 'text', group: 'state', max: 500 },
    planned: { kind: 'longText', width: 30 },
    done: { kind: 'longText', label: 'doneInPeriod', width: 30 },
    figures: { kind: 'longText', width: 24 },
    problems: { kind: 'longText', width: 26 },
    nextSteps: { kind: 'longText', width: 26 },
    contact: { kind: 'text', personal: true, width: 18 },
    reportedBy: { kind: 'text', personal: true },
    reportedOn: { kind: 'date' },
    checkedBy: { kind: 'text', personal: true },
  },
  naming: namedBy('status'),
  order: ['period', 'measure', 'bureau'],
  shown: ['measure', 'bureau', 'status', 'planned', 'done', 'figures', 'problems', 'nextSteps', 'contact', 'reportedOn'],
  rules: [{ kind: 'unique', columns: ['period', 'measure', 'bureau'] }],
});

/** A progress sheet handed to a bureau (or, without a bureau, the one for all). */
export const sheet = defineTable({
  name: 'sheet',
  plural: 'sheets',
  columns: {
    period: { kind: 'reference', to: 'period', required: true, indexed: true },
    council: { kind: 'reference', to: 'council', required: true },
    bureau: { kind: 'reference', to: 'bureau' },
    issuedOn: { kind: 'date', required: true },
    issuedBy: { kind: 'text', personal: true },
    dueOn: { kind: 'date', label: 'replyDue' },
    state: { kind: 'oneOf', values: 'sheetState', required: true },
    remindedOn: { kind: 'date' },
    returnedOn: { kind: 'date' },
    /** Hash of the file that came back last. */
    returnedHash: { kind: 'text', max: 64, search: false },
    fileName: { kind: 'text', width: 40 },
    fileHash: { kind: 'text', max: 64, search: false },
    columns: { kind: 'longText', search: false, label: 'sheetColumns' },
    key: { kind: 'text', max: 64, search: false, label: 'sheetKey' },
  },
  naming: namedBy('fileName'),
  order: ['-issuedOn'],
  overdue: { column: 'dueOn', state: 'state', open: ['issued', 'reminded'] },
  shown: ['fileName', 'period', 'bureau', 'issuedOn', 'issuedBy', 'dueOn', 'state', 'remindedOn', 'returnedOn'],
});

/** One line of an issued sheet exactly as it was written, and the versions it showed: the base of the later merge. */
export const sheetRow = defineTable({
  name: 'sheetRow',
  plural: 'sheet-rows',
  columns: {
    sheet: { kind: 'reference', to: 'sheet', required: true, indexed: true },
    progress: { kind: 'reference', to: 'progress', required: true },
    ordinal: { kind: 'integer', required: true, min: 1, max: 99999 },
    values: { kind: 'longText', search: false, label: 'sheetValues' },
    heads: { kind: 'longText', search: false, label: 'sheetHeads' },
    check: { kind: 'text', max: 64, search: false, label: 'sheetCheck' },
    /** What was taken from the last return, per column: a second return is compared with it. */
    accepted: { kind: 'longText', search: false, label: 'sheetAccepted' },
  },
  naming: namedBy('ordinal'),
  order: ['sheet', 'ordinal'],
});
