// The heading row: names, order, filters and widths of the columns. Drawn again only when one of these changes: its
// buttons and popovers take longest to draw, and scrolling does not change them.
import { memo } from 'react';
import type { Condition, Filter, Sort } from '../../../electron/contract/records.ts';
import { columnLabel, type Words } from '../../../resources/locales/sentences.ts';
import { Icon } from '../../parts/icon.tsx';
import { FilterButton } from './filter-popover.tsx';
import type { ShownColumn } from './grid-row.tsx';
import { useColumnDrag } from './use-column-drag.ts';

/** What the heading needs of TanStack's header. */
export interface Heading {
  readonly id: string;
  readonly column: { getCanSort(): boolean; toggleSorting(descending: boolean | undefined, several: boolean): void };
  getResizeHandler(): (event: unknown) => void;
}

interface GridHeadProps {
  readonly headings: readonly Heading[];
  readonly columns: readonly ShownColumn[];
  readonly drawn: readonly number[];
  readonly sort: readonly Sort[];
  readonly conditions: Filter;
  readonly onFilter: (column: string, condition: Condition | undefined) => void;
  /** Puts a column in the place of another. */
  readonly onMove: (column: string, to: string) => void;
  readonly words: Words;
  readonly template: string;
  readonly width: number;
}

export const GridHead = memo(
  function GridHead({ headings, columns, drawn, sort, conditions, onFilter, onMove, words, template, width }: GridHeadProps) {
    const { wasDrag, ...drag } = useColumnDrag(onMove);
    return (
      <div className="grid-row grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template, width }} tabIndex={-1} {...drag}>
        <div className="grid-lead" role="columnheader" aria-colindex={1} tabIndex={-1}>
          <span className="unseen">{words('ui.details')}</span>
        </div>
        {drawn.map((index) => {
          const heading = headings[index];
          const found = columns[index];
          if (!found || !heading) return null;
          const label = columnLabel(words, found.name, found.column);
          const at = sort.findIndex((one) => one.column === found.name);
          const sorted = sort[at];
          return (
            <div
              key={heading.id}
              className={`grid-heading${found.stick === undefined ? '' : ' pinned'}`}
              role="columnheader"
              data-name={found.name}
              aria-colindex={index + 2}
              aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
              tabIndex={-1}
              style={found.stick === undefined ? { gridColumnStart: index + 2 } : { gridColumnStart: index + 2, left: found.stick }}
            >
              <button
                type="button"
                className="heading-button"
                disabled={!heading.column.getCanSort()}
                title={`${label}\n${words('ui.sortHint')}`}
                onClick={(event) => wasDrag() || heading.column.toggleSorting(undefined, event.shiftKey)}
              >
                <span className="heading-label">{label}</span>
                {sorted && <Icon name={sorted.descending ? 'down' : 'up'} />}
                {sorted && sort.length > 1 && <span className="sort-order">{at + 1}</span>}
              </button>
              <FilterButton column={found.column} label={label} condition={conditions[found.name]} onChange={(condition) => onFilter(found.name, condition)} />
              <span className="resizer" aria-hidden="true" onPointerDown={heading.getResizeHandler()} />
            </div>
          );
        })}
      </div>
    );
  },
  // The heading objects are new with every drawing of the grid, so what they show is compared instead.
  (before, after) =>
    before.template === after.template &&
    before.sort === after.sort &&
    before.conditions === after.conditions &&
    before.columns === after.columns &&
    before.drawn === after.drawn &&
    before.words === after.words &&
    before.onFilter === after.onFilter &&
    before.onMove === after.onMove,
);
