// A moment as text: the day in the chosen style, and the time of day.
import type { DisplayPreferences } from '../../resources/locales/sentences.ts';

export function momentText(at: number, display: DisplayPreferences, style: 'long' | 'short' = 'short'): string {
  const locale = display.language === 'ja' && display.dates === 'era' ? 'ja-JP-u-ca-japanese' : { ja: 'ja-JP', en: 'en-GB', ko: 'ko-KR' }[display.language];
  return new Intl.DateTimeFormat(locale, { dateStyle: style === 'long' ? 'long' : 'medium', timeStyle: 'short' }).format(at);
}

export const megabytes = (bytes: number): string => (bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1_000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`);
