// What the window shows: trouble, the first run, or the desk.
import { useCallback, useEffect, useState } from 'react';
import type { Settings, StartState } from '../electron/ipc/contract.ts';
import { forgetAll } from './cache.ts';
import { call } from './desk.ts';
import { speak } from './i18n.ts';
import { AnnouncerProvider } from './parts/announcer.tsx';
import { FirstRun } from './screens/first-run.tsx';
import { Trouble } from './screens/trouble.tsx';
import { SituationProvider } from './settings.tsx';
import { Shell } from './shell.tsx';

export function App() {
  const [state, setState] = useState<StartState>();
  const show = useCallback(async (next: StartState) => {
    await speak(next.settings.language);
    setState(next);
  }, []);
  useEffect(() => {
    call('start', {}).then(show);
  }, [show]);
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
    <SituationProvider value={{ settings: state.settings, desk: state.desk, today: state.today, save, accept: show }}>
      <AnnouncerProvider>
        <Shell />
      </AnnouncerProvider>
    </SituationProvider>
  );
}
