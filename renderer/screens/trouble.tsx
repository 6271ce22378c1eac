// When the database cannot be used: what happened, what was not changed, what to do.

import type { StartState } from '../../electron/contract/outputs.ts';
import { errorSentence } from '../../resources/locales/sentences.ts';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { useRaise } from '../parts/error-boundary.tsx';

export function Trouble({ state, onState }: { state: Extract<StartState, { kind: 'trouble' }>; onState: (state: StartState) => Promise<void> }) {
  const words = useWords();
  const raise = useRaise();
  return (
    <main className="first-run">
      <div className="first-run-box" role="alert">
        <h1>{words('trouble.title')}</h1>
        <p>{errorSentence(words, state.settings, state.error)}</p>
        <p className="quiet-text">
          {words('trouble.folder')}: {state.folder}
        </p>
        <button type="button" className="button primary" onClick={() => call('retry', {}).then(onState).catch(raise)}>
          {words('trouble.retry')}
        </button>
      </div>
    </main>
  );
}
