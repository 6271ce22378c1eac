// Briefings: the list, or the one that is being written; and the figures of visits.
import { useState } from 'react';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, screens } from '../../bridge/navigation.ts';
import { TablesScreen } from '../../workbench/tables-screen.tsx';
import { VisitFigures } from '../visits/figures.tsx';
import { BriefingBuilder } from './builder.tsx';

const tables = screens.find((screen) => screen.name === 'briefings')?.tables ?? [];

export function BriefingsScreen({ destination, onGo }: { destination: Destination; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const [figures, setFigures] = useState(false);
  if (destination.briefing !== undefined) return <BriefingBuilder id={destination.briefing} onGo={onGo} />;
  return (
    <TablesScreen title={words('nav.briefings')} tables={tables} destination={destination} onGo={onGo}>
      <div className="period-bar">
        <p className="quiet-text">{words('briefing.howToMake')}</p>
        <button type="button" className="button small" onClick={() => setFigures(true)}>
          {words('briefing.figures')}
        </button>
      </div>
      {figures && <VisitFigures onClose={() => setFigures(false)} />}
    </TablesScreen>
  );
}
