// Types of records, lists and papers as they cross to the page. The page imports them from here, never from where they are made.
export type { Issue } from '../../db/exchange/broken-rules.ts';
export type { Conflict } from '../../db/exchange/conflicts.ts';
export type { AskedMutation, SetValue } from '../../db/log/mutation.ts';
export type { Condition, Filter } from '../../db/queries/condition.ts';
export type { Group } from '../../db/queries/groups.ts';
export type { ListedRow, Listing } from '../../db/queries/list.ts';
export type { Sort } from '../../db/queries/order.ts';
export type { PartnerPage, VisitPage } from '../../db/queries/page/page.ts';
export type { TimelineEntry } from '../../db/queries/page/partner.ts';
export type { PagePart } from '../../db/queries/page/parts.ts';
export type { HistoryEntry } from '../../db/queries/record.ts';
export type { BriefingSection } from '../services/briefing/briefings.ts';
export type { PlannedSeat } from '../services/briefing/protocol.ts';
export type { Subject } from '../services/briefing/subject.ts';
export type { CellChange } from '../services/council/merge-returned.ts';
export type { HomeCard, HomeFigures } from '../services/home/home.ts';
