// A small stand-in for the bridge: a test answers the channels it needs and reads what was called.
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement, ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Reply } from '../../electron/contract/bridge.ts';
import { type ChannelName, channels } from '../../electron/contract/channels.ts';
import type { Input } from '../../electron/contract/inputs.ts';
import type { Outputs } from '../../electron/contract/outputs.ts';
import { changeLanguage } from '../../renderer/bridge/i18n.ts';
import { type Situation, SituationProvider } from '../../renderer/bridge/preferences.tsx';
import { cache } from '../../renderer/bridge/query-cache.ts';
import { AnnouncerProvider } from '../../renderer/parts/announcer.tsx';

type Answers = { readonly [C in ChannelName]?: (input: Input<C>) => Outputs[C] | Promise<Outputs[C]> };

export interface Call {
  readonly channel: ChannelName;
  readonly input: unknown;
}

/** What a channel answers when it refuses. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** Puts `window.desk` in place. A channel without an answer refuses as not stubbed. @returns the calls so far */
export function stubDesk(answers: Answers): readonly Call[] {
  const calls: Call[] = [];
  const ask = async (channel: ChannelName, input: unknown): Promise<Reply<unknown>> => {
    calls.push({ channel, input });
    try {
      const answer = answers[channel] as ((input: unknown) => unknown) | undefined;
      if (!answer) throw new Refusal('internal', { channel });
      return { ok: true, value: await answer(input) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ok: false, error: { code: error.code, details: error.details, id: '1' } };
    }
  };
  const stop = () => undefined;
  const desk = {
    ...Object.fromEntries(channels.map((channel) => [channel, (input: unknown) => ask(channel, input)])),
    onChanged: () => stop,
    onProgress: () => stop,
    onCommand: () => stop,
    pathOf: (file: File) => file.name,
  };
  Object.defineProperty(window, 'desk', { value: desk, configurable: true });
  cache.clear();
  return calls;
}

const situation: Situation = {
  settings: { language: 'ja', dates: 'western', theme: 'light', author: '見本 花子' },
  desk: { name: '国際課1', folder: '/desk', version: '0.0.0' },
  today: '2026-07-01',
  save: async () => undefined,
  replaceState: async () => undefined,
} as Situation;

function Page({ children, settings }: { children: ReactNode; settings: Partial<Situation['settings']> }) {
  return (
    <QueryClientProvider client={cache}>
      <I18nProvider locale="ja">
        <SituationProvider value={{ ...situation, settings: { ...situation.settings, ...settings } }}>
          <AnnouncerProvider>{children}</AnnouncerProvider>
        </SituationProvider>
      </I18nProvider>
    </QueryClientProvider>
  );
}

/** Draws a part of the page inside all that the window gives it. */
export async function show(element: ReactElement, settings: Partial<Situation['settings']> = {}) {
  await changeLanguage('ja');
  return { user: userEvent.setup(), ...render(element, { wrapper: ({ children }) => <Page settings={settings}>{children}</Page> }) };
}
