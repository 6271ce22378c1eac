// Pages that were opened in this window, the latest first.
import type { PageTable } from '../../db/catalog/pages.ts';

export interface RecentPage {
  readonly table: PageTable;
  readonly id: string;
  readonly name: string;
}

const kept = 10;
let pages: readonly RecentPage[] = [];

/** Notes that a page is open. */
export const notePage = (page: RecentPage): void => {
  pages = [page, ...pages.filter(({ id }) => id !== page.id)].slice(0, kept);
};
export const recentPages = (): readonly RecentPage[] => pages;
