// What a picker does with keys, presses and its options. Drawing is in picker.tsx.
import { useEffect, useMemo, useRef, useState } from 'react';
import { fold } from '../../../db/catalog/fold.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import type { Move } from './editor-props.ts';
import { type Find, isBlank, type Option, useFound } from './use-find.ts';

export interface PickerProps {
  readonly label: string;
  readonly chosen: readonly Option[];
  readonly several: boolean;
  /** May be left empty. */
  readonly clearable: boolean;
  readonly initial?: string | undefined;
  readonly find: Find;
  readonly onChoose: (keys: readonly string[], move: Move) => void;
  readonly onCancel: () => void;
  /** Makes a record of what was typed; absent where the list is closed. */
  readonly onCreate?: ((typed: string) => void) | undefined;
  readonly problem?: string | undefined;
}

/** The option that leaves the column empty. */
const noneKey = 'no value';

const keysOf = (options: readonly Option[]) => options.map((option) => option.key);

/** The picker reports once: closing it moves the focus, which must not count as another answer. */
function useAnswer({ onChoose, onCancel, onCreate }: PickerProps) {
  const isAnswered = useRef(false);
  const once = (answer: () => void) => {
    if (isAnswered.current) return;
    isAnswered.current = true;
    answer();
  };
  return {
    finish: (keys: readonly string[], move: Move) => once(() => onChoose(keys, move)),
    cancel: () => once(onCancel),
    create: (typed: string) => once(() => onCreate?.(typed)),
    isAnswered: () => isAnswered.current,
  };
}

/** The options for what is typed; the first one leaves the column empty where it may be. */
function useOptions({ several, clearable, find }: PickerProps, typed: string) {
  const words = useWords();
  const found = useFound(find, typed);
  const options = useMemo(() => {
    if (!found) return [];
    return clearable && !several && isBlank(found.typed) ? [{ key: noneKey, name: words('ui.none') }, ...found.options] : found.options;
  }, [found, clearable, several, words]);
  return { options, optionsFor: found?.typed };
}

export function usePicker(props: PickerProps) {
  const { chosen, several, initial, find } = props;
  const [typed, setTyped] = useState(initial ?? '');
  const [picked, setPicked] = useState<readonly Option[]>(chosen);
  const field = useRef<HTMLInputElement>(null);
  const root = useRef<HTMLDivElement>(null);
  /** The last Enter chose something, and nothing was typed or marked since. */
  const justChosen = useRef(false);
  useEffect(() => field.current?.focus(), []);
  const { options, optionsFor } = useOptions(props, typed);
  const { finish, cancel, create, isAnswered } = useAnswer(props);
  const words = useWords();
  const { warn } = useAnnouncer();
  const commit = (move: Move = 'stay') => finish(keysOf(picked), move);
  const choose = (option: Option, move: Move = 'down') => {
    if (!several) return finish(option.key === noneKey ? [] : [option.key], move);
    setPicked((now) => (now.some((one) => one.key === option.key) ? now.filter((one) => one.key !== option.key) : [...now, option]));
    setTyped('');
  };
  /** The option that the list marks, unless the list still belongs to an earlier text. */
  const marked = (): Option | undefined => {
    const key = root.current?.querySelector('[role="option"][data-focused]')?.getAttribute('data-key');
    return optionsFor === typed ? options.find((option) => option.key === key) : undefined;
  };
  const onKeyDownCapture = usePickerKeys({
    several,
    isBlank: isBlank(typed),
    isSearching: optionsFor !== typed,
    justChosen,
    marked,
    best: () => find(typed).then(([first]) => first),
    choose,
    commit,
    keep: (move) => finish(keysOf(chosen), move),
    cancel,
    removeLast: () => setPicked((now) => now.slice(0, -1)),
  });
  const type = (text: string) => {
    justChosen.current = false;
    setTyped(text);
  };
  const remove = (key: string) => setPicked((now) => now.filter((one) => one.key !== key));
  return {
    ...{ typed, type, picked, remove, options, optionsFor, choose, field, root, onKeyDownCapture },
    /** Several values: nothing is marked before something was typed, so that Enter ends the choice. */
    marksFirst: !several || !isBlank(optionsFor ?? ''),
    selected: keysOf(several ? picked : chosen),
    commit: () => commit(),
    create: () => create(typed.trim()),
    leave: async () => {
      // Another program is in front: nothing was decided.
      if (!document.hasFocus() || isAnswered()) return;
      const end = () => (several ? commit() : cancel());
      if (isBlank(typed)) return end();
      const named = (await find(typed)).find((option) => fold(option.name) === fold(typed));
      if (named) return finish(several ? keysOf([...picked, named]) : [named.key], 'stay');
      warn(words('edit.notInList', { text: typed }));
      end();
    },
  };
}

interface KeyTargets {
  readonly several: boolean;
  readonly isBlank: boolean;
  readonly isSearching: boolean;
  readonly justChosen: React.RefObject<boolean>;
  readonly marked: () => Option | undefined;
  readonly best: () => Promise<Option | undefined>;
  readonly choose: (option: Option, move?: Move) => void;
  readonly commit: (move: Move) => void;
  readonly keep: (move: Move) => void;
  readonly cancel: () => void;
  readonly removeLast: () => void;
}

/** Keys of the field that decide something; all others go on to the list. */
function usePickerKeys({ several, isBlank, isSearching, justChosen, marked, best, choose, commit, keep, cancel, removeLast }: KeyTargets) {
  /** The best match of what is typed, also while it is still being read or not marked yet. A failed reading has been reported by the list. */
  const chooseMatch = (move: Move, otherwise?: () => void) => {
    const option = marked();
    if (option) return choose(option, move);
    if (!isSearching && isBlank) return otherwise?.();
    best().then(
      (first) => (first ? choose(first, move) : otherwise?.()),
      () => undefined,
    );
  };
  const onEnter = (event: React.KeyboardEvent) => {
    if (several && (event.ctrlKey || (isBlank && (justChosen.current || !marked())))) return commit('down');
    justChosen.current = true;
    chooseMatch('down', several ? undefined : () => keep('down'));
  };
  const onTab = (event: React.KeyboardEvent) => {
    const move = event.shiftKey ? 'left' : 'right';
    if (several) return commit(move);
    if (isBlank) return keep(move);
    chooseMatch(move, () => keep(move));
  };
  return (event: React.KeyboardEvent) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    // While an input method is composing, keys are its own (229 is what Chromium reports for its last key).
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return event.stopPropagation();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') justChosen.current = false;
    if (event.key === 'Backspace' && several && event.target.value === '') removeLast();
    const act = { Enter: onEnter, Tab: onTab, Escape: cancel }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act(event);
  };
}
