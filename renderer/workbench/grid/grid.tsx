// The grid of WAI-ARIA over windows of rows: only the rows and columns near the screen are drawn.
import { useId, useImperativeHandle, useState } from 'react';
import { useWords } from '../../bridge/i18n.ts';
import { CellField } from './cell-field.tsx';
import { ContextMenu, type MenuPlace } from './context-menu.tsx';
import { GridBody } from './grid-body.tsx';
import { GridHead } from './grid-head.tsx';
import type { GridProps } from './grid-props.ts';
import { useGrid } from './use-grid.ts';
import { useGridClipboard } from './use-grid-clipboard.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridPointer } from './use-grid-pointer.ts';

export function Grid(props: GridProps) {
  const { table, arrangement, extent, onFilter, onMove, ref } = props;
  const words = useWords();
  const gridId = useId();
  const grid = useGrid(props);
  const onKeyDown = useGridKeys(grid);
  const pointer = useGridPointer(grid);
  useGridClipboard(grid);
  const [menu, setMenu] = useState<MenuPlace>();
  const { scroller, layout, rows } = grid;
  useImperativeHandle(ref, () => ({ focus: grid.focus, reveal: grid.reveal, selectAll: grid.selectAll, save: grid.save }));
  return (
    // The field in it takes the keys.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div ref={scroller} className="grid" onKeyDown={onKeyDown} {...pointer} onContextMenu={(event) => pointer.onContextMenu(event, setMenu)}>
      <div className="grid-plane" style={{ width: layout.fullWidth }}>
        <CellField grid={grid} gridId={gridId} />
        <div
          id={gridId}
          role="grid"
          aria-label={words(`tables.${table}`)}
          aria-rowcount={rows.count + 1}
          aria-colcount={layout.columns.length + 1}
          aria-multiselectable="true"
          aria-busy={extent.loading || rows.listing.loading}
        >
          <GridHead
            headings={layout.headings}
            columns={layout.columns}
            drawn={layout.drawn}
            sort={arrangement.sort}
            conditions={arrangement.conditions}
            onFilter={onFilter}
            onMove={onMove}
            words={words}
            template={layout.template}
            width={layout.fullWidth}
          />
          <GridBody grid={grid} gridId={gridId} />
        </div>
      </div>
      {menu && <ContextMenu grid={grid} place={menu} onClose={() => setMenu(undefined)} />}
    </div>
  );
}
