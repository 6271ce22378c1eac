// A visit entered in one go, by keyboard: the city brings its people, the language and interpreter of last time, and what
// was given before. Whatever is proposed may be typed over; what was typed is never proposed over.
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { fold } from '../../../db/catalog/fold.ts';
import { type Column, columnOf, tableOf } from '../../../db/catalog/index.ts';
import type { SetValue } from '../../../electron/contract/records.ts';
import { cellText, columnLabel, errorSentence, valueLabel } from '../../../resources/locales/sentences.ts';
import { call, Refused } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { applyWritten } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { ValueField } from '../../workbench/editors/value-field.tsx';
import { type Guest, Party } from './party.tsx';

const before = ['partner', 'date', 'startTime', 'endTime', 'kind'] as const;
const after = ['titleJa', 'titleEn', 'receivedBy', 'place', 'language', 'interpreter', 'agenda'] as const;

export function QuickEntry({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { today } = useSituation();
  const { say } = useAnnouncer();
  const [typed, setTyped] = useState<Readonly<Record<string, SetValue>>>({});
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [guests, setGuests] = useState<readonly Guest[]>();
  const [gift, setGift] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const keys = useRef(new Map<string, string>());
  const date = typeof typed.date === 'string' ? typed.date : today;
  const partner = typeof typed.partner === 'string' ? typed.partner : undefined;
  const courtesy = (typed.kind ?? 'courtesy') === 'courtesy';
  const { data: proposal } = useQuery({
    queryKey: ['record', 'visit', 'proposal', partner, date, courtesy, display.language],
    queryFn: () => call('visitProposal', { partner: partner ?? '', courtesy, day: /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : today }),
    enabled: partner !== undefined,
    // While another day is typed, what is known of the same city stays on the screen.
    placeholderData: (previous, query) => (query?.queryKey[3] === partner ? previous : undefined),
  });
  const [first] = proposal?.people ?? [];
  const proposed: Readonly<Record<string, SetValue>> = {
    date: today,
    kind: 'courtesy',
    ...(proposal && {
      titleJa: proposal.titleJa,
      titleEn: proposal.titleEn,
      language: proposal.language?.key ?? null,
      interpreter: proposal.interpreter,
      place: proposal.place,
      receivedBy: proposal.receivedBy,
    }),
  };
  const party: readonly Guest[] = guests ?? (first ? [{ person: first.id, name: first.name, post: first.post }] : []);
  const visit = { ...proposed, ...typed };
  const enter = async () => {
    const missing = [...before, ...after].filter((name) => fieldOf(name).required && (visit[name] ?? null) === null);
    const open = { ...problems, ...Object.fromEntries(missing.map((name) => [name, words('reasons.required')])) };
    setProblems(open);
    if (Object.keys(open).length > 0) return;
    try {
      const done = await call('enterVisit', {
        visit: Object.fromEntries(Object.entries({ ...visit, status: date < today ? 'done' : 'planned' }).filter(([, value]) => value !== null)),
        party: party.map(({ person, name, post }) => (person === undefined ? { name, post } : { person })),
        gift,
      });
      applyWritten(done);
      say(words('ui.created'));
      onClose();
      onMade(done.id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setRefusal(errorSentence(words, display, error));
    }
  };
  const chosenOf = (name: string): readonly { key: string; name: string }[] => {
    if (name === 'kind') return [{ key: 'courtesy', name: words('visits.courtesy') }];
    if (name === 'language' && proposal?.language) return [proposal.language];
    if (name === 'receivedBy' && proposal?.receivedBy) return [{ key: proposal.receivedBy, name: valueLabel(words, 'receivedBy', proposal.receivedBy) }];
    return [];
  };
  // A field that nobody has touched begins anew with what is proposed; one that was touched stays as it is.
  const keyOf = (name: string): string => {
    if (!(name in typed)) keys.current.set(name, `${name} ${String(proposed[name] ?? '')}`);
    return keys.current.get(name) ?? name;
  };
  const field = (name: string) => (
    <ValueField
      key={keyOf(name)}
      first={name === 'partner'}
      column={fieldOf(name)}
      label={columnLabel(words, name, fieldOf(name))}
      begin={cellText(words, display, fieldOf(name), (name in typed ? undefined : (proposed[name] as string | null)) ?? null, {})}
      chosen={name in typed ? undefined : chosenOf(name)}
      problem={problems[name]}
      onValue={(value, problem) => {
        setTyped((now) => ({ ...now, [name]: value }));
        setProblems(({ [name]: _, ...rest }) => (problem === undefined ? rest : { ...rest, [name]: problem }));
      }}
    />
  );
  const again =
    gift.trim() === ''
      ? undefined
      : proposal?.gifts.find((one) => one.direction === 'given' && [one.item, one.itemJa].some((item) => fold(item) === fold(gift)));
  const shown = (day: string | null) => cellText(words, display, fieldOf('date'), day, {});
  return (
    <DialogFrame title={words('visits.quickEntry')} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) enter();
        }}
      >
        <div className="dialog-fields">
          {before.map(field)}
          <Party people={proposal?.people ?? []} party={party} onParty={setGuests} />
          {after.map(field)}
          <div className="form-row">
            <label className="form-label" htmlFor="quick-gift">
              {words('visits.gift')}
            </label>
            <div className="form-editor">
              <input id="quick-gift" className="field" value={gift} onChange={(event) => setGift(event.target.value)} />
              {again && (
                <p className="editor-problem" role="alert">
                  {words('visits.giftAgain', { date: shown(again.date) })}
                </p>
              )}
              {proposal && proposal.gifts.length > 0 && (
                <ul className="past-gifts" aria-label={words('visits.pastGifts')}>
                  {proposal.gifts.map((one, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a list that is only read
                    <li key={at}>
                      {shown(one.date)} {valueLabel(words, 'direction', one.direction)} {one.item}
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </div>
        </div>
        <FormFoot refusal={refusal} help={words('visits.quickHelp')} submit={words('visits.enter')} onCancel={onClose} />
      </form>
    </DialogFrame>
  );
}

function fieldOf(name: string): Column {
  const column = columnOf(tableOf('visit'), name);
  if (!column) throw new Error(`visit has no ${name}`);
  return column;
}
