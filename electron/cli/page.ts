// The page of one record, as text or as the value that the window draws.
import { pageOf } from '../../db/queries/page/page.ts';
import { today } from '../services/calendar/today.ts';
import { pageText } from '../services/page/page-text.ts';
import { required } from './arguments.ts';
import { type Command, reading, words } from './setting.ts';

export const page: Command = (setting) => {
  const [, table, id] = setting.words;
  return reading(setting, ({ db }) => {
    const found = pageOf(db, required(table, 'page TABLE ID'), required(id, 'page TABLE ID'), {
      language: setting.language,
      today: today(setting.environment.now()),
    });
    const dates = setting.language === 'ja' ? 'era' : 'western';
    return { json: found, text: pageText(found, { words: words(setting), display: { language: setting.language, dates } }) };
  });
};
