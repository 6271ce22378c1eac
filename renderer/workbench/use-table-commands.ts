// What the commands of the window mean while a table is in front.
import { useCommand } from '../parts/commands.ts';
import type { WorkbenchState } from './use-workbench.ts';

export function useTableCommands({ setDialog, searchField, grid, exporting, request, look }: WorkbenchState): void {
  const write = (format: 'xlsx' | 'print') =>
    exporting.start({ request, columns: look.arrangement.columns.map(({ name }) => name), format, view: look.current?.name });
  useCommand('new', () => setDialog('new'));
  useCommand('import', () => setDialog('import'));
  useCommand('export', () => write('xlsx'));
  useCommand('print', () => write('print'));
  useCommand('find', () => searchField.current?.select());
  useCommand('selectAll', () => grid.current?.selectAll());
}
