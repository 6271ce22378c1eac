// The values of a visit that is being entered: what is proposed for its city, and what was typed instead.
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { plainDefault } from '../../../db/catalog/defaults.ts';
import { type Column, columnOf, tableOf } from '../../../db/catalog/index.ts';
import type { Outputs } from '../../../electron/contract/outputs.ts';
import type { SetValue } from '../../../electron/contract/records.ts';
import { errorSentence, valueLabel } from '../../../resources/locales/sentences.ts';
import { call, Refused } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { applyWritten } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import type { Option } from '../../workbench/editors/use-find.ts';
import { type Guest, noGuest, trimmed } from './party.tsx';

/** Fields above and below the list of guests. */
export const fieldsAbove = ['partner', 'date', 'startTime', 'endTime', 'kind'] as const;
export const fieldsBelow = ['titleJa', 'titleEn', 'receivedBy', 'place', 'language', 'interpreter', 'agenda'] as const;

type Values = Readonly<Record<string, SetValue>>;
type Proposal = Outputs['visitProposal'];

export function fieldOf(name: string): Column {
  const column = columnOf(tableOf('visit'), name);
  if (!column) throw new Error(`visit has no ${name}`);
  return column;
}

/** What is known of the city: its people, the language and interpreter of last time, and gifts given before. */
function useProposal(typed: Values): Proposal | undefined {
  const { language } = useDisplayPreferences();
  const { today } = useSituation();
  const partner = typeof typed.partner === 'string' ? typed.partner : undefined;
  const date = typeof typed.date === 'string' ? typed.date : today;
  const courtesy = (typed.kind ?? 'courtesy') === 'courtesy';
  const { data } = useQuery({
    queryKey: ['record', 'visit', 'proposal', partner, date, courtesy, language],
    queryFn: () => call('visitProposal', { partner: partner ?? '', courtesy, day: /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : today }),
    enabled: partner !== undefined,
    // While another day is typed, what is known of the same city stays on the screen.
    placeholderData: (previous, query) => (query?.queryKey[3] === partner ? previous : undefined),
  });
  return data;
}

function proposedValues(today: string, proposal: Proposal | undefined): Values {
  return {
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
}

/** An unchanged field is drawn again with what is proposed; one that was changed, or is searched in, stays as it is. */
function useFieldKeys(typed: Values, proposed: Values) {
  const keys = useRef(new Map<string, string>());
  const held = useRef(new Set<string>());
  return {
    hold: (name: string): void => void held.current.add(name),
    keyOf: (name: string): string => {
      if (!(name in typed) && !held.current.has(name)) keys.current.set(name, `${name} ${String(proposed[name] ?? '')}`);
      return keys.current.get(name) ?? name;
    },
  };
}

/** The state of a visit on that day, by the rule of the catalog. */
function statusFor(visit: Values, today: string): Values {
  const rule = tableOf('visit').defaults?.status;
  return rule ? { status: plainDefault(rule, visit, today) ?? null } : {};
}

export function useQuickEntry() {
  const words = useWords();
  const { today } = useSituation();
  const [typed, setTyped] = useState<Values>({});
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [guests, setGuests] = useState<readonly Guest[]>();
  /** Typed in the line for one more guest, and not added yet. */
  const [adding, setAdding] = useState<Guest>(noGuest);
  const proposal = useProposal(typed);
  const proposed = proposedValues(today, proposal);
  const [first] = proposal?.people ?? [];
  const chosenOf = (name: string): readonly Option[] => {
    if (name === 'kind') return [{ key: 'courtesy', name: words('visits.courtesy') }];
    if (name === 'language' && proposal?.language) return [proposal.language];
    if (name === 'receivedBy' && proposal?.receivedBy) return [{ key: proposal.receivedBy, name: valueLabel(words, 'receivedBy', proposal.receivedBy) }];
    return [];
  };
  return {
    proposal,
    visit: { ...proposed, ...typed },
    party: guests ?? (first ? [{ person: first.id, name: first.name, post: first.post }] : []),
    setGuests,
    adding,
    setAdding: (guest: Guest) => {
      setAdding(guest);
      setProblems(({ guest: _, ...rest }) => rest);
    },
    ...useFieldKeys(typed, proposed),
    /** What is proposed for an unchanged field. */
    proposedFor: (name: string) =>
      name in typed ? { value: null, chosen: undefined } : { value: (proposed[name] as string | null) ?? null, chosen: chosenOf(name) },
    problems,
    setProblems,
    enter: (name: string, value: SetValue, problem: string | undefined) => {
      setTyped((now) => ({ ...now, [name]: value }));
      setProblems(({ [name]: _, ...rest }) => (problem === undefined ? rest : { ...rest, [name]: problem }));
    },
  };
}

export type QuickEntryState = ReturnType<typeof useQuickEntry>;

interface SaveOptions {
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
}

/** Enters the visit with its guests and gift as one action. */
export function useEnterVisit({ visit, party, adding, problems, setProblems }: QuickEntryState, { onClose, onMade }: SaveOptions) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { today } = useSituation();
  const { say } = useAnnouncer();
  const [refusal, setRefusal] = useState<string>();
  const save = async (gift: string): Promise<boolean> => {
    setRefusal(undefined);
    const missing: string[] = [...fieldsAbove, ...fieldsBelow].filter((name) => fieldOf(name).required && (visit[name] ?? null) === null);
    const guest = trimmed(adding);
    if (guest.name === '' && guest.post !== '') missing.push('guest');
    const open = { ...problems, ...Object.fromEntries(missing.map((name) => [name, words('reasons.required')])) };
    setProblems(open);
    if (Object.keys(open).length > 0) return false;
    // A guest in the line for one more belongs to the party, added or not.
    const guests = guest.name === '' ? party : [...party, guest];
    try {
      const done = await call('enterVisit', {
        visit: Object.fromEntries(Object.entries({ ...visit, ...statusFor(visit, today) }).filter(([, value]) => value !== null)),
        party: guests.map(({ person, name, post }) => (person === undefined ? { name, post } : { person })),
        gift,
      });
      applyWritten(done);
      say(words('ui.created'));
      onClose();
      onMade(done.id);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setRefusal(errorSentence(words, display, error));
      return false;
    }
  };
  return { save, refusal };
}
