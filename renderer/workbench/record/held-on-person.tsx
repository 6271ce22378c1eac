// Everything that the records hold about a person, and its erasure, for which a reason is required.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnOf, tableOf, type Value } from '../../../db/catalog/index.ts';
import type { Outputs } from '../../../electron/contract/outputs.ts';
import { cellText, fieldLabel, tableLabel } from '../../../resources/locales/sentences.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { forgetAll } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { PrintOrClose } from '../../parts/print-or-close.tsx';

interface HeldProps {
  readonly person: string;
  readonly onClose: () => void;
}

export function HeldOnPerson({ person, onClose }: HeldProps) {
  const words = useWords();
  const { language } = useDisplayPreferences();
  const { data } = useQuery({ queryKey: ['list', 'person', 'held', person, language], queryFn: () => call('heldOnPerson', { person }), staleTime: 0 });
  return (
    <DialogFrame title={words('briefing.held')} wide onClose={onClose}>
      <div className="dialog-fields">
        {data && <p>{words('briefing.heldCount', { records: data.records.length, operations: data.operations })}</p>}
        {data?.records.map((record) => (
          <HeldRecord key={`${record.table} ${record.row.id}`} record={record} names={data.names} />
        ))}
        <Erasure person={person} onClose={onClose} />
      </div>
      <PrintOrClose onClose={onClose} />
    </DialogFrame>
  );
}

type Held = Outputs['heldOnPerson'];

function HeldRecord({ record: { table, row, personal }, names }: { record: Held['records'][number]; names: Held['names'] }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const filled = personal.filter((name) => (row.values[name] ?? null) !== null);
  return (
    <section>
      <h3>{tableLabel(words, table)}</h3>
      <dl className="facts">
        {filled.map((name) => {
          const column = columnOf(tableOf(table), name);
          return (
            <div key={name} className="fact-line">
              <dt>{fieldLabel(words, table, name)}</dt>
              <dd>{column ? cellText({ words, display }, column, row.values[name] as Value, names) : ''}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function Erasure({ person, onClose }: HeldProps) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  const erase = () =>
    call('erasePerson', { person, reason: reason.trim() }).then(({ operations }) => {
      forgetAll();
      onClose();
      say(words('exchange.erased', { count: operations }));
    }, refuse);
  return (
    <details className="warning">
      <summary>{words('briefing.erase')}</summary>
      <p>{words('briefing.eraseHelp')}</p>
      <label className="form-row">
        <span className="form-label">{words('briefing.eraseReason')}</span>
        <input className="field" value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </label>
      <label className="check">
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />
        {words('briefing.eraseSure')}
      </label>
      <button type="button" className="button" disabled={!sure || reason.trim() === ''} onClick={erase}>
        {words('briefing.eraseNow')}
      </button>
    </details>
  );
}
