// The visit log: its tables, entering a call in one go, and the figures.
import { lazy, Suspense, useState } from 'react';
import type { TableName } from '../../../db/catalog/index.ts';
import { useWords } from '../../i18n.ts';
import { type Place, placeOf } from '../../navigation.ts';
import { TablesScreen } from '../tables.tsx';

const QuickEntry = lazy(() => import('./quick-entry.tsx').then((module) => ({ default: module.QuickEntry })));
const VisitFigures = lazy(() => import('./figures.tsx').then((module) => ({ default: module.VisitFigures })));

export function VisitsScreen({ tables, place, onGo }: { tables: readonly TableName[]; place: Place; onGo: (place: Place) => void }) {
  const words = useWords();
  const [open, setOpen] = useState<'entry' | 'figures'>();
  return (
    <>
      <TablesScreen title={words('nav.visits')} tables={tables} place={place} onGo={onGo}>
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
        {open === 'entry' && <QuickEntry onClose={() => setOpen(undefined)} onMade={(id) => onGo(placeOf('visit', id))} />}
        {open === 'figures' && <VisitFigures onClose={() => setOpen(undefined)} />}
      </Suspense>
    </>
  );
}
