// HTML of printed pages, put together with React and rendered once: text and attributes are escaped by it. No script, no
// inline style: the page is served under a policy that forbids both.
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** An element of a printed page. Children go in one by one: nothing on a static page needs a key. */
export const h = createElement;

/** The HTML of a page or part of one. */
export const htmlOf = (element: ReactElement): string => renderToStaticMarkup(element);

/** The widths of a table's columns, in any unit, as shares of the whole. */
export function columnGroup(widths: readonly number[]): ReactElement {
  const sum = widths.reduce((all, width) => all + width, 0);
  return h('colgroup', null, ...widths.map((width) => h('col', { width: `${((width / sum) * 100).toFixed(2)}%` })));
}

/** The head of a table: one heading for each column. */
export const headRowOf = (headings: readonly string[]): ReactElement =>
  h('thead', null, h('tr', null, ...headings.map((heading) => h('th', { scope: 'col' }, heading))));

/** Labels with their values, one below the other. */
export const factTable = (
  facts: readonly { readonly label: string; readonly value: string }[],
  labelAttributes: { readonly scope?: 'row' } = {},
): ReactElement =>
  h(
    'table',
    { className: 'facts' },
    h('tbody', null, ...facts.map(({ label, value }) => h('tr', null, h('th', labelAttributes, label), h('td', null, value)))),
  );
