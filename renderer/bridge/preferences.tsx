// The settings and the desk, for every part of the page.
import { createContext, type ReactNode, useContext } from 'react';
import type { Settings } from '../../electron/contract/inputs.ts';
import type { StartState } from '../../electron/contract/outputs.ts';
import type { DisplayPreferences } from '../../resources/locales/sentences.ts';

export interface Situation {
  readonly settings: Settings;
  readonly desk: Extract<StartState, { kind: 'ready' }>['desk'];
  readonly today: string;
  readonly save: (change: Partial<Settings>) => Promise<void>;
  /** The desk has been replaced: restored from a backup, or registered again. */
  readonly replaceState: (state: StartState) => Promise<void>;
}

const SituationContext = createContext<Situation | undefined>(undefined);

export function SituationProvider({ value, children }: { value: Situation; children: ReactNode }) {
  return <SituationContext value={value}>{children}</SituationContext>;
}

export function useSituation(): Situation {
  const value = useContext(SituationContext);
  if (!value) throw new Error('outside of SituationProvider');
  return value;
}

export function useDisplayPreferences(): DisplayPreferences {
  const { settings } = useSituation();
  return { language: settings.language, dates: settings.dates };
}
