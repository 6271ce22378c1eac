// The heading row: names, order, filters and widths of the columns. Drawn again only when one of these changes: its
// buttons and popovers are the dearest thing on the screen, and scrolling has nothing to do with them.
import type { SortingState } from '@tanstack/react-table';
import { memo } from 'react';
import type { Column } from '../../db/catalog/index.ts';
import type { Condition, Filter } from '../../db/queries/filter.ts';
import { columnLabel, type Words } from '../../resources/locales/sentences.ts';
import { Icon } from '../parts/icon.tsx';
import { FilterButton } from './filter-popover.tsx';

/** What the heading needs of TanStack's header. */
export interface Heading {
  readonly id: string;
  readonly column: { getCanSort(): boolean; toggleSorting(descending: boolean | undefined, several: boolean): void };
  getResizeHandler(): (event: unknown) => void;
}

interface GridHeadProps {
  readonly headings: readonly Heading[];
  readonly definitions: readonly { readonly name: string; readonly column: Column }[];
  readonly sorting: SortingState;
  readonly filter: Filter;
  readonly onFilter: (column: string, condition: Condition | undefined) => void;
  readonly words: Words;
  readonly template: string;
  readonly width: number;
}

export const GridHead = memo(
  function GridHead({ headings, definitions, sorting, filter, onFilter, words, template, width }: GridHeadProps) {
    return (
      <div className="grid-row grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template, width }} tabIndex={-1}>
        <div className="grid-lead" role="columnheader" aria-colindex={1} tabIndex={-1}>
          <span className="unseen">{words('ui.details')}</span>
        </div>
        {headings.map((heading, index) => {
          const found = definitions[index];
          if (!found) return null;
          const label = columnLabel(words, found.name, found.column);
          const sorted = sorting.find((one) => one.id === found.name);
          return (
            <div
              key={heading.id}
              className="grid-heading"
              role="columnheader"
              aria-colindex={index + 2}
              aria-sort={sorted ? (sorted.desc ? 'descending' : 'ascending') : 'none'}
              tabIndex={-1}
            >
              <button
                type="button"
                className="heading-button"
                disabled={!heading.column.getCanSort()}
                title={label}
                onClick={(event) => heading.column.toggleSorting(undefined, event.shiftKey)}
              >
                <span className="heading-label">{label}</span>
                {sorted && <Icon name={sorted.desc ? 'down' : 'up'} />}
              </button>
              <FilterButton column={found.column} label={label} condition={filter[found.name]} onChange={(condition) => onFilter(found.name, condition)} />
              <span className="resizer" aria-hidden="true" onPointerDown={heading.getResizeHandler()} />
            </div>
          );
        })}
      </div>
    );
  },
  // The headings themselves are made anew with every drawing of the grid; what they show is compared.
  (before, after) =>
    before.template === after.template &&
    before.sorting === after.sorting &&
    before.filter === after.filter &&
    before.definitions === after.definitions &&
    before.words === after.words &&
    before.onFilter === after.onFilter,
);
