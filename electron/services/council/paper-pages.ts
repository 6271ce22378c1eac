// The papers of a meeting as pages for the engine that prints: one document with all of them, each beginning on a page of
// its own with its number at the upper right. No script, no inline style: colours stand in attributes.
import { type DateStyle, formatFiscalYear } from '../../../db/catalog/dates.ts';
import type { Language } from '../../../db/catalog/index.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { escapeHtml as text } from '../print/html.ts';
import { banded, hiddenKeys } from './bands.ts';
import type { SheetContent, SheetLine } from './sheet-content.ts';
import { scaleLabel } from './sheet-definition.ts';
import type { CouncilSummary, StatusCounts } from './summary.ts';
import { headline, movesSentence } from './summary-sentences.ts';

export interface PageStyle {
  readonly language: Language;
  readonly dates: DateStyle;
  readonly words: Words;
}

/** `FF264AF4` of a workbook as a page writes it. */
const colour = (argb: string) => `#${argb.slice(2)}`;

/** One paper: its number, its title, its body. */
export const paperSection = (label: string, title: string, body: string): string =>
  `<section class="paper"><p class="paper-label">${text(label)}</p><h1>${text(title)}</h1>${body}</section>`;

const columns = (widths: readonly number[]) => {
  const sum = widths.reduce((all, width) => all + width, 0);
  return `<colgroup>${widths.map((width) => `<col width="${((width / sum) * 100).toFixed(2)}%">`).join('')}</colgroup>`;
};

/** A plain table; numbers stand at the right, and so does all of a column that is `numeric`. */
export function tablePage(
  head: readonly { readonly heading: string; readonly width: number; readonly numeric?: boolean }[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const cell = (value: string | number, at: number) =>
    `<td${typeof value === 'number' || head[at]?.numeric ? ' class="number"' : ''}>${typeof value === 'number' ? value.toLocaleString('en') : text(value)}</td>`;
  return `<table>${columns(head.map(({ width }) => width))}<thead><tr>${head.map(({ heading }) => `<th scope="col">${text(heading)}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n')}</tbody></table>`;
}

/** The progress table with bands by purpose or by bureau, as the workbook has it. */
export function progressPage(content: SheetContent, order: 'purpose' | 'bureau', { language, words }: PageStyle): string {
  const shown = content.definition.columns.filter(({ key }) => !hiddenKeys.includes(key));
  const fills = new Map(content.definition.scale.map(({ status, fill }) => [status, colour(fill)]));
  const cell = (line: SheetLine, key: (typeof shown)[number]['key']) => {
    const value = key === 'status' ? scaleLabel(content.definition, line.status, language) : String(line[key]);
    const style = key === 'status' ? ` class="status" bgcolor="${fills.get(line.status) ?? '#FFFFFF'}"` : key === 'number' ? ' class="number"' : '';
    return `<td${line.contested.includes(key) ? ' class="contested"' : style}>${text(value)}</td>`;
  };
  const rows = banded(content, order, words).map((entry) =>
    'band' in entry
      ? `<tr class="band level${entry.level}"><td colspan="${shown.length}">${text(entry.band)}</td></tr>`
      : `<tr>${shown.map(({ key }) => cell(entry.line, key)).join('')}</tr>`,
  );
  return `<table class="progress">${columns(shown.map(({ width }) => width))}<thead><tr>${shown.map(({ label }) => `<th scope="col">${text(label[language])}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
}

interface Bar {
  readonly label: string;
  readonly parts: readonly { readonly value: number; readonly colour: string }[];
}

/** Bars one below the other on one scale; a segment too narrow for its figure goes without. */
function bars(rows: readonly Bar[], legend: readonly { readonly label: string; readonly colour: string }[]): string {
  const longest = Math.max(1, ...rows.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)));
  const [width, each] = [600, 20];
  const drawn = rows.map(({ label, parts }) => {
    let at = 0;
    const segments = parts.map(({ value, colour: fill }) => {
      const long = (value / longest) * width;
      const x = at;
      at += long;
      return value === 0
        ? ''
        : `<rect x="${x.toFixed(1)}" y="2" width="${long.toFixed(1)}" height="${each - 4}" fill="${fill}" stroke="#767676" stroke-width="0.5"/>${long > 14 ? `<text x="${(x + long / 2).toFixed(1)}" y="14" text-anchor="middle" font-size="10" fill="#1a1a1c">${value}</text>` : ''}`;
    });
    return `<tr><th scope="row">${text(label)}</th><td><svg viewBox="0 0 ${width} ${each}" width="100%">${segments.join('')}</svg></td></tr>`;
  });
  const keys = legend.map(
    (one) =>
      `<span class="key"><svg width="10" height="10"><rect width="10" height="10" fill="${one.colour}" stroke="#767676" stroke-width="0.5"/></svg> ${text(one.label)}</span>`,
  );
  return `<div class="unbroken"><table class="chart"><tbody>${drawn.join('\n')}</tbody></table><p class="legend">${keys.join(' ')}</p></div>`;
}

const moveColours = { better: '#51B883', same: '#D8D8DB', worse: '#FF9C8C', other: '#F2F2F2' } as const;

/** The figures of the summary, each table with its bars. */
export function summaryPage(summary: CouncilSummary, { language, dates, words }: PageStyle): string {
  const scale = summary.scale.map(({ label, fill }) => ({ label, colour: colour(fill) }));
  const segments = (counts: readonly number[]) => counts.map((value, at) => ({ value, colour: scale[at]?.colour ?? '#FFFFFF' }));
  const counted = (first: string, groups: readonly StatusCounts[]) =>
    tablePage(
      [{ heading: first, width: 40 }, ...scale.map(({ label }) => ({ heading: label, width: 10 })), { heading: words('sheet.total'), width: 10 }],
      groups.map(({ label, counts, total }) => [label, ...counts, total]),
    ) +
    bars(
      groups.map(({ label, counts }) => ({ label, parts: segments(counts) })),
      scale,
    );
  const sides = ['better', 'same', 'worse', 'other'] as const;
  const parts = [
    `<p class="headline">${text(headline(summary, words))}</p>`,
    `<h2>${text(`${words('sheet.byPurpose')} ${words('sheet.unit')}`)}</h2>${counted(words('sheet.purposeColumn'), summary.byPurpose)}`,
  ];
  if (summary.change) {
    const { previous, moves, total, before, now } = summary.change;
    const heads = sides.map((side) => ({ label: words(`council.moves.${side}`), colour: moveColours[side] }));
    parts.push(
      `<div class="unbroken"><h2>${text(words('council.sinceBefore', { period: previous }))}</h2><p>${text(movesSentence(summary.change, words))}</p>${tablePage(
        [{ heading: words('sheet.purposeColumn'), width: 40 }, ...heads.map(({ label }) => ({ heading: label, width: 12 }))],
        [...moves, total].map((row) => [row.label, ...sides.map((side) => row[side])]),
      )}${bars(
        moves.map((row) => ({ label: row.label, parts: sides.map((side) => ({ value: row[side], colour: moveColours[side] })) })),
        heads,
      )}</div>`,
      `<div class="unbroken"><h2>${text(words('council.statusThenNow'))}</h2>${bars(
        [
          { label: previous, parts: segments(before) },
          { label: words('council.after'), parts: segments(now) },
        ],
        scale,
      )}</div>`,
    );
  }
  parts.push(`<div><h2>${text(`${words('sheet.byBureau')} ${words('sheet.unit')}`)}</h2>${counted(words('sheet.bureauColumn'), summary.byBureau)}</div>`);
  const year = formatFiscalYear(summary.fiscalYear, language, dates);
  const none = words('council.notGiven');
  const indicators =
    summary.indicators.length === 0
      ? `<p>${text(words('council.noIndicators'))}</p>`
      : tablePage(
          [
            { heading: words('tables.indicator'), width: 46 },
            { heading: words('fields.unit'), width: 10 },
            { heading: words('fields.baseline'), width: 12, numeric: true },
            { heading: words('fields.targetValue'), width: 12 },
            { heading: words('fields.actual'), width: 12, numeric: true },
            { heading: words('council.reached'), width: 12, numeric: true },
          ],
          summary.indicators.map((one) => [
            `${one.number} ${one.indicator}`,
            one.unit,
            one.baseline ?? none,
            one.target,
            one.actual ?? none,
            one.reached === null ? none : `${Math.round(one.reached * 100)}%`,
          ]),
        ) +
        bars(
          summary.indicators.flatMap((one) =>
            one.reached === null ? [] : [{ label: `${one.number} ${one.indicator}`, parts: [{ value: Math.round(one.reached * 100), colour: '#A9BDFB' }] }],
          ),
          [{ label: words('council.reachedChart', { year }), colour: '#A9BDFB' }],
        );
  parts.push(`<div class="apart"><h2>${text(words('council.indicatorsOf', { year }))}</h2>${indicators}</div>`);
  return parts.join('\n');
}

/** Where and when, and what is on the agenda. */
export function agendaPage(
  agenda: {
    readonly title: string;
    readonly when: string;
    readonly where: string;
    readonly items: readonly { readonly text: string; readonly bureau: string; readonly paper: string }[];
  },
  papers: readonly string[],
  { words }: PageStyle,
): string {
  return `<section class="paper agenda"><h1>${text(agenda.title)}</h1><table class="facts"><tbody>
<tr><th scope="row">${text(words('council.when'))}</th><td>${text(agenda.when)}</td></tr>
<tr><th scope="row">${text(words('fields.place'))}</th><td>${text(agenda.where)}</td></tr></tbody></table>
<h2>${text(words('tables.agendaItem'))}</h2><ol>${agenda.items.map((item) => `<li>${text([item.text, item.bureau, item.paper === '' ? '' : `【${item.paper}】`].filter((part) => part !== '').join(' '))}</li>`).join('')}</ol>
<h2>${text(words('council.handouts'))}</h2><ul>${papers.map((name) => `<li>${text(name)}</li>`).join('')}</ul></section>`;
}
