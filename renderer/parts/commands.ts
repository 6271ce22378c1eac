// Commands of the whole window: the keys that mean them, and who carries them out just now.
import { useEffect, useEffectEvent } from 'react';
import type { CommandName } from '../../electron/contract/commands.ts';

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const withCtrl: Readonly<Record<string, CommandName>> = {
  n: 'new',
  p: 'print',
  f: 'find',
  z: 'undo',
  y: 'redo',
  s: 'save',
  k: 'palette',
  '/': 'keys',
};

/** @returns the command a key means in the whole window; undefined for every other key */
export function commandFor({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): CommandName | undefined {
  const ctrl = ctrlKey || metaKey;
  if (key === 'F1') return 'keys';
  if (altKey && !ctrl) return key === 'ArrowLeft' ? 'back' : key === 'ArrowRight' ? 'forward' : undefined;
  if (!ctrl || altKey) return undefined;
  const command = withCtrl[key.toLowerCase()];
  return command === 'undo' && shiftKey ? 'redo' : command;
}

/** Who carries out a command: the last one to say so. */
const performers = new Map<CommandName, (() => void)[]>();

/** Carries out a command as long as the component is there. @param run  undefined: not just now */
export function useCommand(name: CommandName, run: (() => void) | undefined): void {
  const perform = useEffectEvent(() => run?.());
  const isOffered = run !== undefined;
  useEffect(() => {
    if (!isOffered) return;
    const mine = () => perform();
    performers.set(name, [...(performers.get(name) ?? []), mine]);
    return () => {
      performers.set(
        name,
        (performers.get(name) ?? []).filter((one) => one !== mine),
      );
    };
  }, [name, isOffered]);
}

/** @returns false when nothing on the screen knows the command */
export function performCommand(name: CommandName): boolean {
  const run = performers.get(name)?.at(-1);
  run?.();
  return run !== undefined;
}
