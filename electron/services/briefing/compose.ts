// A briefing as a file, from one snapshot of the records. Runs in another thread, since portraits take long.
import type { Reader } from '../../../db/store/connection.ts';
import type { PrintedPage } from '../print/printed-page.ts';
import { type BriefingPage, type BriefingSetting, briefingPage } from './briefings.ts';
import { briefingDocx, briefingPrinted, type PaperPaths } from './paper.ts';

export interface ComposeOptions {
  /** Record id of the briefing. */
  readonly id: string;
  readonly format: 'docx' | 'pdf';
  /** `YYYY-MM-DD` */
  readonly day: string;
}

export interface ComposedBriefing {
  readonly page: BriefingPage;
  /** The file itself, or the page that Chromium prints it from. */
  readonly out: { readonly docx: Uint8Array } | { readonly printed: PrintedPage };
}

/** @throws DeskError `notFound`, `templateBroken` */
export async function composeBriefing(db: Reader, { id, format, day }: ComposeOptions, paths: PaperPaths, setting: BriefingSetting): Promise<ComposedBriefing> {
  const page = db.snapshot(() => briefingPage(db, id, setting, day));
  return {
    page,
    out: format === 'docx' ? { docx: await briefingDocx(page, paths, setting, day) } : { printed: briefingPrinted(page, paths, setting, day) },
  };
}
