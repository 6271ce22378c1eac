// The three languages of window, menus, dialogs, papers and command line. ja.json leads: the others have its keys.
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };

export const resources = { ja: { translation: ja }, en: { translation: en }, ko: { translation: ko } } as const;
