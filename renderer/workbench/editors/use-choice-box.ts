// A field of a form that chooses from a list while typing. The list is open while something is searched; what was typed and
// not found stays, and is said to be no choice.
import { useContext, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { fold } from '../../../db/catalog/fold.ts';
import { useWords } from '../../bridge/i18n.ts';
import { DialogGuard, type Settle } from '../../parts/dialog-frame.tsx';
import { type Find, isBlank, type Option, useFound } from './use-find.ts';

interface ChoiceBoxProps {
  readonly several: boolean;
  readonly find: Find;
  readonly chosen: readonly Option[];
  readonly onChoose: (options: readonly Option[]) => void;
  /** What was typed is none of the options. */
  readonly onUnknown: () => void;
  readonly onSearch?: (() => void) | undefined;
}

/** What stands in the field: what is chosen, or what is searched; and the ways from the one to the other. */
function useSearch({ several, find, chosen, onChoose, onUnknown }: ChoiceBoxProps) {
  /** What is searched; undefined while the field shows what is chosen. */
  const [search, setSearch] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  /** It was reported that nothing is chosen, while something else is searched. */
  const isUnknown = useRef(false);
  const shown = several ? '' : (chosen[0]?.name ?? '');
  const report = (options: readonly Option[]) => {
    isUnknown.current = false;
    setOpen(false);
    setSearch(undefined);
    onChoose(options);
  };
  const choose = (option: Option) => {
    const isChosen = chosen.some((one) => one.key === option.key);
    if (!several) report([option]);
    else report(isChosen ? chosen.filter((one) => one.key !== option.key) : [...chosen, option]);
  };
  const unknown = () => {
    isUnknown.current = true;
    setOpen(false);
    onUnknown();
  };
  /** What was chosen before stands again. */
  const giveUp = () => {
    if (isUnknown.current) return report(chosen);
    setOpen(false);
    setSearch(undefined);
  };
  /** An exact name is the choice, an emptied field none; anything else stays as it was typed. */
  const settle: Settle = async () => {
    if (search === undefined || search === shown || (several && isBlank(search))) return giveUp;
    if (isBlank(search)) return () => report([]);
    const exact = (await find(search)).find((option) => fold(option.name) === fold(search));
    return exact ? () => choose(exact) : unknown;
  };
  return { search, setSearch, isOpen, setOpen, shown, choose, unknown, giveUp, settle };
}

/** A decision that waits for the list is made once, although several ask for it: Tab, leaving the field, saving the form. */
function useDecision(settle: Settle) {
  const { register } = useContext(DialogGuard);
  const pending = useRef<Promise<void>>(undefined);
  const decide = (decision: Settle): Promise<void> => {
    pending.current ??= decision()
      .then((report) => flushSync(report))
      .finally(() => {
        pending.current = undefined;
      });
    return pending.current;
  };
  const settleForForm = useEffectEvent(async () => {
    await decide(settle);
    return () => undefined;
  });
  useEffect(() => register(() => settleForForm()), [register]);
  return decide;
}

/** State and keys of one such field. */
export function useChoiceBox(props: ChoiceBoxProps) {
  const { several, find, chosen, onChoose, onSearch } = props;
  const words = useWords();
  const { search, setSearch, isOpen, setOpen, shown, choose, unknown, giveUp, settle } = useSearch(props);
  const decide = useDecision(settle);
  const root = useRef<HTMLDivElement>(null);
  const typed = search ?? '';
  const text = search ?? shown;
  const found = useFound(find, typed);
  const options = useMemo(() => found?.options ?? [], [found]);
  const marked = (): Option | undefined => {
    const key = root.current?.querySelector('[role="option"][data-focused]')?.getAttribute('data-key');
    return found?.typed === typed ? options.find((option) => option.key === key) : undefined;
  };
  /** The marked option, or the best match of what is still being searched. A failed reading is reported by the list. */
  const take = () => {
    const option = marked();
    if (option) return choose(option);
    if (isBlank(typed)) return;
    decide(async () => {
      const [best] = await find(typed);
      return best ? () => choose(best) : unknown;
    }).catch(() => undefined);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    if (event.key === 'Backspace' && several && text === '') return onChoose(chosen.slice(0, -1));
    if (event.key === 'ArrowDown' && !isOpen) return setOpen(true);
    if (event.key === 'Tab' && isOpen && !isBlank(typed)) return take();
    if (event.key === 'Escape' && isOpen) giveUp();
    else if (event.key === 'Enter' && !event.ctrlKey) {
      if (isOpen) take();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    ...{ root, text, options, isOpen, choose, onKeyDown, typed },
    /** Leaving the field. */
    settle: () => decide(settle),
    optionsFor: found?.typed,
    open: () => setOpen(true),
    type: (next: string) => {
      if (next === text) return;
      onSearch?.();
      setSearch(next);
      setOpen(true);
    },
    remove: (key: string) => onChoose(chosen.filter((one) => one.key !== key)),
    placeholder: several && chosen.length > 0 ? '' : words('ui.typeToSearch'),
  };
}
