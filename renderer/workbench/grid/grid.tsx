// The grid of WAI-ARIA over windows of rows: only the rows and columns near the screen are drawn.
import { useId, useImperativeHandle } from 'react';
import { useWords } from '../../bridge/i18n.ts';
import { GridBody } from './grid-body.tsx';
import { GridHead } from './grid-head.tsx';
import type { GridProps } from './grid-props.ts';
import { useGrid } from './use-grid.ts';
import { useGridClipboard } from './use-grid-clipboard.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridPointer } from './use-grid-pointer.ts';

export function Grid(props: GridProps) {
  const { table, arrangement, extent, onFilter, ref } = props;
  const words = useWords();
  const gridId = useId();
  const grid = useGrid(props);
  const onKeyDown = useGridKeys(grid);
  const pointer = useGridPointer(grid);
  useGridClipboard(grid);
  const { scroller, layout, rows, editing, current } = grid;
  useImperativeHandle(ref, () => ({ focus: () => scroller.current?.focus({ preventScroll: true }) }), [scroller]);
  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={words(`tables.${table}`)}
      aria-rowcount={rows.count + 1}
      aria-colcount={layout.columns.length + 1}
      aria-multiselectable="true"
      aria-busy={extent.loading || rows.listing.loading}
      aria-activedescendant={(current || extent.segments.count > 0) && !editing ? `${gridId}-active` : undefined}
      onKeyDown={onKeyDown}
      {...pointer}
    >
      <GridHead
        headings={layout.headings}
        columns={layout.columns}
        drawn={layout.drawn}
        sort={arrangement.sort}
        conditions={arrangement.conditions}
        onFilter={onFilter}
        words={words}
        template={layout.template}
        width={layout.fullWidth}
      />
      <GridBody grid={grid} gridId={gridId} />
    </div>
  );
}
