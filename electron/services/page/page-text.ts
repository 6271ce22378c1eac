// A page as text: what administrators read, and what is pasted into a mail.
import { tableOf } from '../../../db/catalog/index.ts';
import type { SubjectPage } from '../../../db/queries/page/page.ts';
import type { PagePart } from '../../../db/queries/page/parts.ts';
import { entryText, missingText, noteText, rowTexts } from '../../../resources/locales/page-sentences.ts';
import { type CellStyle, recordTitle } from '../../../resources/locales/sentences.ts';

const facts = {
  visit: ['date', 'startTime', 'endTime', 'place', 'receivedBy', 'language', 'interpreter', 'status'],
  partner: ['kind', 'country', 'nameEn', 'headTitle'],
} as const;

/** Lines of a page: its title, its facts, every part that holds something. */
export function pageText(page: SubjectPage, style: CellStyle): string {
  const lines = [
    recordTitle(style, tableOf(page.table), page.row.values, page.names),
    rowTexts(style, { table: page.table, columns: facts[page.table] }, page.row, page.names).join(' · '),
  ];
  if (page.table === 'visit' && page.missing.length > 0) lines.push(missingText(style, page.missing));
  if (page.table === 'partner')
    lines.push(style.words('page.lastHeads', { what: page.lastHeads ? entryText(style, page.lastHeads, page.names) : style.words('page.none') }));
  const part = (one: PagePart) => lines.push(...partLines(one, page.names, style));
  page.parts.forEach(part);
  if (page.table === 'partner') {
    const total = Object.values(page.counts).reduce((sum, count) => sum + count, 0);
    lines.push('', `■ ${style.words('page.timeline')} (${total})`);
    for (const entry of page.timeline) lines.push(`  ${entryText(style, entry, page.names)}`);
  }
  page.aside.forEach(part);
  return lines.join('\n');
}

function partLines(part: PagePart, names: SubjectPage['names'], style: CellStyle): string[] {
  const rows = part.rows.map((row) => {
    const notes = (part.notes[row.id] ?? []).map((note) => `[${noteText(style, note, names)}]`);
    return `  ${[...rowTexts(style, part, row, names), ...notes].join('  ')}`;
  });
  const more = part.total > part.rows.length ? [`  ${style.words('page.more', { count: part.total - part.rows.length })}`] : [];
  return ['', `■ ${style.words(`page.parts.${part.part}`)} (${part.total})`, ...rows, ...more];
}
