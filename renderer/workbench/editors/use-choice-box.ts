// A field of a form that chooses from a list while typing. The list is open while something is searched; what was typed and
// not found stays, and is said to be no choice.
import { useMemo, useRef, useState } from 'react';
import { fold } from '../../../db/catalog/fold.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Find, type Option, useFound } from './use-find.ts';

interface ChoiceBoxProps {
  readonly several: boolean;
  readonly find: Find;
  readonly chosen: readonly Option[];
  readonly onChoose: (options: readonly Option[]) => void;
  /** What was typed is none of the options. */
  readonly onUnknown: () => void;
}

const isBlank = (text: string) => fold(text) === '';

export function useChoiceBox({ several, find, chosen, onChoose, onUnknown }: ChoiceBoxProps) {
  const words = useWords();
  /** What is searched; undefined while the field shows what is chosen. */
  const [search, setSearch] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const shown = several ? '' : (chosen[0]?.name ?? '');
  const text = search ?? shown;
  const found = useFound(find, search ?? '');
  const options = useMemo(() => found?.options ?? [], [found]);
  const close = () => {
    setOpen(false);
    setSearch(undefined);
  };
  const choose = (option: Option) => {
    const isChosen = chosen.some((one) => one.key === option.key);
    if (!several) onChoose([option]);
    else onChoose(isChosen ? chosen.filter((one) => one.key !== option.key) : [...chosen, option]);
    close();
  };
  const marked = (): Option | undefined => {
    const key = root.current?.querySelector('[role="option"][data-focused]')?.getAttribute('data-key');
    return found?.typed === (search ?? '') ? options.find((option) => option.key === key) : undefined;
  };
  /** The marked option, or the best match of what is still being searched. */
  const take = async (): Promise<void> => {
    const option = marked() ?? (isBlank(search ?? '') ? undefined : (await find(search ?? ''))[0]);
    if (option) choose(option);
    else if (!isBlank(search ?? '')) onUnknown();
  };
  /** Leaving the field: an exact name is the choice, an emptied field none; anything else stays as it was typed. */
  const settle = async (): Promise<void> => {
    setOpen(false);
    if (search === undefined || search === shown) return setSearch(undefined);
    if (isBlank(search)) {
      if (!several) onChoose([]);
      return setSearch(undefined);
    }
    const exact = (await find(search)).find((option) => fold(option.name) === fold(search));
    if (exact) choose(exact);
    else onUnknown();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    if (event.key === 'Backspace' && several && text === '') return onChoose(chosen.slice(0, -1));
    if (event.key === 'ArrowDown' && !isOpen) return setOpen(true);
    if (event.key === 'Tab' && isOpen && !isBlank(search ?? '')) return void take();
    if (event.key === 'Escape' && isOpen) close();
    else if (event.key === 'Enter' && !event.ctrlKey) {
      if (isOpen) take();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    ...{ root, text, options, isOpen, choose, settle, onKeyDown },
    typed: search ?? '',
    optionsFor: found?.typed,
    open: () => setOpen(true),
    type: (next: string) => {
      if (next === text) return;
      setSearch(next);
      setOpen(true);
    },
    remove: (key: string) => onChoose(chosen.filter((one) => one.key !== key)),
    placeholder: several && chosen.length > 0 ? '' : words('ui.typeToSearch'),
  };
}
