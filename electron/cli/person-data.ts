import { fieldLabel, tableLabel } from '../../resources/locales/sentences.ts';
import { erasePerson, heldOn } from '../services/people/person-data.ts';
import { required, WrongUsage } from './arguments.ts';
import { type Command, reading, words, writing } from './setting.ts';

/** Everything held on a person; with `--force` and a reason, erased from the whole log. */
export const held: Command = (setting) =>
  reading(setting, ({ db }) => {
    const found = heldOn(db, required(setting.words[1], 'held PERSON'), setting.language);
    const t = words(setting);
    const records = found.records.map(
      ({ table, row, personal }) =>
        `${tableLabel(t, table)} ${row.id}\n${personal
          .filter((name) => (row.values[name] ?? null) !== null)
          .map((name) => `  ${fieldLabel(t, table, name)}: ${String(row.values[name])}`)
          .join('\n')}`,
    );
    const mentions = found.mentions.map(
      ({ table, id, columns, stays }) => `${tableLabel(t, table)} ${id}\n${[...columns, ...stays].map((name) => `  ${fieldLabel(t, table, name)}`).join('\n')}`,
    );
    return { json: found, text: [...records, ...mentions].join('\n') };
  });

export const erase: Command = (setting) =>
  writing(setting, (desk, author) => {
    const person = required(setting.words[1], 'erase PERSON --reason TEXT --force');
    if (!setting.options.force) throw new WrongUsage('erase PERSON --reason TEXT --force');
    const done = erasePerson(desk, author, person, required(setting.options.reason, '--reason TEXT'));
    const t = words(setting);
    return {
      json: { person, ...done },
      text: [
        t('exchange.erased', { count: done.operations }),
        ...done.stays.map(({ table, name, stays }) =>
          t('exchange.stillNames', {
            table: tableLabel(t, table),
            name,
            columns: stays.map((column) => fieldLabel(t, table, column)).join(t('ui.columnJoin')),
          }),
        ),
        ...done.backups.map(({ file, at }) => t('exchange.backupHolds', { file, at: new Date(at).toISOString().slice(0, 10) })),
      ].join('\n'),
    };
  });
