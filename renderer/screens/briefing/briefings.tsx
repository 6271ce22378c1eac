// Briefings: the list, or the one that is being written; and the figures of visits beside it.
import { useState } from 'react';
import { useWords } from '../../i18n.ts';
import { type Place, screens } from '../../navigation.ts';
import { TablesScreen } from '../tables.tsx';
import { VisitFigures } from '../visits/figures.tsx';
import { BriefingBuilder } from './builder.tsx';

const tables = screens.find((screen) => screen.name === 'briefings')?.tables ?? [];

export function BriefingsScreen({ place, onGo }: { place: Place; onGo: (place: Place) => void }) {
  const words = useWords();
  const [figures, setFigures] = useState(false);
  if (place.briefing !== undefined) return <BriefingBuilder id={place.briefing} onGo={onGo} />;
  return (
    <TablesScreen title={words('nav.briefings')} tables={tables} place={place} onGo={onGo}>
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
