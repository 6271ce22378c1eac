// The Council: progress of a chosen period, the measures and meetings behind it, and the sheet for the meeting.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { nameColumns, tableOf } from '../../db/catalog/index.ts';
import { refresh } from '../cache.ts';
import { call } from '../desk.ts';
import { useWords } from '../i18n.ts';
import { type Place, screens } from '../navigation.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import { Icon } from '../parts/icon.tsx';
import { useTaste } from '../settings.tsx';
import { TablesScreen } from './tables.tsx';

const tables = screens.find((screen) => screen.name === 'council')?.tables ?? [];

export function CouncilScreen({ place, onGo }: { place: Place; onGo: (place: Place) => void }) {
  const words = useWords();
  const { language } = useTaste();
  const [chosen, setChosen] = useState<string>();
  const { data: periods } = useQuery({ queryKey: ['list', 'period', language, 'choice'], queryFn: () => call('list', { table: 'period', limit: 200 }) });
  const table = place.table ?? 'progress';
  const period = chosen ?? periods?.rows[0]?.id;
  const workbench = useMemo(() => (table === 'progress' && period !== undefined ? { fixed: { period }, preset: { period } } : undefined), [table, period]);
  const [own, japanese] = nameColumns(tableOf('period'), language);
  return (
    <TablesScreen title={words('nav.council')} tables={tables} place={place} onGo={onGo} workbench={workbench}>
      {table === 'progress' && periods && periods.rows.length > 0 && (
        <div className="period-bar">
          <label className="inline-field">
            {words('ui.period')}
            <select className="field" value={period} onChange={(event) => setChosen(event.target.value)}>
              {periods.rows.map((row) => (
                <option key={row.id} value={row.id}>
                  {String(row.values[own ?? 'nameJa'] ?? row.values[japanese ?? 'nameJa'] ?? '')}
                </option>
              ))}
            </select>
          </label>
          {period !== undefined && <IssueSheet period={period} />}
        </div>
      )}
    </TablesScreen>
  );
}

function IssueSheet({ period }: { period: string }) {
  const words = useWords();
  const { language } = useTaste();
  const { say, refuse } = useAnnouncer();
  const [bureau, setBureau] = useState('');
  const [working, setWorking] = useState(false);
  const { data: bureaus } = useQuery({
    queryKey: ['list', 'bureau', language, 'choice'],
    queryFn: () => call('list', { table: 'bureau', filter: { kind: 'bureau' }, limit: 500 }),
  });
  const [own, japanese] = nameColumns(tableOf('bureau'), language);
  const issue = async () => {
    setWorking(true);
    try {
      const done = await call('issueSheet', { period, ...(bureau === '' ? {} : { bureau }) });
      if (!done) return;
      refresh(done.tables);
      say(words('ui.exported', { file: done.file }), { label: words('ui.showFolder'), run: () => call('revealLast', {}) });
    } catch (error) {
      refuse(error);
    } finally {
      setWorking(false);
    }
  };
  return (
    <>
      <label className="inline-field">
        {words('fields.bureau')}
        <select className="field" value={bureau} onChange={(event) => setBureau(event.target.value)}>
          <option value="">{words('ui.allBureaus')}</option>
          {bureaus?.rows.map((row) => (
            <option key={row.id} value={row.id}>
              {String(row.values[own ?? 'nameJa'] ?? row.values[japanese ?? 'nameJa'] ?? '')}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="button" disabled={working} onClick={issue} title={words('ui.issueHelp')}>
        <Icon name="export" />
        {words('ui.issueSheet')}
      </button>
    </>
  );
}
