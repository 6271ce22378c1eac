// Everything with a partner by date, the latest first; by kind when one is chosen.
import { useState } from 'react';
import type { PartnerPage, TimelineEntry } from '../../../electron/contract/records.ts';
import { entryText } from '../../../resources/locales/page-sentences.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, placeOfRecord } from '../../bridge/navigation.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';

interface TimelineProps {
  readonly entries: readonly TimelineEntry[];
  readonly counts: PartnerPage['counts'];
  readonly names: Readonly<Record<string, string>>;
  readonly onGo: (destination: Destination) => void;
}

export function Timeline({ entries, counts, names, onGo }: TimelineProps) {
  const words = useWords();
  const display = useDisplayPreferences();
  const [kind, setKind] = useState<string>();
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const shown = entries.filter(({ table }) => kind === undefined || table === kind);
  const wanted = kind === undefined ? total : (counts[kind] ?? 0);
  return (
    <section className="page-part" aria-label={words('page.timeline')}>
      <div className="page-part-head">
        <h2>{words('page.timeline')}</h2>
        <span className="count">{total}</span>
        {Object.entries(counts).map(([table, count]) => (
          <button
            key={table}
            type="button"
            className="button quiet small"
            aria-pressed={kind === table}
            onClick={() => setKind((now) => (now === table ? undefined : table))}
          >
            {words(`tables.${table}`)} {count}
          </button>
        ))}
      </div>
      <ol className="page-links">
        {shown.map((entry) => (
          <li key={`${entry.table} ${entry.id} ${entry.date} ${entry.partner}`}>
            <button type="button" className="link" onClick={() => onGo(placeOfRecord(entry.table, entry.id))}>
              {entryText({ words, display }, entry, names)}
            </button>
          </li>
        ))}
      </ol>
      {wanted > shown.length && <p className="quiet-text">{words('page.more', { count: wanted - shown.length })}</p>}
    </section>
  );
}
