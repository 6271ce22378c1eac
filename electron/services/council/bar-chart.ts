// Bars on a printed page, as SVG: no script, no inline style, colours in attributes.
import type { ReactElement } from 'react';
import { h } from '../print/page-html.ts';

export interface Bar {
  readonly label: string;
  /** Segments from the left; `colour` as `#RRGGBB`. */
  readonly parts: readonly { readonly value: number; readonly colour: string }[];
}

/** Units of the drawing: its width, and the height of one bar with its margins. */
const [width, height] = [600, 20];
/** Segments narrower than this carry no figure, units. */
const narrowest = 14;
const outline = { stroke: '#767676', strokeWidth: '0.5' } as const;

/** Bars one below the other on one scale, with a legend. */
export function barChart(rows: readonly Bar[], legend: readonly { readonly label: string; readonly colour: string }[]): ReactElement {
  const longest = Math.max(1, ...rows.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)));
  const drawn = rows.map((bar) =>
    h(
      'tr',
      null,
      h('th', { scope: 'row' }, bar.label),
      h('td', null, h('svg', { viewBox: `0 0 ${width} ${height}`, width: '100%' }, ...segments(bar, width / longest))),
    ),
  );
  const keys = legend.flatMap(({ label, colour }, at) => [
    at === 0 ? '' : ' ',
    h('span', { className: 'key' }, h('svg', { width: '10', height: '10' }, h('rect', { width: '10', height: '10', fill: colour, ...outline })), ` ${label}`),
  ]);
  return h('div', { className: 'unbroken' }, h('table', { className: 'chart' }, h('tbody', null, ...drawn)), h('p', { className: 'legend' }, ...keys));
}

/** @param scale  units of the drawing for a value of 1 */
function segments({ parts }: Bar, scale: number): (ReactElement | null)[] {
  let at = 0;
  return parts.flatMap(({ value, colour }) => {
    const x = at;
    const long = value * scale;
    at += long;
    if (value === 0) return [];
    const figure = { x: (x + long / 2).toFixed(1), y: '14', textAnchor: 'middle', fontSize: '10', fill: '#1a1a1c' } as const;
    return [
      h('rect', { x: x.toFixed(1), y: '2', width: long.toFixed(1), height: height - 4, fill: colour, ...outline }),
      long > narrowest ? h('text', figure, value) : null,
    ];
  });
}
