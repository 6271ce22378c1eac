// A page of one subject with everything that belongs to it, read from one state of the desk.
import { hasPage } from '../../catalog/pages.ts';
import { DeskError } from '../../errors.ts';
import type { Reader } from '../../store/connection.ts';
import { requireTable } from '../filter.ts';
import type { ListedRow, ListView } from '../list.ts';
import { type PartnerParts, partnerParts } from './partner.ts';
import { PageReader } from './parts.ts';
import { type VisitParts, visitParts } from './visit.ts';

interface PageHead {
  readonly row: ListedRow;
  readonly names: Readonly<Record<string, string>>;
}
export type VisitPage = PageHead & VisitParts & { readonly table: 'visit' };
export type PartnerPage = PageHead & PartnerParts & { readonly table: 'partner' };
export type SubjectPage = VisitPage | PartnerPage;

/** @throws DeskError `unknownTable`, `notFound`, `badRequest` for a table without a page */
export function pageOf(db: Reader, name: string, id: string, view: ListView & { readonly today: string }): SubjectPage {
  const table = requireTable(name).name;
  if (!hasPage(table)) throw new DeskError('badRequest', { what: `page ${table}` });
  return db.snapshot(() => {
    const page = new PageReader(db, view);
    const [row] = page.rows(table, [id]);
    if (!row) throw new DeskError('notFound', { table, id });
    if (table === 'visit') return { table, row, ...visitParts(page, row), names: page.names };
    return { table, row, ...partnerParts(page, id), names: page.names };
  });
}
