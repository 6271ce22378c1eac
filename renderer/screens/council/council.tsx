// The Council: the round of a chosen period at the top, and the records behind it below.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, screens } from '../../bridge/navigation.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { TablesScreen } from '../../workbench/tables-screen.tsx';
import { RoundBar, type RoundStep } from './round-bar.tsx';

const RoundDialog = lazy(() => import('./round-dialog.tsx').then((module) => ({ default: module.RoundDialog })));
const GoalTree = lazy(() => import('./goal-tree.tsx').then((module) => ({ default: module.GoalTree })));

const tables = screens.find((screen) => screen.name === 'council')?.tables ?? [];

export function CouncilScreen({ destination, onGo }: { destination: Destination; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const { language } = useDisplayPreferences();
  const [chosen, setChosen] = useState<string>();
  const [step, setStep] = useState<RoundStep>();
  const [tree, setTree] = useState(false);
  const { data: periods } = useQuery({ queryKey: ['list', 'period', language, 'choice'], queryFn: () => call('list', { table: 'period', limit: 200 }) });
  const table = destination.table ?? 'progress';
  const period = periods?.rows.some((row) => row.id === chosen) ? chosen : periods?.rows[0]?.id;
  const workbench = useMemo(() => (table === 'progress' && period !== undefined ? { fixed: { period }, preset: { period } } : undefined), [table, period]);
  const ordered = table === 'measure' || table === 'goal';
  if (tree && ordered)
    return (
      <Suspense fallback={null}>
        <GoalTree onTable={() => setTree(false)} onGo={onGo} />
      </Suspense>
    );
  return (
    <TablesScreen title={words('nav.council')} tables={tables} destination={destination} onGo={onGo} workbench={workbench}>
      {table === 'progress' && periods && <RoundBar periods={periods.rows} period={period} onPeriod={setChosen} onStep={setStep} />}
      {ordered && (
        <div className="period-bar">
          <button type="button" className="button" onClick={() => setTree(true)}>
            {words('council.showTree')}
          </button>
        </div>
      )}
      <Suspense fallback={null}>
        {step && <RoundDialog step={step} period={period} onClose={() => setStep(undefined)} onPeriod={setChosen} onGo={onGo} />}
      </Suspense>
    </TablesScreen>
  );
}
