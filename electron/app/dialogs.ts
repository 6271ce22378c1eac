// The system's dialogs for files and folders, over the window.
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import type { Words } from '../../resources/locales/sentences.ts';

export interface Dialogs {
  /** Where a file is to go; undefined when the dialog was closed. */
  readonly askWhere: (title: string, name: string, extension: string) => Promise<string | undefined>;
  readonly askFile: (kind: 'table' | 'any') => Promise<string | undefined>;
  readonly askFiles: (kind: 'bundles' | 'sheets') => Promise<readonly string[]>;
  readonly askFolder: () => Promise<string | undefined>;
  /** Shown for a file that may start a program. @returns true when the person saves it all the same */
  readonly askRisky: (file: string) => Promise<boolean>;
}

const tableExtensions = ['xlsx', 'xlsm', 'xlsb', 'xls', 'ods', 'csv', 'tsv', 'txt', 'html', 'htm'];
const sheetExtensions = ['xlsx', 'xlsm', 'xlsb', 'xls', 'ods'];

export function dialogsOver(window: () => BrowserWindow | undefined, words: () => Words): Dialogs {
  const open = async (options: OpenDialogOptions): Promise<readonly string[]> => {
    const parent = window();
    const { canceled, filePaths } = parent ? await dialog.showOpenDialog(parent, options) : await dialog.showOpenDialog(options);
    return canceled ? [] : filePaths;
  };
  return {
    askWhere: async (title, name, extension) => {
      const options = {
        title,
        defaultPath: join(app.getPath('documents'), name),
        filters: extension === '' ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }],
        properties: ['showOverwriteConfirmation' as const],
      };
      const parent = window();
      const { canceled, filePath } = parent ? await dialog.showSaveDialog(parent, options) : await dialog.showSaveDialog(options);
      return canceled || filePath === '' ? undefined : filePath;
    },
    askFile: async (kind) => {
      const filter =
        kind === 'table' ? { name: words()('dialog.tables'), extensions: tableExtensions } : { name: words()('dialog.anyFile'), extensions: ['*'] };
      const title = words()(kind === 'table' ? 'dialog.openTable' : 'dialog.attach');
      return (await open({ title, filters: [filter], properties: ['openFile'] }))[0];
    },
    askFiles: (kind) => {
      const filter =
        kind === 'bundles' ? { name: words()('dialog.bundles'), extensions: ['citydesk'] } : { name: words()('dialog.tables'), extensions: sheetExtensions };
      const title = words()(kind === 'bundles' ? 'dialog.openBundles' : 'dialog.openSheets');
      return open({ title, filters: [filter], properties: ['openFile', 'multiSelections'] });
    },
    askRisky: async (file) => {
      const options = {
        type: 'warning' as const,
        message: words()('dialog.riskyFile', { file }),
        buttons: [words()('ui.cancel'), words()('dialog.saveRisky')],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      };
      const parent = window();
      const { response } = parent ? await dialog.showMessageBox(parent, options) : await dialog.showMessageBox(options);
      return response === 1;
    },
    askFolder: async () => (await open({ title: words()('dialog.chooseFolder'), properties: ['openDirectory', 'createDirectory'] }))[0],
  };
}
