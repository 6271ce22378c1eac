// The summary of a meeting as a page to print: each table with its bars.
import { Fragment, type ReactElement } from 'react';
import { formatFiscalYear } from '../../../db/catalog/dates.ts';
import { h } from '../print/page-html.ts';
import { type Bar, barChart } from './bar-chart.ts';
import { type PageStyle, pageColour, tablePage } from './paper-html.ts';
import type { CouncilSummary, StatusCounts } from './summary.ts';
import { headline, movesSentence } from './summary-sentences.ts';

const moveColours = { better: '#51B883', same: '#D8D8DB', worse: '#FF9C8C', other: '#F2F2F2' } as const;
const sides = ['better', 'same', 'worse', 'other'] as const;
const reachedColour = '#A9BDFB';

/** The figures of the summary, each table with its bars. */
export function summaryPage(summary: CouncilSummary, style: PageStyle): ReactElement {
  const { words } = style;
  return h(
    Fragment,
    null,
    h('p', { className: 'headline' }, headline(summary, words)),
    h('h2', null, `${words('sheet.byPurpose')} ${words('sheet.unit')}`),
    countTable(summary, words('sheet.purposeColumn'), summary.byPurpose, style),
    ...(summary.change ? changePart(summary, summary.change, style) : []),
    h(
      'div',
      null,
      h('h2', null, `${words('sheet.byBureau')} ${words('sheet.unit')}`),
      countTable(summary, words('sheet.bureauColumn'), summary.byBureau, style),
    ),
    indicatorPart(summary, style),
  );
}

/** Statuses and their colours, in the order of the scale. */
const legendOf = (summary: CouncilSummary) => summary.scale.map(({ label, fill }) => ({ label, colour: pageColour(fill) }));

/** Counts by status as the parts of a bar. */
const partsOf = (summary: CouncilSummary, counts: readonly number[]): Bar['parts'] =>
  counts.map((value, at) => ({ value, colour: pageColour(summary.scale[at]?.fill ?? 'FFFFFFFF') }));

function countTable(summary: CouncilSummary, first: string, groups: readonly StatusCounts[], { words }: PageStyle): ReactElement {
  return h(
    Fragment,
    null,
    tablePage(
      [{ heading: first, width: 40 }, ...summary.scale.map(({ label }) => ({ heading: label, width: 10 })), { heading: words('sheet.total'), width: 10 }],
      groups.map(({ label, counts, total }) => [label, ...counts, total]),
    ),
    barChart(
      groups.map(({ label, counts }) => ({ label, parts: partsOf(summary, counts) })),
      legendOf(summary),
    ),
  );
}

/** What moved since the period before, and the statuses of both periods. */
function changePart(summary: CouncilSummary, change: NonNullable<CouncilSummary['change']>, { words }: PageStyle): ReactElement[] {
  const { previous, moves, total, before, now } = change;
  const heads = sides.map((side) => ({ label: words(`council.moves.${side}`), colour: moveColours[side] }));
  const moved = h(
    'div',
    { className: 'unbroken' },
    h('h2', null, words('council.sinceBefore', { period: previous })),
    h('p', null, movesSentence(change, words)),
    tablePage(
      [{ heading: words('sheet.purposeColumn'), width: 40 }, ...heads.map(({ label }) => ({ heading: label, width: 12 }))],
      [...moves, total].map((row) => [row.label, ...sides.map((side) => row[side])]),
    ),
    barChart(
      moves.map((row) => ({ label: row.label, parts: sides.map((side) => ({ value: row[side], colour: moveColours[side] })) })),
      heads,
    ),
  );
  const both = h(
    'div',
    { className: 'unbroken' },
    h('h2', null, words('council.statusThenNow')),
    barChart(
      [
        { label: previous, parts: partsOf(summary, before) },
        { label: words('council.after'), parts: partsOf(summary, now) },
      ],
      legendOf(summary),
    ),
  );
  return [moved, both];
}

/** What the indicators reached of their targets in the fiscal year. */
function indicatorPart(summary: CouncilSummary, { language, dates, words }: PageStyle): ReactElement {
  const year = formatFiscalYear(summary.fiscalYear, language, dates);
  const heading = h('h2', null, words('council.indicatorsOf', { year }));
  if (summary.indicators.length === 0) return h('div', { className: 'apart' }, heading, h('p', null, words('council.noIndicators')));
  const none = words('council.notGiven');
  const percent = (reached: number) => Math.round(reached * 100);
  const table = tablePage(
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
      one.reached === null ? none : `${percent(one.reached)}%`,
    ]),
  );
  const bars = summary.indicators.flatMap(({ number, indicator, reached }): Bar[] =>
    reached === null ? [] : [{ label: `${number} ${indicator}`, parts: [{ value: percent(reached), colour: reachedColour }] }],
  );
  return h('div', { className: 'apart' }, heading, table, barChart(bars, [{ label: words('council.reachedChart', { year }), colour: reachedColour }]));
}
