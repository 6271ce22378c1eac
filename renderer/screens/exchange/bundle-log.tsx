// What has been exchanged so far, and what can still be done with it.
import type { ExchangeState } from '../../../electron/contract/exchange.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { forgetAll } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { momentText } from '../../parts/moment.ts';

type Bundle = ExchangeState['bundles'][number];

const tones = { applied: 'good', written: 'info', waiting: 'warn', withdrawn: 'muted' } as const;

export function BundleLog({ bundles }: { bundles: readonly Bundle[] }) {
  const words = useWords();
  return (
    <>
      <h3>{words('exchange.log')}</h3>
      {bundles.length === 0 && <p className="quiet-text">{words('exchange.nothingYet')}</p>}
      <ul className="bundle-list">
        {bundles.map((bundle) => (
          <BundleLine key={bundle.seq} bundle={bundle} />
        ))}
      </ul>
    </>
  );
}

function BundleLine({ bundle }: { bundle: Bundle }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { say, refuse } = useAnnouncer();
  const withdraw = () =>
    call('withdrawBundle', { bundle: bundle.id }).then(() => {
      forgetAll();
      say(words('exchange.withdrawn'));
    }, refuse);
  return (
    <li>
      <span className={`tag ${tones[bundle.status]}`}>{words(`exchange.status.${bundle.status}`)}</span>
      <span className="bundle-name">
        {bundle.direction === 'in' ? bundle.deskName : `→ ${bundle.deskName || words('exchange.locks.passphrase')}`}
        <span className="quiet-text"> {bundle.fileName}</span>
      </span>
      <time className="quiet-text">{momentText(bundle.at, display)}</time>
      {bundle.withdrawable && (
        <button type="button" className="link" onClick={withdraw}>
          {words('exchange.withdraw')}
        </button>
      )}
      {bundle.status === 'waiting' && <WaitingBundle bundle={bundle} />}
    </li>
  );
}

function WaitingBundle({ bundle }: { bundle: Bundle }) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const salvage = () =>
    call('salvageBundle', { bundle: bundle.id }).then(({ records }) => {
      forgetAll();
      say(words('exchange.salvaged', { count: records }));
    }, refuse);
  return (
    <>
      <span className="quiet-text bundle-waits">{waitsText(words, bundle.report)}</span>
      <button type="button" className="link" title={words('exchange.salvageHelp')} onClick={salvage}>
        {words('exchange.salvage')}
      </button>
    </>
  );
}

function waitsText(words: ReturnType<typeof useWords>, report: unknown): string {
  const missing =
    typeof report === 'object' && report !== null && 'missing' in report && Array.isArray(report.missing) ? (report.missing as { name: string }[]) : [];
  return missing.length > 0 ? words('exchange.waitsFor', { desks: missing.map(({ name }) => name || '?').join('、') }) : words('exchange.readiness.app');
}
