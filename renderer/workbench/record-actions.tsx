// What can be done with a record besides editing it: a briefing, a checklist, a seating plan, what is held on a person.
import { lazy, Suspense, useState } from 'react';
import type { TableName } from '../../db/catalog/index.ts';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import type { Destination } from '../bridge/navigation.ts';
import { applyWritten, refresh } from '../bridge/query-cache.ts';
import { useAnnouncer } from '../parts/announcer.tsx';

const Standings = lazy(() => import('../screens/briefing/standings.tsx').then((module) => ({ default: module.BriefingStandings })));
const Seating = lazy(() => import('../screens/briefing/seating.tsx').then((module) => ({ default: module.Seating })));
const HeldOnPerson = lazy(() => import('../screens/briefing/held-on-person.tsx').then((module) => ({ default: module.HeldOnPerson })));

export function RecordActions({ table, id, onGo }: { table: TableName; id: string; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const [open, setOpen] = useState<'seating' | 'held'>();
  const brief = (language: 'ja' | 'en') => {
    if (table !== 'visit' && table !== 'trip' && table !== 'partner') return;
    call('makeBriefing', { table, id, language }).then((made) => {
      refresh(made.tables);
      onGo({ screen: 'briefings', briefing: made.id });
    }, refuse);
  };
  const itinerary = (language: 'ja' | 'en', format: 'docx' | 'pdf') =>
    call('exportItinerary', { trip: id, language, format }).then((done) => {
      if (!done) return;
      const left = done.untranslated.length > 0 ? ` ${words('briefing.untranslatedCount', { count: done.untranslated.length })}` : '';
      say(`${words('ui.exported', { file: done.file })}${left}`, { label: words('ui.showFolder'), run: () => call('revealLast', {}) });
    }, refuse);
  if (table === 'briefing')
    return (
      <div className="record-actions">
        <button type="button" className="button small primary" onClick={() => onGo({ screen: 'briefings', briefing: id })}>
          {words('briefing.write')}
        </button>
      </div>
    );
  if (!['visit', 'trip', 'partner', 'person'].includes(table)) return null;
  return (
    <div className="record-actions">
      {(table === 'visit' || table === 'trip' || table === 'partner') && (
        <>
          <Suspense fallback={null}>
            <Standings table={table} id={id} quiet onGo={onGo} />
          </Suspense>
          <button type="button" className="button small" onClick={() => brief('ja')}>
            {words('briefing.makeJa')}
          </button>
          <button type="button" className="button small" onClick={() => brief('en')}>
            {words('briefing.makeEn')}
          </button>
        </>
      )}
      {table === 'trip' &&
        (
          [
            ['ja', 'docx', 'trips.itineraryWord'],
            ['ja', 'pdf', 'trips.itineraryPdf'],
            ['en', 'docx', 'trips.itineraryEnglish'],
          ] as const
        ).map(([language, format, label]) => (
          <button key={label} type="button" className="button small" onClick={() => itinerary(language, format)}>
            {words(label)}
          </button>
        ))}
      {table === 'visit' && (
        <>
          <button
            type="button"
            className="button small"
            onClick={() =>
              call('makeChecklist', { visit: id }).then((done) => {
                applyWritten(done);
                say(words('briefing.checklistMade', { count: done.rows.length }));
              }, refuse)
            }
          >
            {words('briefing.makeChecklist')}
          </button>
          <button type="button" className="button small" onClick={() => setOpen('seating')}>
            {words('briefing.seating')}
          </button>
        </>
      )}
      {table === 'person' && (
        <button type="button" className="button small" onClick={() => setOpen('held')}>
          {words('briefing.held')}
        </button>
      )}
      <Suspense fallback={null}>
        {open === 'seating' && <Seating visit={id} onClose={() => setOpen(undefined)} />}
        {open === 'held' && <HeldOnPerson person={id} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </div>
  );
}
