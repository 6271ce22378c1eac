// The frame around every screen: navigation, undo and redo, and the place one is at.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { applyWritten, refresh } from './cache.ts';
import { call } from './desk.ts';
import { useWords } from './i18n.ts';
import { type Place, screens, takeFirstPlace } from './navigation.ts';
import { useAnnouncer } from './parts/announcer.tsx';
import { Icon } from './parts/icon.tsx';
import { HomeScreen } from './screens/home.tsx';
import { useSituation } from './settings.tsx';

/** Home is read first; the tables come right behind it, before anyone can have asked for them. */
const loadTables = () => import('./screens/tables.tsx');
const TablesScreen = lazy(() => loadTables().then((module) => ({ default: module.TablesScreen })));
const CouncilScreen = lazy(() => import('./screens/council/council.tsx').then((module) => ({ default: module.CouncilScreen })));
const VisitsScreen = lazy(() => import('./screens/visits/visits.tsx').then((module) => ({ default: module.VisitsScreen })));
const SettingsScreen = lazy(() => import('./screens/settings.tsx').then((module) => ({ default: module.SettingsScreen })));
const BriefingsScreen = lazy(() => import('./screens/briefing/briefings.tsx').then((module) => ({ default: module.BriefingsScreen })));
const ExchangeScreen = lazy(() => import('./screens/exchange/exchange.tsx').then((module) => ({ default: module.ExchangeScreen })));

export function Shell() {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const { desk, settings } = useSituation();
  const [place, setPlace] = useState<Place>(takeFirstPlace);
  const { data: undoState } = useQuery({ queryKey: ['undoState'], queryFn: () => call('undoState', {}) });
  const step = useCallback(
    async (kind: 'undo' | 'redo') => {
      try {
        applyWritten(await call(kind, {}));
        say(words(kind === 'undo' ? 'ui.undone' : 'ui.redone'));
      } catch (error) {
        refuse(error);
      }
    },
    [say, refuse, words],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
      const field = event.target instanceof HTMLElement && (event.target.matches('input:not([type=checkbox]), textarea') || event.target.isContentEditable);
      if (field) return; // while typing, the keys belong to the text
      const key = event.key.toLowerCase();
      if (key === 'z' || key === 'y') {
        event.preventDefault();
        step(key === 'y' || event.shiftKey ? 'redo' : 'undo');
      }
    };
    window.addEventListener('keydown', onKey);
    const stopCommands = window.desk.onCommand((name) => {
      if (name === 'undo' || name === 'redo') step(name);
    });
    const stopChanged = window.desk.onChanged(() => refresh(screens.flatMap((screen) => screen.tables)));
    return () => {
      window.removeEventListener('keydown', onKey);
      stopCommands();
      stopChanged();
    };
  }, [step]);
  useEffect(() => {
    const idle = requestIdleCallback(() => void loadTables().catch(() => undefined));
    return () => cancelIdleCallback(idle);
  }, []);
  const screen = screens.find((one) => one.name === place.screen) ?? screens[0];
  return (
    <div className="shell">
      <header className="top">
        <div className="brand">
          <span className="brand-name">{words('app.name')}</span>
          <span className="brand-desk">{desk.name}</span>
        </div>
        <div className="top-actions">
          <button type="button" className="button quiet" disabled={!undoState?.undo} onClick={() => step('undo')} title={words('ui.undoHint')}>
            <Icon name="undo" />
            {words('ui.undo')}
          </button>
          <button type="button" className="button quiet" disabled={!undoState?.redo} onClick={() => step('redo')} title={words('ui.redoHint')}>
            <Icon name="redo" />
            {words('ui.redo')}
          </button>
          <span className="author">{settings.author}</span>
        </div>
      </header>
      <nav className="side" aria-label={words('nav.label')}>
        <ul>
          {screens.map(({ name, icon }) => (
            <li key={name}>
              <button type="button" className="nav-entry" aria-current={name === place.screen ? 'page' : undefined} onClick={() => setPlace({ screen: name })}>
                <Icon name={icon} />
                <span>{words(`nav.${name}`)}</span>
                {name === 'sync' && (undoState?.conflicts ?? 0) > 0 && (
                  <span className="badge" title={words('exchange.openConflicts', { count: undoState?.conflicts ?? 0 })}>
                    {undoState?.conflicts}
                  </span>
                )}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <main className="screen" key={place.screen}>
        {place.screen === 'home' && <HomeScreen onGo={setPlace} />}
        <Suspense fallback={null}>
          {place.screen === 'council' && <CouncilScreen place={place} onGo={setPlace} />}
          {place.screen === 'visits' && screen && <VisitsScreen tables={screen.tables} place={place} onGo={setPlace} />}
          {place.screen === 'briefings' && <BriefingsScreen place={place} onGo={setPlace} />}
          {place.screen === 'settings' && <SettingsScreen place={place} onGo={setPlace} />}
          {place.screen === 'sync' && <ExchangeScreen place={place} onGo={setPlace} />}
          {!['home', 'council', 'visits', 'briefings', 'settings', 'sync'].includes(place.screen) && screen && (
            <TablesScreen title={words(`nav.${screen.name}`)} tables={screen.tables} place={place} onGo={setPlace} />
          )}
        </Suspense>
      </main>
    </div>
  );
}
