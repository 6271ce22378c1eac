// Sheets back: files or a folder are read, every change is shown by bureau and measure, and what is ticked is taken at once.
import { useState } from 'react';
import type { Outputs } from '../../../electron/contract/outputs.ts';
import type { CellChange } from '../../../electron/contract/records.ts';
import { errorSentence, fieldLabel, valueLabel } from '../../../resources/locales/sentences.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { applyWritten, forgetAll } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { Progress } from '../../parts/progress.tsx';
import { TextDifference } from '../../parts/text-difference.tsx';
import { useJob } from '../../parts/use-job.ts';

type Choice = 'take' | 'keep' | 'later';

export function ReturnedReview({ period, onClose }: { period: string; onClose: () => void }) {
  const words = useWords();
  const { say } = useAnnouncer();
  const { running, run } = useJob();
  const [review, setReview] = useState<Outputs['readReturned']>();
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [additions, setAdditions] = useState<Readonly<Record<string, 'note' | 'measure' | 'ignore'>>>({});
  const read = (paths: readonly string[]) =>
    run(async (job) => {
      if (paths.length === 0) return;
      const next = await call('readReturned', { paths: [...paths], period, job });
      setReview(next);
      setChoices({});
      setAdditions({});
    });
  const choose = (folder: boolean) => run(async () => (await call('chooseReturned', { folder })).paths).then((paths) => paths && read(paths));
  const choiceOf = (change: CellChange): Choice => choices[`${change.key} ${change.theirs}`] ?? (change.ticked ? 'take' : 'keep');
  const take = () =>
    run(async () => {
      if (!review) return;
      const of = (choice: Choice) => [...new Set(review.changes.filter((change) => choiceOf(change) === choice).map((change) => change.key))];
      applyWritten(await call('applyReturned', { take: of('take'), later: of('later'), additions }));
      forgetAll();
      say(words('council.taken', { count: of('take').length, conflicts: of('keep').length + of('later').length }), {
        label: words('ui.undo'),
        run: () => call('undo', {}).then(applyWritten),
      });
      onClose();
    });
  const bureaus = [...new Set(review?.changes.map((change) => change.bureau) ?? [])];
  const taken = review?.changes.filter((change) => choiceOf(change) === 'take').length ?? 0;
  return (
    <section
      className="dialog-form"
      aria-label={words('council.titles.returned')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        read([...event.dataTransfer.files].map((file) => window.desk.pathOf(file)).filter((path) => path !== ''));
      }}
    >
      <div className="dialog-fields">
        <p className="quiet-text">{words('council.returnedHelp')}</p>
        <div className="card-actions">
          <button type="button" className="button primary" disabled={running !== undefined} onClick={() => choose(false)}>
            {words('exchange.choose')}
          </button>
          <button type="button" className="button" disabled={running !== undefined} onClick={() => choose(true)}>
            {words('council.chooseFolder')}
          </button>
          {running && <Progress done={running.done} total={running.total} label={words('exchange.reading')} />}
        </div>
        {review?.files.map((file) => (
          <FileLine key={file.file} file={file} additions={additions} onAddition={(key, choice) => setAdditions((now) => ({ ...now, [key]: choice }))} />
        ))}
        {review && review.changes.length === 0 && review.files.some((file) => !file.refused) && <p>{words('council.nothingChanged')}</p>}
        {bureaus.map((bureau) => {
          const own = review?.changes.filter((change) => change.bureau === bureau) ?? [];
          const all = (choice: Choice) =>
            setChoices((now) => ({ ...now, ...Object.fromEntries(own.map((change) => [`${change.key} ${change.theirs}`, choice])) }));
          return (
            <section key={bureau} className="returned-bureau">
              <h3>
                {bureau} <span className="count">{own.length}</span>
                <button type="button" className="link" onClick={() => all('take')}>
                  {words('council.takeAll')}
                </button>
                <button type="button" className="link" onClick={() => all('keep')}>
                  {words('council.keepAll')}
                </button>
              </h3>
              <table className="counts returned">
                <thead>
                  <tr>
                    <th scope="col">{words('tables.measure')}</th>
                    <th scope="col">{words('council.column')}</th>
                    <th scope="col">{words('council.sent')}</th>
                    <th scope="col">{words('council.here')}</th>
                    <th scope="col">{words('council.returned')}</th>
                    <th scope="col">{words('council.decision')}</th>
                  </tr>
                </thead>
                <tbody>
                  {own.map((change) => (
                    <ChangeLine
                      key={`${change.key} ${change.theirs}`}
                      change={change}
                      choice={choiceOf(change)}
                      onChoice={(choice) => setChoices((now) => ({ ...now, [`${change.key} ${change.theirs}`]: choice }))}
                    />
                  ))}
                </tbody>
              </table>
            </section>
          );
        })}
      </div>
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={onClose}>
          {words('ui.cancel')}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={!review || running !== undefined || review.files.every((file) => file.refused || file.known)}
          onClick={take}
        >
          {words('council.takeNow', { count: taken })}
        </button>
      </div>
    </section>
  );
}

function ChangeLine({ change, choice, onChoice }: { change: CellChange; choice: Choice; onChoice: (choice: Choice) => void }) {
  const words = useWords();
  const show = (text: string) =>
    text === '' ? <span className="quiet-text">{words('ui.empty_value')}</span> : change.column === 'status' ? valueLabel(words, 'progressStatus', text) : text;
  const name = `${change.number} ${change.measure} ${fieldLabel(words, 'progress', change.column)}`;
  return (
    <tr className={change.verdict}>
      <th scope="row">
        {change.number} {change.measure}
      </th>
      <td>{fieldLabel(words, 'progress', change.column)}</td>
      <td>{show(change.base)}</td>
      <td>{change.ours === change.base ? <span className="quiet-text">{words('council.asSent')}</span> : show(change.ours)}</td>
      <td>{change.column !== 'status' && change.theirs !== '' ? <TextDifference from={change.base} to={change.theirs} /> : show(change.theirs)}</td>
      <td>
        <span className={`tag ${{ take: 'good', conflict: 'bad', cleared: 'warn', ambiguous: 'warn' }[change.verdict]}`}>
          {words(`council.verdicts.${change.verdict}`)}
        </span>
        <select className="field" aria-label={name} value={choice} onChange={(event) => onChoice(event.target.value as Choice)}>
          <option value="take">{words('council.choose.take')}</option>
          <option value="keep">{words('council.choose.keep')}</option>
          {change.verdict === 'conflict' && <option value="later">{words('council.choose.later')}</option>}
        </select>
      </td>
    </tr>
  );
}

function FileLine({
  file,
  additions,
  onAddition,
}: {
  file: Outputs['readReturned']['files'][number];
  additions: Readonly<Record<string, 'note' | 'measure' | 'ignore'>>;
  onAddition: (key: string, choice: 'note' | 'measure' | 'ignore') => void;
}) {
  const words = useWords();
  const display = useDisplayPreferences();
  return (
    <div className="returned-file">
      <p>
        <strong>{file.file}</strong> {file.bureau} {file.refused ? '' : words('ui.rowsOf', { total: file.rows })}
        {file.known && <span className="tag muted">{words('exchange.readiness.known')}</span>}
      </p>
      {file.otherPeriod && <p className="warning">{words('council.otherPeriod', { period: file.period })}</p>}
      {file.refused && <p className="warning">{errorSentence(words, display, file.refused)}</p>}
      {file.notices.length > 0 && (
        <ul className="findings quiet-text">
          {file.notices.slice(0, 30).map((notice, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: notices have no name of their own and never move
            <li key={`${notice.code}-${at}`}>{words(`council.notices.${notice.code}`, { text: notice.text })}</li>
          ))}
        </ul>
      )}
      {file.added.map((one) => (
        <p key={one.key} className="card-actions">
          {words('council.addedRow', { text: [one.measure, one.text].filter((text) => text !== '').join(' / ') })}
          <select
            className="field"
            aria-label={one.measure || one.text}
            value={additions[one.key] ?? 'ignore'}
            onChange={(event) => onAddition(one.key, event.target.value as 'note' | 'measure' | 'ignore')}
          >
            {(['ignore', 'note', 'measure'] as const).map((choice) => (
              <option key={choice} value={choice}>
                {words(`council.additions.${choice}`)}
              </option>
            ))}
          </select>
        </p>
      ))}
    </div>
  );
}
