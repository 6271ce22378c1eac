// Cells from the HTML that LibreOffice Calc puts on the clipboard: it carries the values behind what the sheet shows. Its plain
// text has dates without their year when the sheet shows them so, and loses line breaks within cells.
import { GregorianCalendar } from '@internationalized/date';

/** Longest HTML that is looked at, in UTF-16 units; beyond it the plain text is used. */
const mostHtml = 20_000_000;
const dayMs = 86_400_000;
/** Calc's day 0 as a Julian day number. */
const dayZero = 2_415_018.5;
const calendar = new GregorianCalendar();

const pad = (value: number, length = 2) => String(value).padStart(length, '0');

/** Parts of a number format that mean a date or a time, without what stands in quotation marks or brackets. */
function kindOf(format: string): { readonly date: boolean; readonly time: boolean } {
  const code = (format.split(';').pop() ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').toUpperCase();
  const time = /[HS]/.test(code);
  // An E is an era, or the exponent of a number; an M is a month, or the minutes of a time.
  return { date: /[YDG]/.test(code) || (/E/.test(code) && !/[0#]/.test(code)) || (/M/.test(code) && !time), time };
}

function dayText(serial: number): string {
  const { year, month, day } = calendar.fromJulianDay(Math.floor(serial) + dayZero + 0.5);
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

function timeText(serial: number): string {
  const minutes = Math.round(((serial % 1) * dayMs) / 60_000);
  return `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`;
}

/** What a cell says: a date or a time by its value, anything else as it is shown. */
function cellText(cell: Element): string {
  const value = Number(cell.getAttribute('sdval'));
  const format = cell.getAttribute('sdnum') ?? '';
  if (cell.hasAttribute('sdval') && Number.isFinite(value) && value >= 0 && value < 2_958_466) {
    const { date, time } = kindOf(format);
    if (date) return time && value % 1 !== 0 ? `${dayText(value)} ${timeText(value)}` : dayText(value);
    if (time) return timeText(value);
  }
  for (const line of cell.querySelectorAll('br')) line.replaceWith('\n');
  return (cell.textContent ?? '').replace(/\n$/, '').trim();
}

const quoted = (text: string): string => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * @returns rows of tabs and line ends, with cells in quotation marks as Excel writes them; undefined where the HTML is not a
 * table with values, and the plain text says as much
 */
export function textOfTable(html: string): string | undefined {
  if (html.length > mostHtml || !/sdval=|content="LibreOffice/.test(html)) return undefined;
  // Parsed without being shown: nothing in it is loaded or run. Styles would only be refused by the page's policy.
  const plain = html.replace(/<style[\s\S]*?<\/style>|\sstyle=(?:"[^"]*"|'[^']*')/gi, '');
  const table = new DOMParser().parseFromString(plain, 'text/html').querySelector('table');
  if (!table) return undefined;
  const covered = new Map<number, number>();
  const lines = [...table.rows].map((row) => {
    const cells: string[] = [];
    const skipCovered = () => {
      for (let left = covered.get(cells.length) ?? 0; left > 0; left = covered.get(cells.length) ?? 0) {
        covered.set(cells.length, left - 1);
        cells.push('');
      }
    };
    for (const cell of row.cells) {
      skipCovered();
      const text = cellText(cell);
      for (let at = 0; at < Math.min(cell.colSpan, 1_000); at++) {
        if (cell.rowSpan > 1) covered.set(cells.length, cell.rowSpan - 1);
        cells.push(at === 0 ? quoted(text) : '');
      }
    }
    skipCovered();
    return cells.join('\t');
  });
  return lines.join('\r\n');
}
