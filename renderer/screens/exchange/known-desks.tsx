// The desks this one knows: what they lack, when they last sent something, which were copied, and which are retired.
import { useState } from 'react';
import type { ExchangeState } from '../../../electron/contract/exchange.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { applyWritten, forgetAll } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { momentText } from '../../parts/moment.ts';
import { TableHead } from '../../parts/table-head.tsx';

/** A desk from which nothing came for so long makes every export larger than it needs to be. */
const dayMs = 86_400_000;
const silentMs = 60 * dayMs;

export function KnownDesks({ state }: { state: ExchangeState }) {
  const words = useWords();
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
        {state.desks.length === 0 ? <p className="quiet-text">{words('exchange.nobodyYet')}</p> : <DeskTable desks={state.desks} />}
      </section>
    </div>
  );
}

type Desk = ExchangeState['desks'][number];

function DeskTable({ desks }: { desks: readonly Desk[] }) {
  const words = useWords();
  return (
    <table className="counts desks">
      <TableHead texts={(['desk', 'trust', 'lacking', 'heard', 'takenIn', 'use'] as const).map((name) => words(`exchange.heads.${name}`))} />
      <tbody>
        {desks.map((desk) => (
          <DeskLine key={desk.id} desk={desk} />
        ))}
      </tbody>
    </table>
  );
}

function DeskLine({ desk }: { desk: Desk }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { refuse } = useAnnouncer();
  const { record } = desk;
  const silentFor = desk.retired || desk.heardAt === null ? 0 : Date.now() - desk.heardAt;
  const retire = (id: string) =>
    call('retireDesk', { record: id, retired: !desk.retired }).then((done) => {
      applyWritten(done);
      forgetAll();
    }, refuse);
  return (
    <tr>
      <th scope="row">
        {desk.name} <span className="quiet-text">{desk.host}</span>
      </th>
      <td>{desk.trusted ? <span className="code">{desk.fingerprint}</span> : words('exchange.notTrusted')}</td>
      <td className="number">{desk.lacks.toLocaleString()}</td>
      <td>
        {desk.heardAt === null ? words('exchange.never') : momentText(desk.heardAt, display)}
        {silentFor > silentMs && <span className="tag warn">{words('exchange.silent', { count: Math.floor(silentFor / dayMs) })}</span>}
      </td>
      <td>{desk.takenAt === null ? words('exchange.never') : momentText(desk.takenAt, display)}</td>
      <td>
        {desk.retired && <span className="tag muted">{words('exchange.isRetired')}</span>}
        {record !== null && (
          <button type="button" className="link" onClick={() => retire(record)}>
            {words(desk.retired ? 'exchange.bringBack' : 'exchange.retire')}
          </button>
        )}
      </td>
    </tr>
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
      {fork.own && <Reregister help={words('exchange.reregisterHelp')} />}
    </section>
  );
}

function RunningCopyNotice() {
  const words = useWords();
  return (
    <section className="card warning" role="alert">
      <h2>{words('exchange.runningCopyTitle')}</h2>
      <Reregister help={words('exchange.runningCopyHelp')} />
    </section>
  );
}

/** A copied desk can go on only under another registration. */
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
          replaceState(state).catch(refuse);
          say(words('exchange.registered', { name, count: renamed }));
        }, refuse);
      }}
    >
      <p className="quiet-text">{help}</p>
      <label className="inline-field">
        {words('exchange.reregisterName')}
        <input className="field" value={typed} maxLength={60} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <button type="submit" className="button" disabled={name === ''}>
        {words('exchange.reregister')}
      </button>
    </form>
  );
}
