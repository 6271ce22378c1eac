// What needs a window or the file system's face: save dialogs, the menu, showing a file.
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, nativeTheme, shell as system } from 'electron';
import { tableOf } from '../db/catalog/index.ts';
import { requireTable } from '../db/queries/filter.ts';
import { tableLabel } from '../resources/locales/sentences.ts';
import { wordsIn } from './i18n.ts';
import type { Shell } from './ipc/handlers.ts';
import { setMenu } from './menu.ts';
import { issueSheet, sheetContent, sheetFileName } from './services/council-sheets.ts';
import { fileName } from './services/file-name.ts';
import type { Session } from './session.ts';

export function shellFor(session: Session, window: () => BrowserWindow | undefined): Shell {
  let last: string | undefined;
  const words = () => wordsIn(session.settings().language);
  const askWhere = async (title: string, name: string, extension: string): Promise<string | undefined> => {
    const options = {
      title,
      defaultPath: join(app.getPath('documents'), name),
      filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      properties: ['showOverwriteConfirmation' as const],
    };
    const parent = window();
    const { canceled, filePath } = parent ? await dialog.showSaveDialog(parent, options) : await dialog.showSaveDialog(options);
    return canceled || filePath === '' ? undefined : filePath;
  };
  return {
    exportTable: async ({ request, columns, format }) => {
      const { language, dates } = session.settings();
      const table = tableOf(requireTable(request.table).name);
      const file = await askWhere(words()('dialog.saveTable'), fileName([tableLabel(words(), table.name), session.today()], format), format);
      if (file === undefined) return null;
      const [{ exportCsv }, { exportXlsx }] = await Promise.all([import('./services/table-export/csv.ts'), import('./services/table-export/xlsx.ts')]);
      const wish = { request, columns, language, dates, words: words(), today: session.today() };
      const done = format === 'xlsx' ? await exportXlsx(session.desk().db, wish, file, true) : await exportCsv(session.desk().db, wish, file, 'utf-8', true);
      last = file;
      return { file, rows: done.rows };
    },
    issueSheet: async ({ period, bureau }) => {
      const { language, dates, author } = session.settings();
      const desk = session.desk();
      const content = sheetContent(desk.db, { period, bureau, language });
      const file = await askWhere(words()('dialog.saveSheet'), sheetFileName(content, words(), session.today()), 'xlsx');
      if (file === undefined) return null;
      const done = await issueSheet(desk, { period, bureau, language, dates, words: words(), author }, file, true);
      last = file;
      return { file, rows: done.rows, measures: done.measures, tables: ['sheet', 'sheetRow'] };
    },
    revealLast: () => {
      // Only a file this program has just written; nothing that the page could name.
      if (last !== undefined) system.showItemInFolder(last);
    },
    settingsChanged: () => {
      const { theme } = session.settings();
      nativeTheme.themeSource = theme;
      window()?.setTitle(words()('app.name'));
      setMenu(words(), app.isPackaged, (name) => window()?.webContents.send('command', name));
    },
  };
}
