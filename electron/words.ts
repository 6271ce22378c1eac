// Words for menus, dialogs and the command line: the same locale files as the window's.
import i18next from 'i18next';
import type { Language } from '../db/catalog/index.ts';
import { resources } from '../resources/locales/index.ts';
import type { Words } from '../resources/locales/sentences.ts';

const instance = i18next.createInstance();
await instance.init({ lng: 'ja', fallbackLng: 'ja', resources, interpolation: { escapeValue: false } });

/** The words of one language. Strings are looked up at use, never kept. */
export function wordsIn(language: Language): Words {
  const fixed = instance.getFixedT(language);
  return (key, options = {}) => String(fixed(key, options));
}
