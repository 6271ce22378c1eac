import { fieldLabel, tableLabel } from '../../resources/locales/sentences.ts';
import { erasePerson, heldOn } from '../services/people/person-data.ts';
import { required, WrongUsage } from './arguments.ts';
import { type Command, reading, words, writing } from './setting.ts';

/** Everything held on a person; with `--force` and a reason, erased from the whole log. */
export const held: Command = (setting) =>
  reading(setting, ({ db }) => {
    const found = heldOn(db, required(setting.words[1], 'held PERSON'), setting.language);
    const t = words(setting);
    return {
      json: found,
      text: found.records
        .map(
          ({ table, row, personal }) =>
            `${tableLabel(t, table)} ${row.id}\n${personal
              .filter((name) => (row.values[name] ?? null) !== null)
              .map((name) => `  ${fieldLabel(t, table, name)}: ${String(row.values[name])}`)
              .join('\n')}`,
        )
        .join('\n'),
    };
  });

export const erase: Command = (setting) =>
  writing(setting, (desk, author) => {
    const person = required(setting.words[1], 'erase PERSON --reason TEXT --force');
    if (!setting.options.force) throw new WrongUsage('erase PERSON --reason TEXT --force');
    const operations = erasePerson(desk, author, person, required(setting.options.reason, '--reason TEXT'));
    return { json: { person, operations }, text: words(setting)('exchange.erased', { count: operations }) };
  });
