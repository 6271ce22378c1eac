// The visit log: its tables, entering a call in one go, and the figures.
import { lazy, Suspense, useState } from 'react';
import type { TableName } from '../../../db/catalog/index.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, destinationOf } from '../../bridge/navigation.ts';
import { TablesScreen } from '../../workbench/tables-screen.tsx';

const QuickEntry = lazy(() => import('./quick-entry.tsx').then((module) => ({ default: module.QuickEntry })));
const VisitFigures = lazy(() => import('./figures.tsx').then((module) => ({ default: module.VisitFigures })));

export function VisitsScreen({
  tables,
  destination,
  onGo,
}: {
  tables: readonly TableName[];
  destination: Destination;
  onGo: (destination: Destination) => void;
}) {
  const words = useWords();
  const [open, setOpen] = useState<'entry' | 'figures'>();
  return (
    <>
      <TablesScreen title={words('nav.visits')} tables={tables} destination={destination} onGo={onGo}>
        <div className="period-bar">
          <button type="button" className="button small" onClick={() => setOpen('entry')}>
            {words('visits.quickEntry')}
          </button>
          <button type="button" className="button small" onClick={() => setOpen('figures')}>
            {words('briefing.figures')}
          </button>
        </div>
      </TablesScreen>
      <Suspense fallback={null}>
        {open === 'entry' && <QuickEntry onClose={() => setOpen(undefined)} onMade={(id) => onGo(destinationOf('visit', id))} />}
        {open === 'figures' && <VisitFigures onClose={() => setOpen(undefined)} />}
      </Suspense>
    </>
  );
}
