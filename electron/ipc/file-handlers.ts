// Channels of files that come in: imports of tables, and attachments of records.
import { tableOf } from '../../db/catalog/index.ts';
import { DeskError } from '../../db/errors.ts';
import { requireTable } from '../../db/queries/filter.ts';
import { getRow } from '../../db/queries/list.ts';
import { mayStartProgram, savedName } from '../services/files/file-name.ts';
import type { ImportSession } from '../session/import-session.ts';
import type { HandlerContext } from './handler-context.ts';
import type { Handlers } from './router.ts';

export function fileHandlers({ session, window, language, changed, commitAll }: HandlerContext, imports: ImportSession) {
  return {
    attachFile: async ({ table, id }) => {
      const desk = session.desk();
      const recordTable = requireTable(table).name;
      if (!getRow(desk.db, recordTable, id, { language: language() })) throw new DeskError('notFound', { table: recordTable, id });
      const path = await window.askFile('any');
      if (path === undefined) return null;
      const { storeFile } = await import('../services/files/attachments.ts');
      const stored = await storeFile(desk.folder, path);
      return commitAll([{ kind: 'create', table: 'attachment', set: { recordTable, record: id, ...stored } }]);
    },
    saveAttachment: async ({ id }) => {
      const desk = session.desk();
      const found = getRow(desk.db, 'attachment', id, { language: language() });
      if (!found) throw new DeskError('notFound', { table: 'attachment', id });
      const { copyOut } = await import('../services/files/attachments.ts');
      const { fileName, fileHash } = found.row.values;
      if (mayStartProgram(String(fileName)) && !(await window.askRisky(savedName(String(fileName))))) return null;
      const file = await window.saveFile(String(fileName), (to) => copyOut(desk.folder, String(fileHash), String(fileName), to));
      return file === undefined ? null : { file };
    },
    importOpen: async ({ table, encoding }) => {
      const path = await window.askFile('table');
      return path === undefined ? null : imports.begin(tableOf(requireTable(table).name).name, { path, encoding }, {});
    },
    importText: ({ table, text }) => imports.begin(tableOf(requireTable(table).name).name, { text }, {}),
    importPlan: ({ mapping }) => imports.plan(mapping),
    importApply: async ({ skipRejected, save }) => {
      const done = await imports.apply(skipRejected, save);
      return { tables: changed(done) };
    },
    importClose: () => {
      imports.close();
      return null;
    },
  } satisfies Partial<Handlers>;
}
