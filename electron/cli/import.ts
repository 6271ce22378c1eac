// `desk import TABLE FILE`: what would happen, or all of it in one action.
import { basename } from 'node:path';
import { tableOf } from '../../db/catalog/index.ts';
import { openReader } from '../../db/desk/open.ts';
import { DeskError } from '../../db/errors.ts';
import { commit } from '../../db/log/commit.ts';
import { newRecordId } from '../../db/log/ids.ts';
import { requireTable } from '../../db/queries/filter.ts';
import { backUp } from '../../db/store/backup.ts';
import { importFaultSentence } from '../../resources/locales/sentences.ts';
import { today } from '../services/calendar/today.ts';
import { type Mapping, mappingSchema } from '../services/import/import-mapping.ts';
import type { ImportPlan } from '../services/import/import-plan.ts';
import { planImport, rememberNames, requirePlan } from '../services/import/import-table.ts';
import { oneOf, required, WrongUsage } from './arguments.ts';
import { type Answer, type Command, folderOf, jsonOption, type Setting, words, writing } from './setting.ts';

const usage = 'import TABLE FILE';

export const importOf: Command = async (setting) => {
  const { options } = setting;
  const table = tableOf(requireTable(required(setting.words[1], usage)).name).name;
  const files = setting.words.slice(2);
  const path = required(files[0], usage);
  if (files.length > 1) throw new WrongUsage(files.slice(1).join(' '));
  // Loaded only here: readers of spreadsheets are half a megabyte of code that other commands do without.
  const { encodings } = await import('../services/tabular/encoding.ts');
  const { readSheetFile } = await import('../services/tabular/read-safely.ts');
  const mapping = await readMapping(options.map);
  const context = {
    today: today(setting.environment.now()),
    words: words(setting),
    newId: () => newRecordId(setting.environment.now(), setting.environment.random),
  };
  const file = await readSheetFile(path, oneOf(options.encoding, encodings, 'auto', 'encoding'));
  if (options['dry-run']) {
    const desk = openReader(folderOf(setting), setting.environment);
    try {
      return answer(setting, requirePlan(planImport(desk.db, table, file, { mapping, context })), 'planned');
    } finally {
      desk.close();
    }
  }
  return writing(setting, (desk, author) => {
    const plan = requirePlan(planImport(desk.db, table, file, { mapping, context }));
    if (plan.rejectedRows > 0 && !options['skip-rejected']) return { ...answer(setting, plan, 'refused'), exit: 1 };
    const mutations = [...rememberNames(desk.db, mapping.names), ...plan.mutations];
    if (mutations.length > 0) {
      backUp(desk.db, desk.folder, { at: setting.environment.now(), reason: 'import', binding: setting.environment.binding });
      commit(desk, author, mutations, { why: 'import' });
    }
    return answer(setting, plan, 'done');
  });

  async function readMapping(from: string | undefined): Promise<Mapping> {
    if (from === undefined) return {};
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(from, 'utf8').catch(() => {
      throw new DeskError('fileMissing', { file: basename(from) });
    });
    return jsonOption(mappingSchema, text.replace(/^\ufeff/, ''), 'map') ?? {};
  }
};

function answer(setting: Setting, plan: ImportPlan, outcome: 'planned' | 'refused' | 'done'): Answer {
  const t = words(setting);
  const { created, updated, unchanged, rejected, notices, unknownNames, sheet, headingLine, keys } = plan;
  const mapped = Object.fromEntries(plan.headings.map((heading, at) => [heading, plan.targets[at] ?? null]));
  const lines = plan.faults.map((fault) => importFaultSentence(t, plan.table, fault));
  return {
    json: {
      created,
      updated,
      unchanged,
      rejected: rejected.map(({ line, column, code, details }) => ({ line, column, code, details })),
      rejectedRows: plan.rejectedRows,
      missing: plan.missing,
      applied: outcome === 'done',
      notices,
      unknownNames,
      sheet,
      headingLine,
      columns: mapped,
      keys,
    },
    text: [
      t(`import.${outcome}`, { created, updated, unchanged, rejected: plan.rejectedRows }),
      ...notices.map(({ code, details }) => t(`notices.${code}`, { ...details })),
      ...lines,
    ].join('\n'),
  };
}
