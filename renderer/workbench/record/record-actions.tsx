// What can be done with a record besides editing it: a briefing, a checklist, a seating plan, what is held on a person.
import { lazy, Suspense, useState } from 'react';
import type { TableName } from '../../../db/catalog/index.ts';
import { hasPage } from '../../../db/catalog/pages.ts';
import type { Subject } from '../../../electron/contract/records.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, placeOfRecord } from '../../bridge/navigation.ts';
import { applyWritten, refresh } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { useShowFolder } from '../../parts/use-actions.ts';

const Standings = lazy(() => import('./briefing-standings.tsx').then((module) => ({ default: module.BriefingStandings })));
const Seating = lazy(() => import('./seating.tsx').then((module) => ({ default: module.Seating })));
const HeldOnPerson = lazy(() => import('./held-on-person.tsx').then((module) => ({ default: module.HeldOnPerson })));

interface RecordActionsProps {
  readonly table: TableName;
  readonly id: string;
  /** The record's page is open already. */
  readonly isPage?: boolean;
  readonly onGo: (destination: Destination) => void;
}

export function RecordActions(props: RecordActionsProps) {
  const { table, id, onGo } = props;
  const words = useWords();
  if (table === 'briefing')
    return (
      <div className="record-actions">
        <button type="button" className="button small primary" onClick={() => onGo({ screen: 'briefings', briefing: id })}>
          {words('briefing.write')}
        </button>
      </div>
    );
  if (table !== 'visit' && table !== 'trip' && table !== 'partner' && table !== 'person') return null;
  return (
    <div className="record-actions">
      {hasPage(table) && !props.isPage && (
        <button type="button" className="button small primary" onClick={() => onGo(placeOfRecord(table, id))}>
          {words('page.open')}
        </button>
      )}
      {table !== 'person' && <BriefingActions table={table} id={id} onGo={onGo} />}
      {table === 'trip' && <ItineraryActions trip={id} />}
      {table === 'visit' && <VisitActions visit={id} />}
      {table === 'person' && <PersonActions person={id} />}
    </div>
  );
}

function BriefingActions({ table, id, onGo }: Subject & Pick<RecordActionsProps, 'onGo'>) {
  const words = useWords();
  const { refuse } = useAnnouncer();
  const brief = (language: 'ja' | 'en') =>
    call('makeBriefing', { table, id, language }).then((made) => {
      refresh(made.tables);
      onGo({ screen: 'briefings', briefing: made.id });
    }, refuse);
  return (
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
  );
}

const itineraries = [
  ['ja', 'docx', 'trips.itineraryWord'],
  ['ja', 'pdf', 'trips.itineraryPdf'],
  ['en', 'docx', 'trips.itineraryEnglish'],
] as const;

function ItineraryActions({ trip }: { trip: string }) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const showFolder = useShowFolder();
  const write = (language: 'ja' | 'en', format: 'docx' | 'pdf') =>
    call('exportItinerary', { trip, language, format }).then((done) => {
      if (!done) return;
      const left = done.untranslated.length > 0 ? ` ${words('briefing.untranslatedCount', { count: done.untranslated.length })}` : '';
      say(`${words('ui.exported', { file: done.file })}${left}`, showFolder);
    }, refuse);
  return itineraries.map(([language, format, label]) => (
    <button key={label} type="button" className="button small" onClick={() => write(language, format)}>
      {words(label)}
    </button>
  ));
}

function VisitActions({ visit }: { visit: string }) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const [seating, setSeating] = useState(false);
  const makeChecklist = () =>
    call('makeChecklist', { visit }).then((done) => {
      applyWritten(done);
      say(words('briefing.checklistMade', { count: done.rows.length }));
    }, refuse);
  return (
    <>
      <button type="button" className="button small" onClick={makeChecklist}>
        {words('briefing.makeChecklist')}
      </button>
      <button type="button" className="button small" onClick={() => setSeating(true)}>
        {words('briefing.seating')}
      </button>
      <Suspense fallback={null}>{seating && <Seating visit={visit} onClose={() => setSeating(false)} />}</Suspense>
    </>
  );
}

function PersonActions({ person }: { person: string }) {
  const words = useWords();
  const [held, setHeld] = useState(false);
  return (
    <>
      <button type="button" className="button small" onClick={() => setHeld(true)}>
        {words('briefing.held')}
      </button>
      <Suspense fallback={null}>{held && <HeldOnPerson person={person} onClose={() => setHeld(false)} />}</Suspense>
    </>
  );
}
