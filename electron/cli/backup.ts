import { openReader } from '../../db/desk/open.ts';
import { cleanBackup } from '../../db/exchange/clean-backup.ts';
import { backupsIn } from '../../db/store/backup.ts';
import { restoreInto, writeBackup } from '../services/exchange/backup-file.ts';
import { required } from './arguments.ts';
import { passphraseOption } from './passphrase.ts';
import { type Command, folderOf, words, writing } from './setting.ts';

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

/** The copies in the desk's own folder, newest first. */
export const listBackups: Command = (setting) => {
  const found = backupsIn(folderOf(setting));
  return { json: found, text: found.map(({ file, at, bytes }) => `${file}  ${new Date(at).toISOString()}  ${bytes}`).join('\n') };
};

/** Takes out of one of them what was erased since. */
export const cleanOne: Command = (setting) =>
  writing(setting, (desk) => {
    const file = required(setting.words[2], 'backup clean FILE');
    const operations = cleanBackup(desk, file);
    return { json: { file, operations }, text: words(setting)('exchange.backupCleaned', { file, count: operations }) };
  });

export const restoreBackup: Command = async (setting) => {
  const into = required(setting.options.into, '--into DIR');
  const facts = await restoreInto(required(setting.words[1], 'restore FILE --into DIR'), into, {
    environment: setting.environment,
    passphrase: passphraseOption(setting),
    force: setting.options.force ?? false,
  });
  return { json: { into, ...facts }, text: words(setting)('exchange.restored', { folder: into, operations: facts.operations }) };
};
