// Copies of this desk: made every day and before risky operations; inspected before one is restored.
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
import { TableHead } from '../../parts/table-head.tsx';
import { useShowFolder } from '../../parts/use-actions.ts';

type Facts = Outputs['backupFacts'];

export function Backups({ state }: { state: ExchangeState }) {
  const words = useWords();
  const [facts, setFacts] = useState<Facts>();
  return (
    <section className="card exchange-stack">
      <h2>{words('exchange.tabs.backups')}</h2>
      <p className="quiet-text">{words('exchange.backupHelp')}</p>
      <MakeBackup />
      <BackupTable backups={state.backups} onFacts={setFacts} />
      {facts && <RestoreDialog facts={facts} onClose={() => setFacts(undefined)} />}
    </section>
  );
}

function MakeBackup() {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const showFolder = useShowFolder();
  const [phrase, setPhrase] = useState<string>();
  const backUpNow = () =>
    call('backUpNow', {}).then(({ file }) => {
      forgetAll();
      say(words('exchange.backedUp', { file }));
    }, refuse);
  const backUpOut = async (isProtected: boolean) => {
    try {
      const passphrase = isProtected ? (await call('newPassphrase', {})).passphrase : undefined;
      const done = await call('backUpOut', passphrase === undefined ? {} : { passphrase });
      if (!done) return;
      setPhrase(passphrase);
      say(words('ui.exported', { file: done.file }), showFolder);
    } catch (error) {
      refuse(error);
    }
  };
  return (
    <>
      <div className="card-actions">
        <button type="button" className="button primary" onClick={backUpNow}>
          {words('exchange.backUpNow')}
        </button>
        <button type="button" className="button" onClick={() => backUpOut(true)}>
          {words('exchange.backUpOut')}
        </button>
        <button type="button" className="button quiet" onClick={() => backUpOut(false)}>
          {words('exchange.backUpOutPlain')}
        </button>
      </div>
      {phrase !== undefined && (
        <p role="status">
          {words('exchange.writeDown')} <output className="phrase-text">{phrase}</output>
        </p>
      )}
    </>
  );
}

function BackupTable({ backups, onFacts }: { backups: ExchangeState['backups']; onFacts: (facts: Facts) => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { refuse } = useAnnouncer();
  if (backups.length === 0) return <p className="quiet-text">{words('exchange.noBackups')}</p>;
  return (
    <table className="counts">
      <TableHead texts={(['madeAt', 'reason', 'size', 'act'] as const).map((name) => words(`exchange.heads.${name}`))} />
      <tbody>
        {backups.map((backup) => (
          <tr key={backup.file}>
            <th scope="row">{momentText(backup.at, display)}</th>
            <td>{words(`exchange.reasons.${backup.reason}`)}</td>
            <td className="number">{megabytes(backup.bytes)}</td>
            <td>
              <button type="button" className="link" onClick={() => call('backupFacts', { file: backup.file }).then(onFacts, refuse)}>
                {words('exchange.restore')}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RestoreDialog({ facts, onClose }: { facts: Facts; onClose: () => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { say, refuse } = useAnnouncer();
  const { replaceState } = useSituation();
  const restore = async () => {
    try {
      const next = await call('restoreBackup', { file: facts.file });
      onClose();
      await replaceState(next);
      forgetAll();
      say(words('exchange.restoredHere'));
    } catch (error) {
      refuse(error);
    }
  };
  return (
    <DialogFrame title={words('exchange.restoreTitle')} onClose={onClose}>
      <div className="dialog-fields">
        <dl className="facts">
          <dt>{words('exchange.heads.madeAt')}</dt>
          <dd>{momentText(facts.at, display)}</dd>
          <dt>{words('exchange.lastEdit')}</dt>
          <dd>{facts.lastAt === null ? '' : momentText(facts.lastAt, display)}</dd>
          <dt>{words('exchange.contents')}</dt>
          <dd>{words('exchange.backupContents', { records: facts.records.toLocaleString(), operations: facts.operations.toLocaleString() })}</dd>
        </dl>
        <p className={facts.behind > 0 ? 'warning' : ''}>{words('exchange.behind', { count: facts.behind.toLocaleString() })}</p>
        <p className="quiet-text">{words('exchange.restoreHelp')}</p>
      </div>
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={onClose}>
          {words('ui.cancel')}
        </button>
        <button type="button" className="button primary" onClick={restore}>
          {words('exchange.restoreNow')}
        </button>
      </div>
    </DialogFrame>
  );
}
