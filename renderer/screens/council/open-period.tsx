// A new reporting period. Its name and days are proposed from the quarter that follows the last one.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDate } from '../../../db/catalog/dates.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { refresh } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { wholeDay } from '../../parts/whole-day.ts';
import { type Choice, Choices, useChoices } from './choices.tsx';

const kinds = ['quarter', 'half', 'year'] as const;
type Kind = (typeof kinds)[number];
const months = { quarter: 3, half: 6, year: 12 } as const;

interface Span {
  readonly from: string;
  readonly to: string;
  readonly name: string;
}

/** First and last day of the span that follows `after`, and its name by fiscal year. */
function following(after: string | undefined, kind: Kind, words: Words, language: string): Span {
  const start = new Date(`${after ?? '2026-03-31'}T00:00:00Z`);
  start.setUTCDate(start.getUTCDate() + 1);
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months[kind], 0));
  const fiscalYear = start.getUTCFullYear() - (start.getUTCMonth() < 3 ? 1 : 0);
  const number = Math.floor(((start.getUTCMonth() + 9) % 12) / months[kind]) + 1;
  const iso = (date: Date) => date.toISOString().slice(0, 10);
  return { from: iso(start), to: iso(end), name: words(`council.names.${kind}`, { era: language === 'ja' ? fiscalYear - 2018 : fiscalYear, number }) };
}

type Changed = Readonly<Partial<Record<'council' | 'strategy' | 'name' | 'from' | 'to' | 'due', string>>>;

/** What the new period is opened with: proposed from the last one, unless it was changed. */
function useNewPeriod() {
  const words = useWords();
  const { language, dates } = useDisplayPreferences();
  const councils = useChoices('council');
  const strategies = useChoices('strategy');
  const { data: periods } = useQuery({ queryKey: ['list', 'period', language, 'choice'], queryFn: () => call('list', { table: 'period', limit: 200 }) });
  const last = periods?.rows[0]?.values;
  const [kind, setKind] = useState<Kind>('quarter');
  const [changed, setChanged] = useState<Changed>({});
  const next = following(typeof last?.dateTo === 'string' ? last.dateTo : undefined, kind, words, language);
  return {
    councils,
    strategies,
    kind,
    setKind,
    change: (key: keyof Changed, value: string) => setChanged((now) => ({ ...now, [key]: value })),
    values: {
      council: changed.council ?? (typeof last?.council === 'string' ? last.council : (councils[0]?.id ?? '')),
      strategy: changed.strategy ?? (typeof last?.strategy === 'string' ? last.strategy : (strategies[0]?.id ?? '')),
      name: changed.name ?? next.name,
      from: changed.from ?? formatDate(next.from, language, dates),
      to: changed.to ?? formatDate(next.to, language, dates),
      due: changed.due ?? '',
    },
  };
}

type NewPeriod = ReturnType<typeof useNewPeriod>;

interface OpenPeriodProps {
  readonly onClose: () => void;
  readonly onOpened: (id: string) => void;
}

export function OpenPeriod({ onClose, onOpened }: OpenPeriodProps) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const period = useNewPeriod();
  const { today } = useSituation();
  const [problem, setProblem] = useState<string>();
  const open = async () => {
    const { council, strategy, name, from, to, due } = period.values;
    const [first, last, reply] = [wholeDay(from, today), wholeDay(to, today), due.trim() === '' ? undefined : wholeDay(due, today)];
    const wrong = [first, last, reply].find((one) => one?.ok === false);
    if (!first.ok || !last.ok || reply?.ok === false) {
      setProblem(wrong && !wrong.ok ? words(`reasons.${wrong.refusal.code}`, { ...wrong.refusal }) : undefined);
      return false;
    }
    try {
      const done = await call('openPeriod', {
        council,
        strategy,
        nameJa: name,
        kind: period.kind,
        dateFrom: first.day,
        dateTo: last.day,
        ...(reply === undefined ? {} : { dueOn: reply.day }),
      });
      refresh(done.tables);
      onOpened(done.period);
      onClose();
      say(words('council.opened', { count: done.records, carried: done.carried }));
      return true;
    } catch (error) {
      refuse(error);
      return false;
    }
  };
  return (
    <DialogForm onSave={open} onCancel={onClose} submit={words('council.openNow')}>
      <PeriodFields period={period} />
      {problem && (
        <p className="editor-problem" role="alert">
          {problem}
        </p>
      )}
    </DialogForm>
  );
}

function PeriodFields({ period }: { period: NewPeriod }) {
  const words = useWords();
  return (
    <>
      <p className="quiet-text">{words('council.openHelp')}</p>
      <fieldset className="choice-row">
        <legend className="form-label">{words('fields.kind')}</legend>
        {kinds.map((one) => (
          <label className="check" key={one}>
            <input type="radio" name="kind" checked={period.kind === one} onChange={() => period.setKind(one)} />
            {words(`values.periodKind.${one}`)}
          </label>
        ))}
      </fieldset>
      <PeriodChoice period={period} name="council" choices={period.councils} />
      <PeriodChoice period={period} name="strategy" choices={period.strategies} />
      <PeriodText period={period} name="name" label={words('fields.nameJa')} />
      <PeriodText period={period} name="from" label={words('fields.validFrom')} />
      <PeriodText period={period} name="to" label={words('fields.validTo')} />
      <PeriodText period={period} name="due" label={words('fields.replyDue')} />
    </>
  );
}

function PeriodText({ period, name, label }: { period: NewPeriod; name: 'name' | 'from' | 'to' | 'due'; label: string }) {
  return (
    <label className="form-row">
      <span className="form-label">{label}</span>
      <input className="field" value={period.values[name]} onChange={(event) => period.change(name, event.target.value)} />
    </label>
  );
}

function PeriodChoice({ period, name, choices }: { period: NewPeriod; name: 'council' | 'strategy'; choices: readonly Choice[] }) {
  const words = useWords();
  return (
    <label className="form-row">
      <span className="form-label">{words(`tables.${name}`)}</span>
      <select className="field" value={period.values[name]} onChange={(event) => period.change(name, event.target.value)}>
        <Choices choices={choices} />
      </select>
    </label>
  );
}
