// Taking in: files dropped or chosen, each looked at before anything is taken, and what has been exchanged so far.
import { useState } from 'react';
import type { ExchangeState, PreviewedBundle } from '../../../electron/contract/exchange.ts';
import { errorSentence } from '../../../resources/locales/sentences.ts';
import { call, Refused } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { forgetAll } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { Icon } from '../../parts/icon.tsx';
import { momentText } from '../../parts/moment.ts';
import { Progress } from '../../parts/progress.tsx';
import { useJob } from '../../parts/use-job.ts';
import { Preview } from './preview.tsx';

type Opened =
  | { readonly kind: 'looked'; readonly file: string; readonly previewed: PreviewedBundle }
  | { readonly kind: 'refused'; readonly file: string; readonly error: Refused };

export function Receive({ state, onConflicts }: { state: ExchangeState; onConflicts: () => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { say, refuse } = useAnnouncer();
  const { running, run } = useJob();
  const [opened, setOpened] = useState<readonly Opened[]>([]);
  const [over, setOver] = useState(false);
  const open = async (files: readonly string[], passphrase?: string) => {
    for (const file of files)
      await run(async (job) => {
        const next = await call('previewBundle', { file, job, ...(passphrase === undefined ? {} : { passphrase }) }).then(
          (previewed): Opened => ({ kind: 'looked', file, previewed }),
          (error: unknown): Opened => {
            if (error instanceof Refused) return { kind: 'refused', file, error };
            throw error;
          },
        );
        setOpened((now) => [...now.filter((one) => one.file !== file), next]);
      });
  };
  const close = (file: string) => setOpened((now) => now.filter((one) => one.file !== file));
  const importBundle = (file: string, previewed: PreviewedBundle, trust: boolean) =>
    run(async (job) => {
      const done = await call('importBundle', { token: previewed.token, trust, job });
      close(file);
      forgetAll();
      const text =
        done.status === 'waiting'
          ? words('exchange.keptWaiting', { desks: done.missing.map(({ name }) => name || '?').join('、') })
          : words('exchange.taken', { count: (done.report?.applied ?? 0).toLocaleString(), more: done.imported.length, conflicts: done.conflicts });
      say(text, done.conflicts > 0 ? { label: words('exchange.toConflicts'), run: onConflicts } : undefined);
    });
  return (
    <section
      className={`card exchange-card${over ? ' drop-over' : ''}`}
      aria-label={words('exchange.receive')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        open([...event.dataTransfer.files].map((file) => window.desk.pathOf(file)).filter((path) => path !== '')).catch(refuse);
      }}
    >
      <h2>
        <Icon name="import" />
        {words('exchange.receive')}
      </h2>
      <p className="quiet-text">{words('exchange.receiveHelp')}</p>
      <div className="card-actions">
        <button
          type="button"
          className="button primary"
          disabled={running !== undefined}
          onClick={async () => open((await call('chooseBundles', {})).files).catch(refuse)}
        >
          {words('exchange.choose')}
        </button>
        {running && <Progress done={running.done} total={running.total} label={words('exchange.reading')} />}
      </div>
      {opened.map((one) =>
        one.kind === 'looked' ? (
          <Preview
            key={one.file}
            previewed={one.previewed}
            busy={running !== undefined}
            onAccept={(trust) => importBundle(one.file, one.previewed, trust)}
            onLeave={() => {
              call('discardBundle', { token: one.previewed.token }).catch(refuse);
              close(one.file);
            }}
          />
        ) : (
          <RefusedFile
            key={one.file}
            file={one.file}
            error={one.error}
            busy={running !== undefined}
            onPhrase={(phrase) => open([one.file], phrase)}
            onLeave={() => close(one.file)}
          />
        ),
      )}
      <h3>{words('exchange.log')}</h3>
      {state.bundles.length === 0 && <p className="quiet-text">{words('exchange.nothingYet')}</p>}
      <ul className="bundle-list">
        {state.bundles.map((note) => (
          <li key={note.seq}>
            <span className={`tag ${{ applied: 'good', written: 'info', waiting: 'warn', withdrawn: 'muted' }[note.status]}`}>
              {words(`exchange.status.${note.status}`)}
            </span>
            <span className="bundle-name">
              {note.direction === 'in' ? note.deskName : `→ ${note.deskName || words('exchange.locks.passphrase')}`}
              <span className="quiet-text"> {note.fileName}</span>
            </span>
            <time className="quiet-text">{momentText(note.at, display)}</time>
            {note.withdrawable && (
              <button
                type="button"
                className="link"
                onClick={() =>
                  call('withdrawBundle', { bundle: note.id }).then(() => {
                    forgetAll();
                    say(words('exchange.withdrawn'));
                  }, refuse)
                }
              >
                {words('exchange.withdraw')}
              </button>
            )}
            {note.status === 'waiting' && (
              <>
                <span className="quiet-text bundle-waits">{waitsText(words, note.report)}</span>
                <button
                  type="button"
                  className="link"
                  title={words('exchange.salvageHelp')}
                  onClick={() =>
                    call('salvageBundle', { bundle: note.id }).then(({ records }) => {
                      forgetAll();
                      say(words('exchange.salvaged', { count: records }));
                    }, refuse)
                  }
                >
                  {words('exchange.salvage')}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function waitsText(words: ReturnType<typeof useWords>, report: unknown): string {
  const missing =
    typeof report === 'object' && report !== null && 'missing' in report && Array.isArray(report.missing) ? (report.missing as { name: string }[]) : [];
  return missing.length > 0 ? words('exchange.waitsFor', { desks: missing.map(({ name }) => name || '?').join('、') }) : words('exchange.readiness.app');
}

function RefusedFile({
  file,
  error,
  busy,
  onPhrase,
  onLeave,
}: {
  file: string;
  error: Refused;
  busy: boolean;
  onPhrase: (phrase: string) => void;
  onLeave: () => void;
}) {
  const words = useWords();
  const display = useDisplayPreferences();
  const [phrase, setPhrase] = useState('');
  return (
    <form
      className="bundle-preview"
      onSubmit={(event) => {
        event.preventDefault();
        onPhrase(phrase.trim());
      }}
    >
      <p className="bundle-file">{file.split(/[\\/]/).pop()}</p>
      <p className="editor-problem" role="alert">
        {errorSentence(words, display, error)}
      </p>
      <div className="card-actions">
        {error.code === 'bundlePassphrase' && (
          <>
            <label className="inline-field">
              {words('exchange.locks.passphrase')}
              <input className="field" value={phrase} autoComplete="off" spellCheck={false} onChange={(event) => setPhrase(event.target.value)} />
            </label>
            <button type="submit" className="button primary" disabled={busy || phrase.trim().length < 8}>
              {words('exchange.open')}
            </button>
          </>
        )}
        <button type="button" className="button quiet" onClick={onLeave}>
          {words('ui.close')}
        </button>
      </div>
    </form>
  );
}
