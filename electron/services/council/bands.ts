// The order of a progress table and the bands between its lines, the same in a workbook and on a page.
import type { Words } from '../../../resources/locales/sentences.ts';
import type { SheetContent, SheetLine } from './sheet-content.ts';

/** `id` and `purposeCode` are hidden: a block that is sorted takes them along. */
export const hiddenKeys: readonly string[] = ['id', 'purposeCode'];

/** Level 1: a purpose or a bureau; level 2: a section of a purpose. */
export type Banded = { readonly band: string; readonly level: 1 | 2 } | { readonly line: SheetLine };

/** Lines in order, with a band before each group. */
export function withBands(content: SheetContent, order: 'purpose' | 'bureau', words: Words): Banded[] {
  const entries: Banded[] = [];
  let purpose: string | undefined;
  let section = '';
  const lines = order === 'bureau' ? [...content.lines].sort((a, b) => a.bureauOrder - b.bureauOrder || a.number - b.number) : content.lines;
  for (const line of lines) {
    const code = order === 'bureau' ? line.bureau : line.purposeCode;
    if (code !== purpose) {
      purpose = code;
      section = '';
      entries.push({ band: order === 'bureau' ? line.bureau : words('sheet.purpose', { code, title: line.purpose }), level: 1 });
    }
    if (order === 'purpose' && line.sectionCode !== section) {
      section = line.sectionCode;
      if (section !== '') entries.push({ band: `${section}  ${line.section}`, level: 2 });
    }
    entries.push({ line });
  }
  return entries;
}
