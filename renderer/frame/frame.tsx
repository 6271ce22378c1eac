// The frame around every screen: navigation, undo and redo, and the place one is at.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { type Destination, screens, takeFirstDestination } from '../bridge/navigation.ts';
import { useSituation } from '../bridge/preferences.tsx';
import { applyWritten, refresh } from '../bridge/query-cache.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import { Icon } from '../parts/icon.tsx';
import { HomeScreen } from '../screens/home.tsx';

/** Home is read first; the tables come right behind it, before anyone can have asked for them. */
const loadTables = () => import('../screens/tables.tsx');
const TablesScreen = lazy(() => loadTables().then((module) => ({ default: module.TablesScreen })));
const CouncilScreen = lazy(() => import('../screens/council/council.tsx').then((module) => ({ default: module.CouncilScreen })));
const VisitsScreen = lazy(() => import('../screens/visits/visits.tsx').then((module) => ({ default: module.VisitsScreen })));
const SettingsScreen = lazy(() => import('../screens/settings.tsx').then((module) => ({ default: module.SettingsScreen })));
const BriefingsScreen = lazy(() => import('../screens/briefing/briefings.tsx').then((module) => ({ default: module.BriefingsScreen })));
const ExchangeScreen = lazy(() => import('../screens/exchange/exchange.tsx').then((module) => ({ default: module.ExchangeScreen })));

export function WindowServices() {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const { desk, settings } = useSituation();
  const [destination, setDestination] = useState<Destination>(takeFirstDestination);
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
  const screen = screens.find((one) => one.name === destination.screen) ?? screens[0];
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
              <button
                type="button"
                className="nav-entry"
                aria-current={name === destination.screen ? 'page' : undefined}
                onClick={() => setDestination({ screen: name })}
              >
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
      <main className="screen" key={destination.screen}>
        {destination.screen === 'home' && <HomeScreen onGo={setDestination} />}
        <Suspense fallback={null}>
          {destination.screen === 'council' && <CouncilScreen destination={destination} onGo={setDestination} />}
          {destination.screen === 'visits' && screen && <VisitsScreen tables={screen.tables} destination={destination} onGo={setDestination} />}
          {destination.screen === 'briefings' && <BriefingsScreen destination={destination} onGo={setDestination} />}
          {destination.screen === 'settings' && <SettingsScreen destination={destination} onGo={setDestination} />}
          {destination.screen === 'sync' && <ExchangeScreen destination={destination} onGo={setDestination} />}
          {!['home', 'council', 'visits', 'briefings', 'settings', 'sync'].includes(destination.screen) && screen && (
            <TablesScreen title={words(`nav.${screen.name}`)} tables={screen.tables} destination={destination} onGo={setDestination} />
          )}
        </Suspense>
      </main>
    </div>
  );
}
