// What importing a file would change, shown before it is imported.
import { useState } from 'react';
import type { PreviewedBundle } from '../../../electron/contract/exchange.ts';
import { fieldLabel, tableLabel } from '../../../resources/locales/sentences.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { Icon } from '../../parts/icon.tsx';
import { megabytes, momentText } from '../../parts/moment.ts';
import { TableHead } from '../../parts/table-head.tsx';

interface PreviewProps {
  readonly previewed: PreviewedBundle;
  readonly busy: boolean;
  readonly onAccept: (trust: boolean) => void;
  readonly onLeave: () => void;
}

const msOf = (stamp: string): number => Number.parseInt(stamp.slice(0, 12), 16);

type Bundle = PreviewedBundle['preview'];
type Report = NonNullable<Bundle['report']>;

export function Preview({ previewed: { preview }, busy, onAccept, onLeave }: PreviewProps) {
  const words = useWords();
  const [compared, setCompared] = useState(false);
  const { report, trust, readiness } = preview;
  const asks = trust === 'new' || trust === 'changed';
  return (
    <article className="bundle-preview" aria-label={preview.file}>
      <p className="bundle-file">{preview.file}</p>
      <BundleFacts preview={preview} />
      <Warnings preview={preview} />
      {report && report.applied === 0 && readiness === 'ready' && <p>{words('exchange.nothingNew')}</p>}
      {report && report.tables.length > 0 && <TableCounts tables={report.tables} />}
      {report && <Findings report={report} />}
      {asks && <TrustQuestion preview={preview} compared={compared} onCompared={setCompared} />}
      <p className="quiet-text">{words('exchange.allOrNothing')}</p>
      <div className="card-actions">
        <button
          type="button"
          className="button primary"
          disabled={busy || (asks && !compared) || readiness === 'known'}
          onClick={() => onAccept(asks && compared)}
        >
          <Icon name="check" />
          {words(readiness === 'ready' ? 'exchange.accept' : readiness === 'known' ? 'exchange.readiness.known' : 'exchange.keep')}
        </button>
        <button type="button" className="button quiet" onClick={() => window.print()}>
          {words('exchange.print')}
        </button>
        <button type="button" className="button quiet" onClick={onLeave}>
          {words('exchange.leave')}
        </button>
      </div>
    </article>
  );
}

function BundleFacts({ preview }: { preview: Bundle }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { from, report, readiness } = preview;
  return (
    <dl className="facts">
      <dt>{words('exchange.from')}</dt>
      <dd>
        {from.name} ({from.author}) {from.host !== '' && <span className="quiet-text">{from.host}</span>}
      </dd>
      <dt>{words('exchange.made')}</dt>
      <dd>{momentText(msOf(preview.created), display)}</dd>
      <dt>{words('exchange.lastFrom')}</dt>
      <dd>{preview.lastFrom === null ? words('exchange.never') : momentText(preview.lastFrom, display)}</dd>
      <dt>{words('exchange.contents')}</dt>
      <dd>
        {words('exchange.operations', { count: preview.operations.toLocaleString() })}
        {preview.blobs.count > 0 && ` · ${words('exchange.files', { count: preview.blobs.count, size: megabytes(preview.blobs.bytes) })}`}
      </dd>
      <dt>{words('exchange.prerequisite')}</dt>
      <dd>
        {readiness === 'waiting'
          ? words('exchange.waitsFor', { desks: preview.missing.map(({ name }) => name || '?').join('、') })
          : words(`exchange.readiness.${readiness}`)}
      </dd>
      <dt>{words('exchange.schema')}</dt>
      <dd>
        {words(`exchange.schemas.${preview.schema}`)}
        {report && report.kept > 0 && ` · ${words('exchange.kept', { count: report.kept })}`}
      </dd>
    </dl>
  );
}

function Warnings({ preview: { forked, from, report } }: { preview: Bundle }) {
  const words = useWords();
  return (
    <>
      {forked && <p className="warning">{words('exchange.forkedDesk', { desk: from.name })}</p>}
      {report?.clocks.map((doubt) => (
        <p className="warning" key={`${doubt.ahead} ${doubt.behind}`}>
          {words('exchange.clock', { span: spanText(words, doubt.byMs) })}
        </p>
      ))}
    </>
  );
}

const changeKinds = ['created', 'changed', 'deleted', 'restored'] as const;

function TableCounts({ tables }: { tables: Report['tables'] }) {
  const words = useWords();
  return (
    <table className="counts">
      <TableHead texts={[words('exchange.table'), ...changeKinds.map((kind) => words(`change.${kind}`))]} />
      <tbody>
        {tables.map((one) => (
          <tr key={one.table}>
            <th scope="row">{tableLabel(words, one.table)}</th>
            {changeKinds.map((kind) => (
              <td key={kind}>{one[kind] > 0 ? one[kind].toLocaleString() : ''}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How many conflicting places and how many authors are named. */
const namedConflicts = 6;
const namedAuthors = 8;

function Findings({ report }: { report: Report }) {
  const words = useWords();
  const placeOf = ({ table, register }: Report['conflicts'][number]) =>
    `${tableLabel(words, table)} ${register === 'deleted' ? words('change.deleted') : fieldLabel(words, table, register)}`;
  const places = [...new Set(report.conflicts.map(placeOf))].slice(0, namedConflicts);
  const authors = report.authors.slice(0, namedAuthors).map((one) => `${one.author} ${one.operations}`);
  return (
    <ul className="findings">
      <li className={report.conflictCount > 0 ? 'bad' : ''}>
        {words('exchange.wouldConflict', { count: report.conflictCount })}
        {places.length > 0 && <span className="quiet-text"> {places.join('、')}</span>}
      </li>
      {report.noticeCount > 0 && <li>{words('exchange.bothEdited', { count: report.noticeCount })}</li>}
      {report.issues.length > 0 && <li className="bad">{words('exchange.wouldBreak', { count: report.issues.length })}</li>}
      {report.otherKey.map(({ desk, name }) => (
        <li key={desk} className="bad">
          {words('exchange.otherKey', { desk: name })}
        </li>
      ))}
      {report.erasures.map(({ author, deskName, at, reason, operations }) => (
        <li key={`${at} ${author}`} className="bad">
          {words('exchange.erases', { author, desk: deskName, count: operations, reason })}
        </li>
      ))}
      {report.unprovenRemainders > 0 && <li className="bad">{words('exchange.unprovenRemainders', { count: report.unprovenRemainders })}</li>}
      {report.putRight > 0 && <li>{words('exchange.putRight', { count: report.putRight })}</li>}
      {report.unproven.length > 0 && <li>{words('exchange.unproven', { count: report.unproven.length })}</li>}
      {authors.length > 0 && <li className="quiet-text">{authors.join('、')}</li>}
    </ul>
  );
}

interface TrustQuestionProps {
  readonly preview: Bundle;
  readonly compared: boolean;
  readonly onCompared: (compared: boolean) => void;
}

function TrustQuestion({ preview: { trust, from }, compared, onCompared }: TrustQuestionProps) {
  const words = useWords();
  return (
    <div className={`trust-question ${trust}`}>
      <p>{words(trust === 'new' ? 'exchange.trustNew' : 'exchange.trustChanged', { desk: from.name })}</p>
      <output className="fingerprint">{from.fingerprint}</output>
      <label className="check">
        <input type="checkbox" checked={compared} onChange={(event) => onCompared(event.target.checked)} />
        {words('exchange.compared')}
      </label>
    </div>
  );
}

function spanText(words: ReturnType<typeof useWords>, ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return words('exchange.minutes', { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? words('exchange.hours', { count: hours }) : words('exchange.days', { count: Math.round(hours / 24).toLocaleString() });
}
