// The bridge, typed. A refusal becomes a Refused that carries code and details for a sentence.

import type { Bridge, Calls, Listeners } from '../../electron/contract/bridge.ts';
import type { ChannelName } from '../../electron/contract/channels.ts';
import type { Input } from '../../electron/contract/inputs.ts';
import type { Outputs } from '../../electron/contract/outputs.ts';

declare global {
  interface Window {
    readonly desk: Calls & Listeners & Bridge;
  }
}

export class Refused extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly id: string;
  constructor(error: { code: string; details: Readonly<Record<string, unknown>>; id: string }) {
    super(error.code);
    this.code = error.code;
    this.details = error.details;
    this.id = error.id;
  }
}

/** @throws Refused */
export async function call<C extends ChannelName>(channel: C, input: Input<C>): Promise<Outputs[C]> {
  const calls: Calls = window.desk;
  const reply = await calls[channel](input);
  if (!reply.ok) throw new Refused(reply.error);
  return reply.value;
}
