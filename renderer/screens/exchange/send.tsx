// Sending: for whom, how it is locked, where the file is now and how to label the stick.
import { useState } from 'react';
import type { ExchangeState, Sent } from '../../../electron/contract/exchange.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { refresh } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { Icon } from '../../parts/icon.tsx';
import { megabytes, momentText } from '../../parts/moment.ts';
import { Progress } from '../../parts/progress.tsx';
import { useShowFolder } from '../../parts/use-actions.ts';
import { useJob } from '../../parts/use-job.ts';

type Lock = 'keys' | 'passphrase';
type Desk = ExchangeState['desks'][number];

/** For whom a bundle is written, how it is locked, and writing it. */
function useSend(state: ExchangeState) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const showFolder = useShowFolder();
  const { running, run } = useJob();
  const inUse = state.desks.filter((desk) => !desk.retired);
  const trusted = inUse.filter((desk) => desk.trusted);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [full, setFull] = useState(false);
  const [wantedLock, setLock] = useState<Lock>();
  const lock = wantedLock ?? (trusted.length > 0 ? 'keys' : 'passphrase');
  const [phrase, setPhrase] = useState<string>();
  const [sent, setSent] = useState<Sent>();
  const chosen = (lock === 'keys' ? trusted : inUse).filter((desk) => !leftOut.has(desk.id));
  const send = () =>
    run(async (job) => {
      const passphrase = lock === 'passphrase' ? (phrase ?? (await call('newPassphrase', {})).passphrase) : undefined;
      if (passphrase !== undefined) setPhrase(passphrase);
      const desks = chosen.map((desk) => desk.id);
      const done = await call('sendBundle', { full, job, desks, ...(passphrase === undefined ? {} : { passphrase }) });
      if (!done) return;
      setSent(done);
      refresh(['desk']);
      say(words('ui.exported', { file: done.file }), showFolder);
    });
  return {
    running,
    inUse,
    hasTrusted: trusted.length > 0,
    chosen,
    choose: (desk: Desk, isChosen: boolean) => {
      const next = new Set(leftOut);
      if (isChosen) next.delete(desk.id);
      else next.add(desk.id);
      setLeftOut(next);
    },
    full,
    setFull,
    lock,
    setLock,
    phrase,
    newPhrase: () => call('newPassphrase', {}).then(({ passphrase }) => setPhrase(passphrase), refuse),
    sent,
    send,
  };
}

interface SendPartProps {
  readonly send: ReturnType<typeof useSend>;
}

export function Send({ state }: { state: ExchangeState }) {
  const words = useWords();
  const send = useSend(state);
  const { running, sent, lock } = send;
  return (
    <section className="card exchange-card" aria-label={words('exchange.send')}>
      <h2>
        <Icon name="export" />
        {words('exchange.send')}
      </h2>
      <p className="quiet-text">{words('exchange.sendHelp')}</p>
      <LockChoice send={send} />
      <DeskChoice send={send} />
      <label className="check">
        <input type="checkbox" checked={send.full} onChange={(event) => send.setFull(event.target.checked)} />
        {words('exchange.full')}
      </label>
      <div className="card-actions">
        <button type="button" className="button primary" disabled={running !== undefined || (lock === 'keys' && send.chosen.length === 0)} onClick={send.send}>
          {words('exchange.sendNow')}
        </button>
        {running && <Progress done={running.done} total={running.total} label={words('exchange.writing')} />}
      </div>
      {sent && <Label sent={sent} name={state.own.name} />}
    </section>
  );
}

function LockChoice({ send: { lock, setLock, hasTrusted, phrase, newPhrase } }: SendPartProps) {
  const words = useWords();
  return (
    <>
      <fieldset className="choice-row">
        <legend className="form-label">{words('exchange.lock')}</legend>
        {(['keys', 'passphrase'] as const).map((one) => (
          <label className="check" key={one}>
            <input type="radio" name="lock" checked={lock === one} disabled={one === 'keys' && !hasTrusted} onChange={() => setLock(one)} />
            {words(`exchange.locks.${one}`)}
          </label>
        ))}
      </fieldset>
      {lock === 'passphrase' && (
        <div className="phrase">
          <p className="quiet-text">{words('exchange.phraseHelp')}</p>
          {phrase === undefined ? (
            <button type="button" className="button" onClick={newPhrase}>
              {words('exchange.makePhrase')}
            </button>
          ) : (
            <output className="phrase-text">{phrase}</output>
          )}
        </div>
      )}
    </>
  );
}

function DeskChoice({ send: { inUse, chosen, choose, lock } }: SendPartProps) {
  const words = useWords();
  return (
    <fieldset className="desk-choices">
      <legend className="form-label">{words('exchange.forWhom')}</legend>
      {inUse.length === 0 && <p className="quiet-text">{words('exchange.nobodyYet')}</p>}
      {inUse.map((desk) => (
        <label className="check" key={desk.id}>
          <input
            type="checkbox"
            checked={chosen.includes(desk)}
            disabled={lock === 'keys' && !desk.trusted}
            onChange={(event) => choose(desk, event.target.checked)}
          />
          {desk.name}
          <span className="quiet-text">{lock === 'keys' && !desk.trusted ? words('exchange.notTrusted') : words('exchange.lacks', { count: desk.lacks })}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What to write on the stick. The passphrase never: a finder of the stick would have both. */
function Label({ sent, name }: { sent: Sent; name: string }) {
  const words = useWords();
  const display = useDisplayPreferences();
  return (
    <div className="stick-label" role="status" aria-label={words('exchange.label')}>
      <h3>{words('exchange.label')}</h3>
      <dl className="facts">
        <dt>{words('exchange.from')}</dt>
        <dd>{name}</dd>
        {sent.to.length > 0 && (
          <>
            <dt>{words('exchange.forWhom')}</dt>
            <dd>{sent.to.join('、')}</dd>
          </>
        )}
        <dt>{words('exchange.made')}</dt>
        <dd>{momentText(Date.now(), display)}</dd>
        <dt>{words('exchange.code')}</dt>
        <dd className="code">{sent.code}</dd>
        <dt>{words('exchange.contents')}</dt>
        <dd>{words('exchange.contentsText', { count: sent.operations.toLocaleString(), size: megabytes(sent.bytes) })}</dd>
      </dl>
    </div>
  );
}
