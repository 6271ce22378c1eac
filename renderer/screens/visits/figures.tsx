// Visits counted for any period: the sentence, a bar per word, and how it was counted.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fiscalYear, formatDate, formatFiscalYear } from '../../../db/catalog/dates.ts';
import type { Outputs } from '../../../electron/contract/outputs.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { PrintOrClose } from '../../parts/print-or-close.tsx';
import { type WholeDay, wholeDay } from '../../parts/whole-day.ts';

export function VisitFigures({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { language, dates } = useDisplayPreferences();
  const { today } = useSituation();
  const [from, setFrom] = useState(formatDate(`${fiscalYear(today)}-04-01`, language, dates));
  const [until, setUntil] = useState(formatDate(today, language, dates));
  const [first, last] = [wholeDay(from, today), wholeDay(until, today)];
  const span = { from: first.ok ? first.day : '', until: last.ok ? last.day : '' };
  const { data } = useQuery({
    queryKey: ['list', 'visit', 'figures', span, language],
    queryFn: () => call('visitStatistics', span),
    enabled: span.from !== '' && span.until !== '',
  });
  return (
    <DialogFrame title={words('briefing.figures')} wide onClose={onClose}>
      <div className="dialog-fields">
        <div className="card-actions">
          <DayField label={words('ui.from')} text={from} read={first} onText={setFrom} />
          <DayField label={words('ui.to')} text={until} read={last} onText={setUntil} />
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

interface DayFieldProps {
  readonly label: string;
  readonly text: string;
  readonly read: WholeDay;
  readonly onText: (text: string) => void;
}

/** A day as it is typed; says why it is none. */
function DayField({ label, text, read, onText }: DayFieldProps) {
  const words = useWords();
  return (
    <div>
      <label className="inline-field">
        {label}
        <input className="field" aria-invalid={!read.ok} value={text} onChange={(event) => onText(event.target.value)} />
      </label>
      {!read.ok && (
        <p className="editor-problem" role="alert">
          {words(`reasons.${read.refusal.code}`, { ...read.refusal })}
        </p>
      )}
    </div>
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
