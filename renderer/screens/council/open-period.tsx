// A new reporting period. Its name and days are proposed from the quarter that follows the last one.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parseDate } from '../../../db/catalog/dates.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { refresh } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { useChoices } from './choices.ts';

const kinds = ['quarter', 'half', 'year'] as const;
const months = { quarter: 3, half: 6, year: 12 } as const;

/** First and last day of the span that follows `after`, and its name by fiscal year. */
function following(
  after: string | undefined,
  kind: (typeof kinds)[number],
  words: ReturnType<typeof useWords>,
  language: string,
): { from: string; to: string; name: string } {
  const start = new Date(`${after ?? '2026-03-31'}T00:00:00Z`);
  start.setUTCDate(start.getUTCDate() + 1);
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months[kind], 0));
  const fiscalYear = start.getUTCFullYear() - (start.getUTCMonth() < 3 ? 1 : 0);
  const number = Math.floor(((start.getUTCMonth() + 9) % 12) / months[kind]) + 1;
  const iso = (date: Date) => date.toISOString().slice(0, 10);
  return { from: iso(start), to: iso(end), name: words(`council.names.${kind}`, { era: language === 'ja' ? fiscalYear - 2018 : fiscalYear, number }) };
}

export function OpenPeriod({ onClose, onOpened }: { onClose: () => void; onOpened: (id: string) => void }) {
  const words = useWords();
  const { language } = useDisplayPreferences();
  const { say, refuse } = useAnnouncer();
  const councils = useChoices('council');
  const strategies = useChoices('strategy');
  const { data: periods } = useQuery({ queryKey: ['list', 'period', language, 'choice'], queryFn: () => call('list', { table: 'period', limit: 200 }) });
  const last = periods?.rows[0]?.values;
  const [kind, setKind] = useState<(typeof kinds)[number]>('quarter');
  const [changed, setChanged] = useState<{ council?: string; strategy?: string; name?: string; from?: string; to?: string; due?: string }>({});
  const next = following(typeof last?.dateTo === 'string' ? last.dateTo : undefined, kind, words, language);
  const council = changed.council ?? (typeof last?.council === 'string' ? last.council : (councils[0]?.id ?? ''));
  const strategy = changed.strategy ?? (typeof last?.strategy === 'string' ? last.strategy : (strategies[0]?.id ?? ''));
  const [problem, setProblem] = useState(false);
  const open = async () => {
    const [from, to, due] = [changed.from ?? next.from, changed.to ?? next.to, changed.due ?? ''].map((text) => parseDate(text));
    const whole = (date: typeof from) => (date?.ok && typeof date.value === 'string' && date.value.length === 10 ? date.value : undefined);
    const [dateFrom, dateTo, dueOn] = [whole(from), whole(to), whole(due)];
    if (dateFrom === undefined || dateTo === undefined || (changed.due && dueOn === undefined)) return setProblem(true);
    try {
      const done = await call('openPeriod', {
        council,
        strategy,
        nameJa: changed.name ?? next.name,
        kind,
        dateFrom,
        dateTo,
        ...(dueOn === undefined ? {} : { dueOn }),
      });
      refresh(done.tables);
      onOpened(done.period);
      onClose();
      say(words('council.opened', { count: done.records, carried: done.carried }));
    } catch (error) {
      refuse(error);
    }
  };
  const text = (key: 'name' | 'from' | 'to' | 'due', label: string, value: string) => (
    <label className="form-row">
      <span className="form-label">{label}</span>
      <input className="field" value={value} onChange={(event) => setChanged((now) => ({ ...now, [key]: event.target.value }))} />
    </label>
  );
  const choice = (key: 'council' | 'strategy', label: string, value: string, options: { id: string; name: string }[]) => (
    <label className="form-row">
      <span className="form-label">{label}</span>
      <select className="field" value={value} onChange={(event) => setChanged((now) => ({ ...now, [key]: event.target.value }))}>
        {options.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <div className="dialog-fields">
        <p className="quiet-text">{words('council.openHelp')}</p>
        <fieldset className="choice-row">
          <legend className="form-label">{words('fields.kind')}</legend>
          {kinds.map((one) => (
            <label className="check" key={one}>
              <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
              {words(`values.periodKind.${one}`)}
            </label>
          ))}
        </fieldset>
        {choice('council', words('tables.council'), council, councils)}
        {choice('strategy', words('tables.strategy'), strategy, strategies)}
        {text('name', words('fields.nameJa'), changed.name ?? next.name)}
        {text('from', words('fields.validFrom'), changed.from ?? next.from)}
        {text('to', words('fields.validTo'), changed.to ?? next.to)}
        {text('due', words('fields.replyDue'), changed.due ?? '')}
        {problem && (
          <p className="editor-problem" role="alert">
            {words('reasons.notDate')}
          </p>
        )}
      </div>
      <FormFoot submit={words('council.openNow')} onCancel={onClose} />
    </form>
  );
}
