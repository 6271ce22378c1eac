// A moment as text: the day in the chosen style, and the time of day at this computer.
import { formatDate } from '../../db/catalog/dates.ts';
import { pad } from '../../db/catalog/stored-date.ts';
import type { DisplayPreferences } from '../../resources/locales/sentences.ts';

export function momentText(at: number, { language, dates }: DisplayPreferences): string {
  const moment = new Date(at);
  const day = `${pad(moment.getFullYear(), 4)}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
  return `${formatDate(day, language, dates)} ${pad(moment.getHours())}:${pad(moment.getMinutes())}`;
}

export const megabytes = (bytes: number): string => (bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1_000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`);
