import { openReader } from '../../db/desk/open.ts';
import { restoreInto, writeBackup } from '../services/exchange/backup-file.ts';
import { required } from './arguments.ts';
import { passphraseOption } from './passphrase.ts';
import { type Command, folderOf, words } from './setting.ts';

export const backup: Command = async (setting) => {
  const file = required(setting.options.out, '--out FILE');
  const desk = openReader(folderOf(setting), setting.environment);
  try {
    const written = await writeBackup(desk.db, desk.folder, file, {
      passphrase: passphraseOption(setting),
      replace: setting.options.force ?? false,
      binding: setting.environment.binding,
    });
    const said = words(setting)('ui.exported', { file });
    // Anyone who finds the file can read it.
    return { json: written, text: setting.options['passphrase-file'] === undefined ? `${said}\n${words(setting)('exchange.backupInClear')}` : said };
  } finally {
    desk.close();
  }
};

export const restoreBackup: Command = async (setting) => {
  const into = required(setting.options.into, '--into DIR');
  const facts = await restoreInto(required(setting.words[1], 'restore FILE --into DIR'), into, setting.environment, passphraseOption(setting));
  return { json: { into, ...facts }, text: words(setting)('exchange.restored', { folder: into, operations: facts.operations }) };
};
