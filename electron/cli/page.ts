// The page of one record and the search over everything, as text or as the value that the window draws.
import { pageOf } from '../../db/queries/page/page.ts';
import { searchAll } from '../../db/queries/page/search.ts';
import { rowTexts } from '../../resources/locales/page-sentences.ts';
import { tableLabel } from '../../resources/locales/sentences.ts';
import { today } from '../services/calendar/today.ts';
import { pageText } from '../services/page/page-text.ts';
import { required } from './arguments.ts';
import { type Command, completeSearch, reading, type Setting, words } from './setting.ts';

const styleOf = (setting: Setting) =>
  ({ words: words(setting), display: { language: setting.language, dates: setting.language === 'ja' ? 'era' : 'western' } }) as const;

export const page: Command = (setting) => {
  const [, table, id] = setting.words;
  return reading(setting, ({ db }) => {
    const found = pageOf(db, required(table, 'page TABLE ID'), required(id, 'page TABLE ID'), {
      language: setting.language,
      today: today(setting.environment.now()),
    });
    return { json: found, text: pageText(found, styleOf(setting)) };
  });
};

/** What the box of Ctrl+K finds. */
export const search: Command = async (setting) => {
  const text = required(setting.words[1], 'search TEXT');
  await completeSearch(setting);
  return reading(setting, ({ db }) => {
    const style = styleOf(setting);
    const found = searchAll(db, text, { language: setting.language, today: today(setting.environment.now()) });
    const lines = found.groups.flatMap((group) => [
      `■ ${tableLabel(style.words, group.table)}`,
      ...group.rows.map((row) => `  ${row.id}  ${rowTexts(style, group, row, found.names).join('  ')}`),
    ]);
    return { json: found, text: lines.length === 0 ? style.words('page.nothingFound', { text }) : lines.join('\n') };
  });
};
