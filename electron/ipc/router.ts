// One door: who is calling, is the input what the contract says, call, and answer with a value. Electron mangles thrown
// errors on their way to the page, so a failure is a value too.
import { randomBytes } from 'node:crypto';
import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { DeskError, fromSqlite } from '../../db/errors.ts';
import type { Reply } from '../contract/bridge.ts';
import { type ChannelName, channels } from '../contract/channels.ts';
import { type Input, inputs } from '../contract/inputs.ts';
import type { Outputs } from '../contract/outputs.ts';
import { log } from '../log.ts';
import { pageOrigin } from '../security/page-files.ts';

export type Handlers = { readonly [C in ChannelName]: (input: Input<C>) => Outputs[C] | Promise<Outputs[C]> };

/** A call that takes longer is written to the log, by name only. */
const slowMs = 40;

export interface Callers {
  readonly isOurWindow: (event: IpcMainInvokeEvent) => boolean;
  /** Origin of the development server, where the page is loaded from it. */
  readonly devOrigin: string | undefined;
}

export function route(handlers: Handlers, callers: Callers): void {
  for (const channel of channels) ipcMain.handle(channel, (event, input: unknown) => answer({ channel, event, input }, handlers, callers));
}

interface Call<C extends ChannelName> {
  readonly channel: C;
  readonly event: IpcMainInvokeEvent;
  readonly input: unknown;
}

async function answer<C extends ChannelName>(
  { channel, event, input }: Call<C>,
  handlers: Handlers,
  { isOurWindow, devOrigin }: Callers,
): Promise<Reply<Outputs[C]>> {
  const started = performance.now();
  try {
    const frame = event.senderFrame;
    const origin = frame ? new URL(frame.url).origin : '';
    // `new URL` gives "null" as the origin of a scheme it does not know; ours is compared by its beginning, host included.
    const ours = frame !== null && (frame.url.startsWith(`${pageOrigin}/`) || (devOrigin !== undefined && origin === devOrigin));
    if (!ours || frame !== event.sender.mainFrame || !isOurWindow(event)) throw new DeskError('badRequest', { what: 'sender' });
    const parsed = inputs[channel].safeParse(input);
    if (!parsed.success)
      throw new DeskError('badRequest', {
        what: parsed.error.issues
          .map((issue) => issue.path.join('.') || issue.code)
          .join(', ')
          .slice(0, 200),
      });
    const value = await handlers[channel](parsed.data as Input<C>); // parsed by this channel's own schema one line above
    return { ok: true, value };
  } catch (caught) {
    const error = fromSqlite(caught);
    const id = randomBytes(4).toString('hex');
    if (error instanceof DeskError) {
      log.info(`${channel} refused: ${error.code} ${id}`);
      return { ok: false, error: { code: error.code, details: error.details, id } };
    }
    log.error(`${channel} failed ${id}`, error);
    return { ok: false, error: { code: 'internal', details: {}, id } };
  } finally {
    const took = performance.now() - started;
    if (took > slowMs) log.info(`${channel} took ${Math.round(took)} ms`);
  }
}
