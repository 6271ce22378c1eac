// Words of the page. Changing the language takes effect at once, everywhere, and marks the document for screen readers.
import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../../db/catalog/index.ts';
import { resources } from '../../resources/locales/index.ts';
import type { Words } from '../../resources/locales/sentences.ts';

await i18next.use(initReactI18next).init({ lng: 'ja', fallbackLng: 'ja', resources, interpolation: { escapeValue: false } });

export async function changeLanguage(language: Language): Promise<void> {
  document.documentElement.lang = language;
  if (i18next.language !== language) await i18next.changeLanguage(language);
  document.title = i18next.t('app.name');
}

export function useWords(): Words {
  const { t } = useTranslation();
  // The same function until the language changes: effects and queries depend on it.
  return useCallback<Words>((key, options = {}) => String(t(key, options)), [t]);
}
