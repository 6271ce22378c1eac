// The menu of the right button over the table, and of Shift+F10.
import { useRef } from 'react';
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components';
import { createPortal } from 'react-dom';
import type { Condition, ListedRow } from '../../../electron/contract/records.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { afterOverlay } from '../../parts/after-overlay.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import type { GridState } from './use-grid.ts';

export interface MenuPlace {
  /** Pixels from the top left of the window. */
  readonly x: number;
  readonly y: number;
}

const groups = [
  ['cut', 'copy', 'paste'],
  ['insert', 'fill', 'remove'],
  ['filter', 'open', 'history'],
] as const;
type Action = (typeof groups)[number][number];

export function ContextMenu({ grid, place, onClose }: { grid: GridState; place: MenuPlace; onClose: () => void }) {
  const words = useWords();
  const anchor = useRef<HTMLSpanElement>(null);
  const perform = usePerform(grid);
  const isOffered = offered(grid);
  return (
    <>
      {/* In the window, not in the grid, which is a containing block of its own. */}
      {createPortal(<span ref={anchor} className="menu-anchor" style={{ left: place.x, top: place.y }} />, document.body)}
      <Popover className="popover" triggerRef={anchor} isOpen onOpenChange={(open) => !open && onClose()} placement="bottom start" offset={0}>
        <Menu
          className="menu"
          aria-label={words('edit.menu')}
          autoFocus="first"
          onClose={onClose}
          // The clipboard's events go to where the focus is.
          onAction={(key) => afterOverlay(() => perform(key as Action))}
          disabledKeys={groups.flat().filter((one) => !isOffered(one))}
        >
          {groups.flatMap((group, at) => [
            ...(at === 0 ? [] : [<Separator key={`line-${group[0]}`} className="menu-line" />]),
            ...group.map((one) => (
              <MenuItem key={one} id={one} className="menu-item">
                {words(`edit.actions.${one}`)}
              </MenuItem>
            )),
          ])}
        </Menu>
      </Popover>
    </>
  );
}

/** What makes sense for the cell the menu was opened on. */
function offered({ current, props, isNew, chosen, canEdit }: GridState): (action: Action) => boolean {
  const onRecord = current !== undefined && !isNew(chosen.selection.active.row);
  return (action) => {
    if (action === 'paste') return canEdit;
    if (action === 'insert') return props.grows;
    return onRecord;
  };
}

function usePerform(grid: GridState): (action: Action) => void {
  const { refuse } = useAnnouncer();
  const { props, current, activeColumn, selected, focus, toNewRow } = grid;
  return (action) => {
    focus();
    if (action === 'cut' || action === 'copy' || action === 'paste') call('clipboardAction', { action }).catch(refuse);
    else if (action === 'insert') toNewRow();
    else if (action === 'fill') props.onFill(selected());
    else if (action === 'remove') props.onRemove(selected());
    else if (action === 'filter' && current && activeColumn) props.onFilter(activeColumn.name, sameAs(current.values[activeColumn.name]));
    else if (action === 'open' && current) props.onOpen(current);
    else if (action === 'history' && current) props.onDetails(current, 'history');
  };
}

/** Records that say the same in a column as this one. */
function sameAs(value: ListedRow['values'][string] | undefined): Condition {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return { empty: true };
  return Array.isArray(value) ? [...value] : [value as string | number];
}
