// The exchange with other desks: send, receive, settle conflicts, manage known desks, and keep backups.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, screens } from '../../bridge/navigation.ts';
import { TablesScreen } from '../../workbench/tables-screen.tsx';
import { Backups } from './backups.tsx';
import { Conflicts } from './conflicts.tsx';
import { KnownDesks } from './known-desks.tsx';
import { Receive } from './receive.tsx';
import { Send } from './send.tsx';

const tables = screens.find((screen) => screen.name === 'sync')?.tables ?? [];
const tabs = ['exchange', 'conflicts', 'desks', 'backups', 'records'] as const;
type Tab = (typeof tabs)[number];

export function ExchangeScreen({ destination, onGo }: { destination: Destination; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const [chosen, setChosen] = useState<Tab>();
  const { data: state } = useQuery({ queryKey: ['exchange'], queryFn: () => call('exchangeState', {}), staleTime: 0 });
  const tab = destination.table !== undefined && chosen === undefined ? 'records' : (chosen ?? 'exchange');
  const tabRow = (
    <nav className="table-tabs" aria-label={words('exchange.changePart')}>
      {tabs.map((one) => (
        <button key={one} type="button" className="table-tab" aria-current={one === tab ? 'true' : undefined} onClick={() => setChosen(one)}>
          {words(`exchange.tabs.${one}`)}
          {one === 'conflicts' && (state?.conflicts ?? 0) > 0 && <span className="badge">{state?.conflicts}</span>}
        </button>
      ))}
    </nav>
  );
  if (tab === 'records')
    return (
      <TablesScreen title={words('nav.sync')} tables={tables} destination={{ ...destination, table: destination.table ?? 'attachment' }} onGo={onGo}>
        {tabRow}
      </TablesScreen>
    );
  return (
    <section className="exchange-screen">
      <h1 className="screen-title">{words('nav.sync')}</h1>
      {tabRow}
      {state?.own.locked && (
        <p className="warning" role="alert">
          {words('exchange.keyLocked')}
        </p>
      )}
      {state && tab === 'exchange' && (
        <div className="exchange-columns">
          <Send state={state} />
          <Receive state={state} onConflicts={() => setChosen('conflicts')} />
        </div>
      )}
      {tab === 'conflicts' && <Conflicts onGo={onGo} />}
      {state && tab === 'desks' && <KnownDesks state={state} />}
      {state && tab === 'backups' && <Backups state={state} />}
    </section>
  );
}
