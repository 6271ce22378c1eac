// Copies of this desk: made every day and before anything that might have to be taken back; looked at before they return.
import { useState } from 'react';
import type { ExchangeState } from '../../../electron/contract/exchange.ts';
import type { Outputs } from '../../../electron/contract/outputs.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { forgetAll } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { megabytes, momentText } from '../../parts/moment.ts';

export function Backups({ state }: { state: ExchangeState }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { say, refuse } = useAnnouncer();
  const { replaceState } = useSituation();
  const [facts, setFacts] = useState<Outputs['backupFacts']>();
  const [out, setOut] = useState<{ phrase: string | undefined }>();
  const now = () =>
    call('backUpNow', {}).then(({ file }) => {
      forgetAll();
      say(words('exchange.backedUp', { file }));
    }, refuse);
  const outside = async (protectedByPhrase: boolean) => {
    try {
      const phrase = protectedByPhrase ? (await call('newPassphrase', {})).passphrase : undefined;
      const done = await call('backUpOut', phrase === undefined ? {} : { passphrase: phrase });
      if (!done) return;
      setOut({ phrase });
      say(words('ui.exported', { file: done.file }), { label: words('ui.showFolder'), run: () => call('revealLast', {}) });
    } catch (error) {
      refuse(error);
    }
  };
  return (
    <section className="card exchange-stack">
      <h2>{words('exchange.tabs.backups')}</h2>
      <p className="quiet-text">{words('exchange.backupHelp')}</p>
      <div className="card-actions">
        <button type="button" className="button primary" onClick={now}>
          {words('exchange.backUpNow')}
        </button>
        <button type="button" className="button" onClick={() => outside(true)}>
          {words('exchange.backUpOut')}
        </button>
        <button type="button" className="button quiet" onClick={() => outside(false)}>
          {words('exchange.backUpOutPlain')}
        </button>
      </div>
      {out?.phrase !== undefined && (
        <p role="status">
          {words('exchange.writeDown')} <output className="phrase-text">{out.phrase}</output>
        </p>
      )}
      {state.backups.length === 0 ? (
        <p className="quiet-text">{words('exchange.noBackups')}</p>
      ) : (
        <table className="counts">
          <thead>
            <tr>
              {(['madeAt', 'reason', 'size', 'act'] as const).map((name) => (
                <th scope="col" key={name}>
                  {words(`exchange.heads.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {state.backups.map((backup) => (
              <tr key={backup.file}>
                <th scope="row">{momentText(backup.at, display)}</th>
                <td>{words(`exchange.reasons.${backup.reason}`)}</td>
                <td className="number">{megabytes(backup.bytes)}</td>
                <td>
                  <button type="button" className="link" onClick={() => call('backupFacts', { file: backup.file }).then(setFacts, refuse)}>
                    {words('exchange.restore')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {facts && (
        <DialogFrame title={words('exchange.restoreTitle')} onClose={() => setFacts(undefined)}>
          <div className="dialog-fields">
            <dl className="facts">
              <dt>{words('exchange.heads.madeAt')}</dt>
              <dd>{momentText(facts.at, display, 'long')}</dd>
              <dt>{words('exchange.lastEdit')}</dt>
              <dd>{facts.lastAt === null ? '' : momentText(facts.lastAt, display, 'long')}</dd>
              <dt>{words('exchange.contents')}</dt>
              <dd>{words('exchange.backupContents', { records: facts.records.toLocaleString(), operations: facts.operations.toLocaleString() })}</dd>
            </dl>
            <p className={facts.behind > 0 ? 'warning' : ''}>{words('exchange.behind', { count: facts.behind.toLocaleString() })}</p>
            <p className="quiet-text">{words('exchange.restoreHelp')}</p>
          </div>
          <div className="dialog-actions">
            <button type="button" className="button quiet" onClick={() => setFacts(undefined)}>
              {words('ui.cancel')}
            </button>
            <button
              type="button"
              className="button primary"
              onClick={() =>
                call('restoreBackup', { file: facts.file }).then(async (next) => {
                  setFacts(undefined);
                  await replaceState(next);
                  forgetAll();
                  say(words('exchange.restoredHere'));
                }, refuse)
              }
            >
              {words('exchange.restoreNow')}
            </button>
          </div>
        </DialogFrame>
      )}
    </section>
  );
}
