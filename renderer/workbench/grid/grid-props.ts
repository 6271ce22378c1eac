// What the grid is given and what it reports.
import type { TableName } from '../../../db/catalog/index.ts';
import type { Condition, ListedRow, Sort } from '../../../electron/contract/records.ts';
import type { PanelTab } from '../../bridge/navigation.ts';
import type { Arrangement } from './arrangement.ts';
import type { Extent, Request } from './use-listing.ts';
import type { NewValues } from './use-new-row.ts';

/** What is selected, as places of the list and columns of the table. */
export interface Selected {
  readonly rows: readonly { readonly from: number; readonly to: number }[];
  readonly columns: readonly string[];
  /** All columns from the first selected one on: a pasted block may reach beyond the selection. */
  readonly onward: readonly string[];
  /** The record in the first row; undefined where it has not been read, or none is selected. */
  readonly first: string | undefined;
  /** How many records. */
  readonly height: number;
  /** The places a pasted block may fill: the shown ones from the first selected on; the end of the list for the empty row. */
  readonly below: readonly { readonly from: number; readonly to: number }[] | 'end';
}

export interface GridHandle {
  readonly focus: () => void;
  readonly selectAll: () => void;
  /** Saves what is typed in a cell and makes the record of the empty row. @returns false when something is left unsaved */
  readonly save: () => Promise<boolean>;
  /** Selects a record and brings it into sight; does nothing where the list does not show it. */
  readonly reveal: (id: string) => Promise<void>;
}

export interface GridProps {
  readonly table: TableName;
  readonly arrangement: Arrangement;
  readonly request: Request;
  readonly extent: Extent;
  readonly folded: ReadonlySet<string>;
  readonly onFold: (group: string) => void;
  readonly onSort: (sort: readonly Sort[]) => void;
  readonly onWidths: (widths: Readonly<Record<string, number>>) => void;
  readonly onFilter: (column: string, condition: Condition | undefined) => void;
  /** Puts a column in the place of another. */
  readonly onMove: (column: string, to: string) => void;
  readonly opened: string | undefined;
  /** Shows the record in the panel, at one of its tabs. */
  readonly onDetails: (row: ListedRow, tab?: PanelTab) => void;
  /** Opens what the record is: a page of its own where it has one. */
  readonly onOpen: (row: ListedRow) => void;
  readonly onSelected: (selected: Selected) => void;
  readonly onCopy: (selected: Selected, cut: boolean) => void;
  readonly onPaste: (selected: Selected, text: string) => void;
  readonly onFill: (selected: Selected) => void;
  readonly onRemove: (selected: Selected) => void;
  readonly onClear: (selected: Selected) => void;
  /** An empty row at the end takes new records. */
  readonly grows: boolean;
  /** Values that a new record gets from its screen. */
  readonly preset: NewValues;
  /** Makes a record of what was written in the empty row. @returns whether it was made */
  readonly onAppend: (values: NewValues) => Promise<boolean>;
  readonly ref?: React.Ref<GridHandle>;
}
