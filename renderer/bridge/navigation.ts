// The entries of the navigation and the tables of each, in the order they are shown.

import type { TableName } from '../../db/catalog/index.ts';
import { hasPage } from '../../db/catalog/pages.ts';
import type { ScreenName } from '../../electron/contract/commands.ts';
import type { Filter } from '../../electron/contract/records.ts';

export type { ScreenName };

/** Parts of the panel of a record. */
export const panelTabs = ['record', 'related', 'history'] as const;
export type PanelTab = (typeof panelTabs)[number];

export const screens: readonly { readonly name: ScreenName; readonly tables: readonly TableName[] }[] = [
  { name: 'home', tables: [] },
  { name: 'partners', tables: ['partner', 'person', 'personPost', 'partnerFact'] },
  { name: 'agreements', tables: ['agreement', 'agreementReview'] },
  { name: 'visits', tables: ['visit', 'visitGuest', 'programmeItem', 'gift', 'followUp', 'checklistItem', 'checklistTemplate'] },
  { name: 'trips', tables: ['trip', 'tripStop', 'tripCost'] },
  {
    name: 'council',

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
  { name: 'networks', tables: ['network', 'membership', 'project', 'event', 'fund', 'fundBudget', 'grant', 'target'] },
  { name: 'briefings', tables: ['briefing', 'briefingSection', 'briefingExport', 'textBlock'] },
  { name: 'sync', tables: ['attachment', 'note', 'desk'] },
  { name: 'settings', tables: ['bureau', 'officer', 'vocabulary', 'tag', 'view', 'nameAlias', 'importMapping'] },
];

export interface Destination {
  readonly screen: ScreenName;
  readonly table?: TableName | undefined;
  /** Record whose panel is open. */
  readonly record?: string | undefined;
  /** Its page is open in place of the table. */
  readonly page?: true | undefined;
  /** The part of the panel that is shown at first. */
  readonly tab?: PanelTab | undefined;
  /** Named view that is applied at first. */
  readonly view?: string | undefined;
  /** What the table shows at first, in place of how it was last looked at. */
  readonly filter?: Filter | undefined;
  /** Briefing that is open for writing. */
  readonly briefing?: string | undefined;
  /** The import is open. */
  readonly importing?: boolean | undefined;
}

/** The first screen of a new desk: Home, unless the first run chose another. */
let firstDestination: Destination = { screen: 'home' };
export const beginAt = (destination: Destination): void => {
  firstDestination = destination;
};
export const takeFirstDestination = (): Destination => firstDestination;

/** The screen that shows a table. */
export const destinationOf = (table: TableName, record?: string): Destination => ({
  screen: screens.find((screen) => screen.tables.includes(table))?.name ?? 'home',
  table,
  record,
});

/** Where everything about a record stands: its page, or its panel where it has none. */
export const placeOfRecord = (table: TableName, record: string): Destination =>
  hasPage(table) ? { ...destinationOf(table, record), page: true } : destinationOf(table, record);
