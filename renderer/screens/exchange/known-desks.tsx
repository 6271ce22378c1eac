// The desks this one knows: what they lack, when they were last heard of, whose chain is split, and who no longer takes part.
import { useState } from 'react';
import type { ExchangeState } from '../../../electron/contract/exchange.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { applyWritten, forgetAll } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { momentText } from '../../parts/moment.ts';

/** A desk that has said nothing for so long holds every export back. */
const silentMs = 60 * 86_400_000;

export function KnownDesks({ state }: { state: ExchangeState }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { refuse } = useAnnouncer();
  return (
    <div className="exchange-stack">
      <section className="card">
        <h2>{words('exchange.ownDesk')}</h2>
        <dl className="facts">
          <dt>{words('settings.deskName')}</dt>
          <dd>{state.own.name}</dd>
          <dt>{words('exchange.fingerprint')}</dt>
          <dd className="code">{state.own.fingerprint}</dd>
          <dt>{words('exchange.keys')}</dt>
          <dd>{words(`exchange.protection.${state.own.protection}`)}</dd>
        </dl>
      </section>
      {state.runningCopy && <RunningCopyNotice />}
      {state.forks.map((fork) => (
        <ForkNotice key={`${fork.desk} ${fork.at}`} fork={fork} />
      ))}
      <section className="card">
        <h2>{words('tables.desk')}</h2>
        {state.desks.length === 0 ? (
          <p className="quiet-text">{words('exchange.nobodyYet')}</p>
        ) : (
          <table className="counts desks">
            <thead>
              <tr>
                {(['desk', 'trust', 'lacking', 'heard', 'takenIn', 'use'] as const).map((name) => (
                  <th scope="col" key={name}>
                    {words(`exchange.heads.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {state.desks.map((desk) => {
                const silent = !desk.retired && desk.heardAt !== null && Date.now() - desk.heardAt > silentMs;
                const { record } = desk;
                return (
                  <tr key={desk.id}>
                    <th scope="row">
                      {desk.name} <span className="quiet-text">{desk.host}</span>
                    </th>
                    <td>{desk.trusted ? <span className="code">{desk.fingerprint}</span> : words('exchange.notTrusted')}</td>
                    <td className="number">{desk.lacks.toLocaleString()}</td>
                    <td>
                      {desk.heardAt === null ? words('exchange.never') : momentText(desk.heardAt, display)}
                      {silent && (
                        <span className="tag warn">{words('exchange.silent', { count: Math.floor((Date.now() - (desk.heardAt ?? 0)) / 86_400_000) })}</span>
                      )}
                    </td>
                    <td>{desk.takenAt === null ? words('exchange.never') : momentText(desk.takenAt, display)}</td>
                    <td>
                      {desk.retired && <span className="tag muted">{words('exchange.isRetired')}</span>}
                      {record !== null && (
                        <button
                          type="button"
                          className="link"
                          onClick={() =>
                            call('retireDesk', { record, retired: !desk.retired }).then((done) => {
                              applyWritten(done);
                              forgetAll();
                            }, refuse)
                          }
                        >
                          {words(desk.retired ? 'exchange.bringBack' : 'exchange.retire')}
                        </button>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </section>
    </div>
  );
}

function ForkNotice({ fork }: { fork: ExchangeState['forks'][number] }) {
  const words = useWords();
  const display = useDisplayPreferences();
  return (
    <section className="card warning" role="alert">
      <h2>{words('exchange.forkTitle')}</h2>
      <p>
        {words('exchange.forkedDesk', { desk: fork.name })} {momentText(fork.at, display)}
      </p>
      {fork.own && <Reregister help={words('exchange.anewHelp')} />}
    </section>
  );
}

function RunningCopyNotice() {
  const words = useWords();
  return (
    <section className="card warning" role="alert">
      <h2>{words('exchange.twinTitle')}</h2>
      <Reregister help={words('exchange.twinHelp')} />
    </section>
  );
}

/** The one way out of every copy. */
function Reregister({ help }: { help: string }) {
  const words = useWords();
  const { replaceState } = useSituation();
  const { say, refuse } = useAnnouncer();
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  return (
    <form
      className="card-actions"
      onSubmit={(event) => {
        event.preventDefault();
        if (name === '') return;
        call('reregister', { name }).then(({ state, renamed }) => {
          replaceState(state);
          say(words('exchange.registered', { name, count: renamed }));
        }, refuse);
      }}
    >
      <p className="quiet-text">{help}</p>
      <label className="inline-field">
        {words('exchange.anewName')}
        <input className="field" value={typed} maxLength={60} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <button type="submit" className="button" disabled={name === ''}>
        {words('exchange.anew')}
      </button>
    </form>
  );
}
