// The frame around every screen: navigation, undo and redo, and the screen that is open.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { hasPage } from '../../db/catalog/pages.ts';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { type Destination, type ScreenName, screens } from '../bridge/navigation.ts';
import { useSituation } from '../bridge/preferences.tsx';
import { useCommand } from '../parts/commands.ts';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { HomeScreen } from '../screens/home.tsx';
import { type MakeRecordProps, RecordMaker } from '../workbench/editors/record-maker.ts';
import { Help } from './help.tsx';
import { Palette } from './palette.tsx';
import { useCommands } from './use-commands.ts';
import { useUndoAndRedo } from './use-undo-and-redo.ts';
import { useVisited } from './use-visited.ts';

const loadTables = () => import('../workbench/tables-screen.tsx');
const TablesScreen = lazy(() => loadTables().then((module) => ({ default: module.TablesScreen })));
const CouncilScreen = lazy(() => import('../screens/council/council.tsx').then((module) => ({ default: module.CouncilScreen })));
const VisitsScreen = lazy(() => import('../screens/visits/visits.tsx').then((module) => ({ default: module.VisitsScreen })));
const SettingsScreen = lazy(() => import('../screens/settings.tsx').then((module) => ({ default: module.SettingsScreen })));
const BriefingsScreen = lazy(() => import('../screens/briefing/briefings.tsx').then((module) => ({ default: module.BriefingsScreen })));
const ExchangeScreen = lazy(() => import('../screens/exchange/exchange.tsx').then((module) => ({ default: module.ExchangeScreen })));

const SubjectPage = lazy(() => import('../pages/subject-page.tsx').then((module) => ({ default: module.SubjectPage })));
const NewRecord = lazy(() => import('../workbench/editors/new-record.tsx').then((module) => ({ default: module.NewRecord })));

const icons: Readonly<Record<ScreenName, IconName>> = {
  home: 'home',
  partners: 'globe',
  agreements: 'document',
  visits: 'people',
  trips: 'plane',
  council: 'board',
  networks: 'network',
  briefings: 'book',
  sync: 'exchange',
  settings: 'gear',
};

export function Frame() {
  const words = useWords();
  const { destination, go } = useVisited();
  const { data: undoState } = useQuery({ queryKey: ['undoState'], queryFn: () => call('undoState', {}) });
  const step = useUndoAndRedo();
  useCommands();
  useTablesAhead();
  return (
    <RecordMaker value={makeRecord}>
      <div className="frame">
        <SkipLink />
        <TopBar canUndo={undoState?.undo === true} canRedo={undoState?.redo === true} onStep={step} />
        <nav className="side" aria-label={words('nav.label')}>
          <ul>
            {screens.map(({ name }) => (
              <li key={name}>
                <button
                  type="button"
                  className="nav-entry"
                  aria-current={name === destination.screen ? 'page' : undefined}
                  onClick={() => go({ screen: name })}
                >
                  <Icon name={icons[name]} />
                  <span>{words(`nav.${name}`)}</span>
                  {name === 'sync' && <OpenConflicts count={undoState?.conflicts ?? 0} />}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <Help />
        <Palette onGo={go} />
        {screens.map(({ name }) => (
          <GoCommand key={name} name={name} onGo={go} />
        ))}
        <main className="screen" id="content" tabIndex={-1} key={destination.page ? `${destination.table} ${destination.record}` : destination.screen}>
          <ErrorBoundary>
            <Suspense fallback={null}>
              <Screen destination={destination} onGo={go} />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
    </RecordMaker>
  );
}

const makeRecord = (props: MakeRecordProps) => (
  <Suspense fallback={null}>
    <NewRecord preset={noPreset} {...props} />
  </Suspense>
);
const noPreset = {};

function GoCommand({ name, onGo }: { name: ScreenName; onGo: (destination: Destination) => void }) {
  useCommand(`go:${name}`, () => onGo({ screen: name }));
  return null;
}

/** The first stop of the Tab key: past everything that is the same on each screen, into the table or the text. */
function SkipLink() {
  const words = useWords();
  const skip = () => {
    const table = document.querySelector<HTMLElement>('#content .cell-field');
    (table ?? document.getElementById('content'))?.focus();
  };
  return (
    <button type="button" className="skip-link" onClick={skip}>
      {words('nav.skip')}
    </button>
  );
}

interface ScreenProps {
  readonly destination: Destination;
  readonly onGo: (destination: Destination) => void;
}

function Screen({ destination, onGo }: ScreenProps) {
  const words = useWords();
  const tables = screens.find((one) => one.name === destination.screen)?.tables ?? [];
  const { page, table, record } = destination;
  if (page && table && record && hasPage(table)) return <SubjectPage table={table} id={record} onGo={onGo} />;
  switch (destination.screen) {
    case 'home':
      return <HomeScreen onGo={onGo} />;
    case 'council':
      return <CouncilScreen destination={destination} onGo={onGo} />;
    case 'visits':
      return <VisitsScreen tables={tables} destination={destination} onGo={onGo} />;
    case 'briefings':
      return <BriefingsScreen destination={destination} onGo={onGo} />;
    case 'settings':
      return <SettingsScreen destination={destination} onGo={onGo} />;
    case 'sync':
      return <ExchangeScreen destination={destination} onGo={onGo} />;
    default:
      return <TablesScreen title={words(`nav.${destination.screen}`)} tables={tables} destination={destination} onGo={onGo} />;
  }
}

interface TopBarProps {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onStep: (kind: 'undo' | 'redo') => void;
}

function TopBar({ canUndo, canRedo, onStep }: TopBarProps) {
  const words = useWords();
  const { desk, settings } = useSituation();
  return (
    <header className="top">
      <div className="brand">
        <span className="brand-name">{words('app.name')}</span>
        <span className="brand-desk">{desk.name}</span>
      </div>
      <div className="top-actions">
        <button type="button" className="button quiet" disabled={!canUndo} onClick={() => onStep('undo')} title={words('ui.undoHint')}>
          <Icon name="undo" />
          {words('ui.undo')}
        </button>
        <button type="button" className="button quiet" disabled={!canRedo} onClick={() => onStep('redo')} title={words('ui.redoHint')}>
          <Icon name="redo" />
          {words('ui.redo')}
        </button>
        <span className="author">{settings.author}</span>
      </div>
    </header>
  );
}

function OpenConflicts({ count }: { count: number }) {
  const words = useWords();
  if (count === 0) return null;
  return (
    <span className="badge" title={words('exchange.openConflicts', { count })}>
      {count}
    </span>
  );
}

/** The tables are the next thing most people open: they are loaded while the window has nothing to do. */
function useTablesAhead(): void {
  useEffect(() => {
    // A failure here is shown when the tables are opened, which loads them again.
    const idle = requestIdleCallback(() => void loadTables().catch(() => undefined));
    return () => cancelIdleCallback(idle);
  }, []);
}
