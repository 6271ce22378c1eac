// What the commands of the window mean while a table is in front.
import { useWords } from '../bridge/i18n.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import { useCommand } from '../parts/commands.ts';
import type { WorkbenchState } from './use-workbench.ts';

export function useTableCommands({ setDialog, searchField, grid, exporting, request, look }: WorkbenchState): void {
  const words = useWords();
  const { say } = useAnnouncer();
  const write = (format: 'xlsx' | 'print') =>
    exporting.start({ request, columns: look.arrangement.columns.map(({ name }) => name), format, view: look.current?.name });
  useCommand('new', () => setDialog('new'));
  useCommand('import', () => setDialog('import'));
  useCommand('export', () => write('xlsx'));
  useCommand('print', () => write('print'));
  useCommand('find', () => searchField.current?.select());
  useCommand('save', async () => {
    if (await grid.current?.save()) say(words('ui.savedAlways'));
  });
  useCommand('selectAll', () => grid.current?.selectAll());
}
