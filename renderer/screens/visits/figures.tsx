// Visits counted for any period: the sentence, a bar per word, and how it was counted.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDate, formatFiscalYear } from '../../../db/catalog/dates.ts';
import type { Outputs } from '../../../electron/contract/outputs.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { PrintOrClose } from '../../parts/print-or-close.tsx';
import { wholeDay } from '../../parts/whole-day.ts';

export function VisitFigures({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { language } = useDisplayPreferences();
  const { today } = useSituation();
  const year = Number(today.slice(0, 4)) - (today.slice(5, 7) < '04' ? 1 : 0);
  const [from, setFrom] = useState(`${year}-04-01`);
  const [until, setUntil] = useState(today);
  const span = { from: wholeDay(from) ?? '', until: wholeDay(until) ?? '' };
  const { data } = useQuery({
    queryKey: ['list', 'visit', 'figures', span, language],
    queryFn: () => call('visitStatistics', span),
    enabled: span.from !== '' && span.until !== '',
  });
  return (
    <DialogFrame title={words('briefing.figures')} wide onClose={onClose}>
      <div className="dialog-fields">
        <div className="card-actions">
          <label className="inline-field">
            {words('ui.from')}
            <input className="field" value={from} onChange={(event) => setFrom(event.target.value)} />
          </label>
          <label className="inline-field">
            {words('ui.to')}
            <input className="field" value={until} onChange={(event) => setUntil(event.target.value)} />
          </label>
        </div>
        {data && (
          <>
            <p className="figure-sentence">{data.sentence}</p>
            <p className="quiet-text">{words('briefing.countedAs', { visits: data.dignitaries, persons: data.persons })}</p>
            <TargetTable figures={data} />
            <TripTable figures={data} />
            <Bars figures={data} />
          </>
        )}
      </div>
      <PrintOrClose onClose={onClose} />
    </DialogFrame>
  );
}

interface FiguresProps {
  readonly figures: Outputs['visitStatistics'];
}

function TargetTable({ figures }: FiguresProps) {
  const words = useWords();
  const { language, dates } = useDisplayPreferences();
  return (
    <FigureTable
      caption={words('briefing.againstTargets')}
      heads={[words('tables.target'), words('fields.dueOn'), words('fields.targetValue'), words('fields.actual')]}
      rows={figures.targets.map((one) => ({
        key: one.id,
        title: one.rule,
        cells: [
          one.name,
          one.dueOn === null ? '' : formatDate(one.dueOn, language, dates),
          `${one.value.toLocaleString(language)} ${one.unit}`,
          `${one.actual.toLocaleString(language)} ${words(`briefing.counted.${one.counted}`)}`,
        ],
      }))}
    />
  );
}

function TripTable({ figures }: FiguresProps) {
  const words = useWords();
  const { language, dates } = useDisplayPreferences();
  return (
    <FigureTable
      caption={words('briefing.tripCosts')}
      heads={[words('fields.fiscalYear'), words('briefing.tripCount'), words('fields.cost')]}
      rows={figures.trips.map((one) => ({
        key: String(one.fiscalYear),
        title: '',
        cells: [
          formatFiscalYear(one.fiscalYear, language, dates),
          one.trips.toLocaleString(language),
          words('briefing.yen', { amount: one.cost.toLocaleString(language) }),
        ],
      }))}
    />
  );
}

/** Bars shown of one kind. */
const shownBars = 14;

function Bars({ figures }: FiguresProps) {
  const words = useWords();
  const { language, dates } = useDisplayPreferences();
  return (
    <div className="figures">
      {(['kind', 'rank', 'receivedBy', 'month', 'country'] as const).map((name) => (
        <section key={name}>
          <h3>{words(`briefing.by.${name}`)}</h3>
          <ul className="bars">
            {figures.by[name].slice(0, shownBars).map((one) => (
              <li key={one.name}>
                <span className="bar-label">{name === 'month' ? formatDate(one.name, language, dates) : one.name}</span>
                <span className="bar-track" aria-hidden="true">
                  <span className="bar onTrack" style={{ width: `${(one.count / Math.max(1, figures.dignitaries)) * 100}%` }} />
                </span>
                <span className="bar-count">{one.count}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Draws nothing without rows. The first cell names its row. */
function FigureTable({
  caption,
  heads,
  rows,
}: {
  caption: string;
  heads: readonly string[];
  rows: readonly { readonly key: string; readonly title: string; readonly cells: readonly string[] }[];
}) {
  if (rows.length === 0) return null;
  return (
    <table className="counts">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {heads.map((head, at) => (
            <th key={head} scope="col" className={at === 0 ? undefined : 'number'}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, title, cells: [first, ...rest] }) => (
          <tr key={key} title={title || undefined}>
            <th scope="row">{first}</th>
            {rest.map((cell, at) => (
              <td key={heads[at + 1]} className="number">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
