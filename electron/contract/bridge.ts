// What the preload script offers to the page: one call per channel, three messages, and the path of a dropped file.
import type { ChannelName } from './channels.ts';
import type { CommandName } from './commands.ts';
import type { Input } from './inputs.ts';
import type { Outputs } from './outputs.ts';

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly code: string; readonly details: Readonly<Record<string, unknown>>; readonly id: string } };

export type Calls = { readonly [C in ChannelName]: (input: Input<C>) => Promise<Reply<Outputs[C]>> };

/** What the bridge itself can tell: where a file that was dropped on the window lies. */
export interface Bridge {
  readonly pathOf: (file: File) => string;
}

export interface Listeners {
  /** Some records changed otherwise than by a call of this window. Returns how to stop listening. */
  readonly onChanged: (listener: () => void) => () => void;
  /** How far a job is. */
  readonly onProgress: (listener: (progress: { readonly job: string; readonly done: number; readonly total: number }) => void) => () => void;
  /** A menu entry was chosen. */
  readonly onCommand: (listener: (name: CommandName) => void) => () => void;
}
