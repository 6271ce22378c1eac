// What a screen gives its workbench.
import type { TableName } from '../../db/catalog/index.ts';
import type { Filter, SetValue } from '../../electron/contract/records.ts';
import type { Destination, PanelTab } from '../bridge/navigation.ts';

export interface WorkbenchProps {
  readonly table: TableName;
  /** Fixed part of the filter, chosen by the screen: a period, for instance. */
  readonly fixed?: Filter | undefined;
  /** Values that a new record gets from the screen. */
  readonly preset?: Readonly<Record<string, SetValue>> | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly record: string | undefined;
  /** The named view to begin with; the table's default when absent. */
  readonly view?: string | undefined;
  /** The filter at first, in the table's plain arrangement: a figure of another screen leads to the records it counts. */
  readonly begin?: Filter | undefined;
  readonly importing?: boolean | undefined;
  /** The part of its panel shown at first. */
  readonly tab?: PanelTab | undefined;
  readonly onRecord: (id: string | undefined, tab?: PanelTab) => void;
  readonly onGo: (destination: Destination) => void;
}
