// What the window shows: trouble, the first run, or the desk.
import { useCallback, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Settings } from '../../electron/contract/inputs.ts';
import type { StartState } from '../../electron/contract/outputs.ts';
import { call } from '../bridge/bridge.ts';
import { changeLanguage } from '../bridge/i18n.ts';
import { SituationProvider } from '../bridge/preferences.tsx';
import { forgetAll } from '../bridge/query-cache.ts';
import { AnnouncerProvider } from '../parts/announcer.tsx';
import { useRaise } from '../parts/error-boundary.tsx';
import { FirstRun } from '../screens/first-run.tsx';
import { Trouble } from '../screens/trouble.tsx';
import { Frame } from './frame.tsx';

export function App() {
  const [state, setState] = useState<StartState>();
  const raise = useRaise();
  const show = useCallback(async (next: StartState) => {
    await changeLanguage(next.settings.language);
    setState(next);
  }, []);
  useEffect(() => {
    call('start', {}).then(show).catch(raise);
  }, [show, raise]);
  const save = useCallback(
    async (change: Partial<Settings>) => {
      await show(await call('saveSettings', change));
      // Names of records come in the language of the settings.
      if (change.language !== undefined) forgetAll();
    },
    [show],
  );
  if (!state) return null;
  if (state.kind === 'trouble') return <Trouble state={state} onState={show} />;
  if (state.kind === 'firstRun') return <FirstRun state={state} onState={show} />;
  return (
    <I18nProvider locale={state.settings.language}>
      <SituationProvider value={{ settings: state.settings, desk: state.desk, today: state.today, save, replaceState: show }}>
        <AnnouncerProvider>
          <Frame />
        </AnnouncerProvider>
      </SituationProvider>
    </I18nProvider>
  );
}
