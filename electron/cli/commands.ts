// The administrator's commands: the same services as the window, without one.
import { allowedValues, columnOf, type Language, type Table, tables } from '../../db/catalog/index.ts';
import type { Desk } from '../../db/desk/desk.ts';
import { DeskError } from '../../db/errors.ts';
import { commit } from '../../db/log/commit.ts';
import { digest } from '../../db/log/digest.ts';
import type { Mutation } from '../../db/log/mutation.ts';
import { redo, undo } from '../../db/log/undo.ts';
import { verify } from '../../db/log/verify.ts';
import { requireTable } from '../../db/queries/filter.ts';
import { type ListedRow, list } from '../../db/queries/list.ts';
import { history, record } from '../../db/queries/record.ts';
import { columnLabel, tableLabel, valueLabel } from '../../resources/locales/sentences.ts';
import { today } from '../services/calendar/today.ts';
import { newDesk } from '../services/setup/new-desk.ts';
import { required, WrongUsage, wholeNumber } from './arguments.ts';
import { assignments } from './assignments.ts';
import { type Answer, askedOption, type Command, completeSearch, folderOf, reading, type Setting, sortOption, words, writing } from './setting.ts';

const flat = (row: ListedRow, columns?: readonly string[]): Record<string, unknown> => {
  const all: Record<string, unknown> = { id: row.id, ...row.values, ...(row.deleted ? { deleted: true } : {}) };
  return columns ? Object.fromEntries(['id', ...columns].map((name) => [name, all[name] ?? null])) : all;
};

const nameOf = (table: Table, row: ListedRow, language: Language): string => String(row.values[table.naming[language]] ?? row.values[table.naming.ja] ?? '');
const stringify = (value: unknown) => JSON.stringify(value, undefined, 2);

export const init: Command = (setting) => {
  const { options, environment, places } = setting;
  const folder = folderOf(setting);
  const desk = newDesk(
    { folder, name: options.desk ?? '国際課', author: options.author ?? '担当', sample: options.sample ?? false },
    places.resources,
    environment,
  );
  try {
    const name = desk.local('deskName') ?? '';
    return { json: { folder, desk: desk.id, name, digest: digest(desk.db) }, text: words(setting)('cli.made', { name, folder }) };
  } finally {
    desk.close();
  }
};

export const listTables: Command = (setting) => {
  const t = words(setting);
  const all = Object.values(tables).map((table: Table) => ({
    name: table.name,
    plural: table.plural,
    label: tableLabel(t, table.name),
    link: table.link === true,
    columns: Object.entries(table.columns).map(([name, column]) => ({
      name,
      label: columnLabel(t, name, column),
      kind: column.kind,
      required: column.required === true,
      personal: column.personal === true,
      ...('to' in column ? { to: column.to } : {}),
      ...('list' in column ? { list: column.list } : {}),
      ...(column.kind === 'oneOf' ? { values: allowedValues(column.values).map((value) => ({ value, label: valueLabel(t, column.values, value) })) } : {}),
    })),
  }));
  return {
    json: { tables: all },
    text: all
      .map((table) => `${table.plural}  ${table.label}\n${table.columns.map((column) => `  ${column.name} (${column.kind})  ${column.label}`).join('\n')}`)
      .join('\n'),
  };
};

export const listRows: Command = async (setting) => {
  const { options, language } = setting;
  const table = requireTable(required(setting.words[1], 'list TABLE'));
  const columns = options.columns?.split(',');
  for (const column of columns ?? []) if (!columnOf(table, column)) throw new DeskError('unknownColumn', { table: table.name, column });
  const request = {
    table: table.name,
    ...askedOption(options.filter),
    search: options.search,
    sort: sortOption(table, options.sort),
    offset: wholeNumber(options.offset, 0, 'offset', 100_000_000),
    limit: wholeNumber(options.limit, 50, 'limit', 10_000),
    language,
    today: today(setting.environment.now()),
  };
  if (options.search !== undefined) await completeSearch(setting);
  return reading(setting, ({ db }) => {
    const found = list(db, request);
    return {
      json: { table: table.name, total: found.total, rows: found.rows.map((row) => flat(row, columns)), names: found.names },
      text: [
        `${tableLabel(words(setting), table.name)}: ${found.total}`,
        ...found.rows.map((row) => `${row.id}  ${found.names[nameOf(table, row, language)] ?? nameOf(table, row, language)}`),
      ].join('\n'),
    };
  });
};

export const get: Command = (setting) => {
  const [, name, id] = setting.words;
  return reading(setting, ({ db }) => {
    const page = record(db, required(name, 'get TABLE ID'), required(id, 'get TABLE ID'), {
      language: setting.language,
      today: today(setting.environment.now()),
    });
    return {
      json: { table: page.table, row: flat(page.row), related: page.related, names: page.names },
      text: stringify({ ...flat(page.row), names: page.names }),
    };
  });
};

export const historyOf: Command = (setting) => {
  const [, name, id] = setting.words;
  return reading(setting, ({ db }) => {
    const found = history(db, required(name, 'history TABLE ID'), required(id, 'history TABLE ID'), setting.language);
    const t = words(setting);
    const entries = found.entries.map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() }));
    return {
      json: { entries, names: found.names },
      text: entries
        .map(
          (entry) =>
            `${entry.at}  ${entry.author}  ${t(`change.${entry.kind}`)} (${t(`why.${entry.why}`)})  ${entry.changes.map(({ column, from, to }) => `${column}: ${from ?? '-'} → ${to ?? '-'}`).join(', ')}`,
        )
        .join('\n'),
    };
  });
};

function change(setting: Setting, table: Table, mutations: (desk: Desk) => Mutation[]): Answer {
  return writing(setting, (desk, author) => {
    const done = commit(desk, author, mutations(desk));
    const first = done.rows.find((written) => written.table === table.name);
    const id = first?.row.id ?? mutations(desk)[0]?.id;
    const shown = id === undefined ? undefined : record(desk.db, table.name, id, { language: setting.language, today: today(setting.environment.now()) });
    const row = shown ? flat(shown.row) : null;
    return { json: { action: done.action, row }, text: stringify(row) };
  });
}

export const set: Command = (setting) => {
  const table = requireTable(required(setting.words[1], 'set TABLE ID COL=VALUE'));
  const id = required(setting.words[2], 'set TABLE ID COL=VALUE');
  const values = assignments(table, setting.words.slice(3), (of, value, language) => valueLabel(setting.wordsOf(language), of, value), {
    today: today(setting.environment.now()),
  });
  if (Object.keys(values).length === 0) throw new WrongUsage('set TABLE ID COL=VALUE');
  return change(setting, table, () => [
    id === 'new' ? { kind: 'create', table: table.name, set: values } : { kind: 'set', table: table.name, id, set: values },
  ]);
};

const deletion =
  (kind: 'delete' | 'restore'): Command =>
  (setting) => {
    const table = requireTable(required(setting.words[1], `${kind} TABLE ID`));
    const id = required(setting.words[2], `${kind} TABLE ID`);
    return change(setting, table, () => [{ kind, table: table.name, id }]);
  };
export const remove = deletion('delete');
export const restore = deletion('restore');

const step =
  (work: typeof undo): Command =>
  (setting) =>
    writing(setting, (desk, author) => {
      const done = work(desk, author, { rest: setting.options.rest ?? false });
      const rows = done.rows.map(({ table, row }) => ({ table, id: row.id, deleted: row.values.deleted === 1 }));
      return { json: { action: done.action, rows }, text: rows.map((row) => `${tableLabel(words(setting), row.table)} ${row.id}`).join('\n') };
    });
export const undoLast = step(undo);
export const redoLast = step(redo);

export const digestOf: Command = (setting) => reading(setting, ({ db }) => ({ json: { digest: digest(db) }, text: digest(db) }));

export const verifyDesk: Command = (setting) =>
  reading(setting, ({ db }) => {
    const verdict = verify(db, setting.environment);
    const t = words(setting);
    const whole = verdict.faults.length === 0;
    const unproven = verdict.unproven.map(({ name, operations, doubt }) => `\n${name} (${operations}): ${t(`exchange.doubt.${doubt}`)}`).join('');
    return {
      json: { ok: whole, ...verdict },
      text: whole
        ? t('cli.whole', { operations: verdict.operations, rows: verdict.rows }) + unproven
        : `${t('cli.broken', { count: verdict.faults.length })}\n${verdict.faults.map((fault) => JSON.stringify(fault)).join('\n')}`,
      exit: whole ? 0 : 1,
    };
  });
