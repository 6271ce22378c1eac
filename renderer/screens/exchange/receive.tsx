// Receiving: files dropped or chosen, each previewed before anything is imported.
import { useState } from 'react';
import type { ExchangeState, PreviewedBundle } from '../../../electron/contract/exchange.ts';
import { errorSentence } from '../../../resources/locales/sentences.ts';
import { call, Refused } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { forgetAll } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Progress } from '../../parts/progress.tsx';
import { useJob } from '../../parts/use-job.ts';
import { BundleLog } from './bundle-log.tsx';
import { Preview } from './preview.tsx';

type Opened =
  | { readonly kind: 'previewed'; readonly file: string; readonly previewed: PreviewedBundle }
  | { readonly kind: 'refused'; readonly file: string; readonly error: Refused };

/** Files that have been opened, and what is done with them. */
function useReceive(onConflicts: () => void) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const { running, run } = useJob();
  const [opened, setOpened] = useState<readonly Opened[]>([]);
  const close = (file: string) => setOpened((now) => now.filter((one) => one.file !== file));
  const openOne = (file: string, passphrase?: string) =>
    run(async (job) => {
      const next = await call('previewBundle', { file, job, ...(passphrase === undefined ? {} : { passphrase }) }).then(
        (previewed): Opened => ({ kind: 'previewed', file, previewed }),
        (error: unknown): Opened => {
          if (error instanceof Refused) return { kind: 'refused', file, error };
          throw error;
        },
      );
      setOpened((now) => [...now.filter((one) => one.file !== file), next]);
    });
  const open = async (files: readonly string[], passphrase?: string) => {
    for (const file of files) await openOne(file, passphrase);
  };
  return {
    running,
    opened,
    open,
    close,
    choose: () => call('chooseBundles', {}).then(({ files }) => open(files), refuse),
    importBundle: (file: string, { token }: PreviewedBundle, trust: boolean) =>
      run(async (job) => {
        const done = await call('importBundle', { token, trust, job });
        close(file);
        forgetAll();
        const text =
          done.status === 'waiting'
            ? words('exchange.keptWaiting', { desks: done.missing.map(({ name }) => name || '?').join('、') })
            : words('exchange.taken', { count: (done.report?.applied ?? 0).toLocaleString(), more: done.imported.length, conflicts: done.conflicts });
        say(text, done.conflicts > 0 ? { label: words('exchange.toConflicts'), run: onConflicts } : undefined);
      }),
    discard: (file: string, { token }: PreviewedBundle) => {
      call('discardBundle', { token }).catch(refuse);
      close(file);
    },
  };
}

type ReceiveState = ReturnType<typeof useReceive>;

export function Receive({ state, onConflicts }: { state: ExchangeState; onConflicts: () => void }) {
  const words = useWords();
  const receive = useReceive(onConflicts);
  const { running } = receive;
  const [over, setOver] = useState(false);
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
        receive.open([...event.dataTransfer.files].map((file) => window.desk.pathOf(file)).filter((path) => path !== ''));
      }}
    >
      <h2>
        <Icon name="import" />
        {words('exchange.receive')}
      </h2>
      <p className="quiet-text">{words('exchange.receiveHelp')}</p>
      <div className="card-actions">
        <button type="button" className="button primary" disabled={running !== undefined} onClick={receive.choose}>
          {words('exchange.choose')}
        </button>
        {running && <Progress done={running.done} total={running.total} label={words('exchange.reading')} />}
      </div>
      {receive.opened.map((one) => (
        <OpenedFile key={one.file} opened={one} receive={receive} />
      ))}
      <BundleLog bundles={state.bundles} />
    </section>
  );
}

function OpenedFile({ opened, receive }: { opened: Opened; receive: ReceiveState }) {
  const { file } = opened;
  const busy = receive.running !== undefined;
  if (opened.kind === 'refused')
    return <RefusedFile file={file} error={opened.error} busy={busy} onPhrase={(phrase) => receive.open([file], phrase)} onLeave={() => receive.close(file)} />;
  const { previewed } = opened;
  return (
    <Preview
      previewed={previewed}
      busy={busy}
      onAccept={(trust) => receive.importBundle(file, previewed, trust)}
      onLeave={() => receive.discard(file, previewed)}
    />
  );
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
