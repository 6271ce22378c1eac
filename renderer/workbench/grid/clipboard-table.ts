// Cells from the HTML that LibreOffice Calc puts on the clipboard: it carries the values behind what the sheet shows. Its plain
// text has dates without their year when the sheet shows them so, and loses line breaks within cells.
import { GregorianCalendar } from '@internationalized/date';
import { quotedCell } from './quoted-cell.ts';

/** Longest HTML that is looked at, in UTF-16 units, and most cells of its table; beyond them the plain text is used. */
const mostHtml = 20_000_000;
const mostCells = 1_000_000;
const dayMinutes = 1_440;
/** Calc's day 0, 30 December 1899, as a Julian day number. */
const dayZero = 2_415_019;
/** The day after 31 December 9999. */
const lastDay = 2_958_466;
const calendar = new GregorianCalendar();

const pad = (value: number, length = 2) => String(value).padStart(length, '0');

/** @param sdnum  language, language of the format, and the format itself, whose first section is that of positive values */
function kindOf(sdnum: string): { readonly date: boolean; readonly time: boolean } {
  const [, , section = ''] = sdnum.split(';');
  const plain = section.replace(/"[^"]*"|\\./g, '').toUpperCase();
  // Counted hours, as in [HH]:MM, are a length of time and no time of day.
  if (/GENERAL|STANDARD|BOOLEAN|標準|표준|\[(?:H+|M+|S+)\]/.test(plain)) return { date: false, time: false };
  const code = plain.replace(/\[[^\]]*\]/g, '');
  const time = /[HS]/.test(code);
  // An E is an era, or the exponent of a number; an M is a month, or the minutes of a time.
  return { date: /[YDG]/.test(code) || (/E/.test(code) && !/[0#]/.test(code)) || (/M/.test(code) && !time), time };
}

function dayText(serial: number): string {
  const { year, month, day } = calendar.fromJulianDay(Math.floor(serial) + dayZero);
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

/** Whole minutes; seconds are left out and never carry over midnight. */
function timeText(serial: number): string {
  const minutes = Math.min(dayMinutes - 1, Math.floor((serial % 1) * dayMinutes + 1e-6));
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** What a cell says: a date or a time by its value, anything else as it is shown. */
function textOfCell(cell: Element): string {
  const value = Number(cell.getAttribute('sdval'));
  if (cell.hasAttribute('sdval') && value >= 0 && value < lastDay) {
    const { date, time } = kindOf(cell.getAttribute('sdnum') ?? '');
    if (date) return time && value % 1 !== 0 ? `${dayText(value)} ${timeText(value)}` : dayText(value);
    if (time) return timeText(value);
  }
  for (const line of cell.querySelectorAll('br')) line.replaceWith('\n');
  return (cell.textContent ?? '').replace(/\n$/, '').trim();
}

/** The one table of a document that holds nothing else; parsed without being shown, so that nothing in it is loaded or run. */
function onlyTable(html: string): HTMLTableElement | undefined {
  const from = html.indexOf('<table');
  const to = html.lastIndexOf('</table>');
  if (from < 0 || to < from) return undefined;
  const document = new DOMParser().parseFromString(withoutStyles(html.slice(from, to)), 'text/html');
  const table = document.querySelector('table');
  const around =
    new DOMParser().parseFromString(withoutStyles(html.slice(Math.max(0, html.indexOf('<body')), from) + html.slice(to)), 'text/html').body?.textContent ?? '';
  return table && around.trim() === '' && document.querySelectorAll('table').length === 1 ? table : undefined;
}

/** The page's policy refuses styles, and says so for every one. */
const withoutStyles = (html: string): string => html.replace(/\sstyle=(?:"[^"]*"|'[^']*')/gi, '').replaceAll(/<\/?style/gi, '<x-style');

/**
 * @param html  what the clipboard holds as `text/html`
 * @returns rows of tabs and line ends, with cells in quotation marks as Excel writes them; undefined where the HTML is not just a
 * table with values, and for the plain text to be used
 */
export function textOfTable(html: string): string | undefined {
  if (html.length > mostHtml || !html.includes('sdval=') || !/content="LibreOffice/.test(html)) return undefined;
  const table = onlyTable(html);
  if (!table) return undefined;
  const width = Math.max(0, ...[...table.rows].map((row) => [...row.cells].reduce((sum, { colSpan }) => sum + colSpan, 0)));
  if (width * table.rows.length > mostCells) return undefined;
  const covered = new Map<number, number>();
  return [...table.rows].map((row) => lineOf(row, covered)).join('\r\n');
}

/** @param covered  how many more rows a cell from above covers, by column */
function lineOf(row: HTMLTableRowElement, covered: Map<number, number>): string {
  const cells: string[] = [];
  const skipCovered = () => {
    for (let left = covered.get(cells.length) ?? 0; left > 0; left = covered.get(cells.length) ?? 0) {
      covered.set(cells.length, left - 1);
      cells.push('');
    }
  };
  for (const cell of row.cells) {
    skipCovered();
    const text = textOfCell(cell);
    for (let at = 0; at < cell.colSpan; at++) {
      if (cell.rowSpan > 1) covered.set(cells.length, cell.rowSpan - 1);
      cells.push(at === 0 ? quotedCell(text) : '');
    }
  }
  skipCovered();
  return cells.join('\t');
}
