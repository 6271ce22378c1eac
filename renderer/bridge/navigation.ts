// The entries of the left navigation and the tables behind each, in the order of the office.

import type { TableName } from '../../db/catalog/index.ts';
import type { Filter } from '../../electron/contract/records.ts';
import type { IconName } from '../parts/icon.tsx';

export type ScreenName = 'home' | 'partners' | 'agreements' | 'visits' | 'trips' | 'council' | 'networks' | 'briefings' | 'sync' | 'settings';

export const screens: readonly { readonly name: ScreenName; readonly icon: IconName; readonly tables: readonly TableName[] }[] = [
  { name: 'home', icon: 'home', tables: [] },
  { name: 'partners', icon: 'globe', tables: ['partner', 'person', 'personPost', 'partnerFact'] },
  { name: 'agreements', icon: 'document', tables: ['agreement', 'agreementReview'] },
  { name: 'visits', icon: 'people', tables: ['visit', 'visitGuest', 'programmeItem', 'gift', 'followUp', 'checklistItem', 'checklistTemplate'] },
  { name: 'trips', icon: 'plane', tables: ['trip', 'tripStop', 'tripCost'] },
  {
    name: 'council',
    icon: 'board',
    tables: [
      'progress',
      'measure',
      'goal',
      'strategy',
      'indicator',
      'indicatorTarget',
      'period',
      'sheet',
      'council',
      'meeting',
      'agendaItem',
      'attendance',
      'decision',
      'actionItem',
    ],
  },
  { name: 'networks', icon: 'network', tables: ['network', 'membership', 'project', 'event', 'fund', 'fundBudget', 'grant', 'target'] },
  { name: 'briefings', icon: 'book', tables: ['briefing', 'briefingSection', 'briefingExport', 'textBlock'] },
  { name: 'sync', icon: 'exchange', tables: ['attachment', 'note', 'desk'] },
  { name: 'settings', icon: 'gear', tables: ['bureau', 'officer', 'vocabulary', 'tag', 'view', 'nameAlias', 'importMapping'] },
];

export interface Destination {
  readonly screen: ScreenName;
  readonly table?: TableName | undefined;
  /** Record whose panel is open. */
  readonly record?: string | undefined;
  /** Named view to look through. */
  readonly view?: string | undefined;
  /** What the table shows at first, in place of how it was last looked at. */
  readonly filter?: Filter | undefined;
  /** Briefing that is open for writing. */
  readonly briefing?: string | undefined;
  /** The import is open. */
  readonly importing?: boolean | undefined;
}

/** Where a fresh desk begins: at home, unless the first screen was left for something else. */
let firstDestination: Destination = { screen: 'home' };
export const beginAt = (destination: Destination): void => {
  firstDestination = destination;
};
export const takeFirstDestination = (): Destination => firstDestination;

/** Where a table is at home. */
export const destinationOf = (table: TableName, record?: string): Destination => ({
  screen: screens.find((screen) => screen.tables.includes(table))?.name ?? 'home',
  table,
  record,
});
