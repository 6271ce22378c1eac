// Returned sheets: files or a folder are read, every change is shown by bureau and measure, and what is chosen is applied at once.
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
import { TableHead } from '../../parts/table-head.tsx';
import { TextDifference } from '../../parts/text-difference.tsx';
import { useUndo } from '../../parts/use-actions.ts';
import { useJob } from '../../parts/use-job.ts';

type Choice = 'take' | 'keep' | 'later';
type Addition = 'note' | 'measure' | 'ignore';
type Review = Outputs['readReturned'];

/** Names a change among the choices: another value of the same cell is another question. */
const choiceKey = ({ key, theirs }: CellChange): string => `${key} ${theirs}`;

/** The sheets that were read, and what is chosen for each of their changes. */
function useReview(period: string, onClose: () => void) {
  const words = useWords();
  const { say } = useAnnouncer();
  const undo = useUndo();
  const { running, run } = useJob();
  const [review, setReview] = useState<Review>();
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [additions, setAdditions] = useState<Readonly<Record<string, Addition>>>({});
  const changes = review?.changes ?? [];
  const choiceOf = (change: CellChange): Choice => choices[choiceKey(change)] ?? (change.ticked ? 'take' : 'keep');
  const chosenAs = (choice: Choice) => changes.filter((change) => choiceOf(change) === choice);
  const keysOf = (choice: Choice) => [...new Set(chosenAs(choice).map((change) => change.key))];
  const read = (paths: readonly string[]) =>
    run(async (job) => {
      if (paths.length === 0) return;
      setReview(await call('readReturned', { paths: [...paths], period, job }));
      setChoices({});
      setAdditions({});
    });
  return {
    running,
    review,
    changes,
    additions,
    read,
    choiceOf,
    taken: chosenAs('take').length,
    chooseFiles: (folder: boolean) => run(async () => (await call('chooseReturned', { folder })).paths).then((paths) => paths && read(paths)),
    choose: (some: readonly CellChange[], choice: Choice) =>
      setChoices((now) => ({ ...now, ...Object.fromEntries(some.map((change) => [choiceKey(change), choice])) })),
    add: (key: string, addition: Addition) => setAdditions((now) => ({ ...now, [key]: addition })),
    apply: () =>
      run(async () => {
        const [take, keep, later] = [keysOf('take'), keysOf('keep'), keysOf('later')];
        applyWritten(await call('applyReturned', { take, later, additions }));
        forgetAll();
        say(words('council.taken', { count: take.length, conflicts: keep.length + later.length }), undo);
        onClose();
      }),
  };
}

type ReviewState = ReturnType<typeof useReview>;

export function ReturnedReview({ period, onClose }: { period: string; onClose: () => void }) {
  const words = useWords();
  const state = useReview(period, onClose);
  const { running, review, changes } = state;
  const bureaus = [...new Set(changes.map((change) => change.bureau))];
  const hasNew = review?.files.some((file) => !file.refused && !file.known) ?? false;
  return (
    <section
      className="dialog-form"
      aria-label={words('council.titles.returned')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        state.read([...event.dataTransfer.files].map((file) => window.desk.pathOf(file)).filter((path) => path !== ''));
      }}
    >
      <div className="dialog-fields">
        <p className="quiet-text">{words('council.returnedHelp')}</p>
        <div className="card-actions">
          <button type="button" className="button primary" disabled={running !== undefined} onClick={() => state.chooseFiles(false)}>
            {words('exchange.choose')}
          </button>
          <button type="button" className="button" disabled={running !== undefined} onClick={() => state.chooseFiles(true)}>
            {words('council.chooseFolder')}
          </button>
          {running && <Progress done={running.done} total={running.total} label={words('exchange.reading')} />}
        </div>
        {review?.files.map((file) => (
          <FileLine key={file.file} file={file} additions={state.additions} onAddition={state.add} />
        ))}
        {review && changes.length === 0 && review.files.some((file) => !file.refused) && <p>{words('council.nothingChanged')}</p>}
        {bureaus.map((bureau) => (
          <BureauChanges key={bureau} state={state} bureau={bureau} />
        ))}
      </div>
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={onClose}>
          {words('ui.cancel')}
        </button>
        <button type="button" className="button primary" disabled={running !== undefined || !hasNew} onClick={state.apply}>
          {words('council.takeNow', { count: state.taken })}
        </button>
      </div>
    </section>
  );
}

function BureauChanges({ state: { changes, choose, choiceOf }, bureau }: { state: ReviewState; bureau: string }) {
  const words = useWords();
  const own = changes.filter((change) => change.bureau === bureau);
  return (
    <section className="returned-bureau">
      <h3>
        {bureau} <span className="count">{own.length}</span>
        <button type="button" className="link" onClick={() => choose(own, 'take')}>
          {words('council.takeAll')}
        </button>
        <button type="button" className="link" onClick={() => choose(own, 'keep')}>
          {words('council.keepAll')}
        </button>
      </h3>
      <table className="counts returned">
        <TableHead
          texts={[words('tables.measure'), ...(['column', 'sent', 'here', 'returned', 'decision'] as const).map((name) => words(`council.${name}`))]}
        />
        <tbody>
          {own.map((change) => (
            <ChangeLine key={choiceKey(change)} change={change} choice={choiceOf(change)} onChoice={(choice) => choose([change], choice)} />
          ))}
        </tbody>
      </table>
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

interface FileLineProps {
  readonly file: Review['files'][number];
  readonly additions: Readonly<Record<string, Addition>>;
  readonly onAddition: (key: string, addition: Addition) => void;
}

function FileLine({ file, additions, onAddition }: FileLineProps) {
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
            onChange={(event) => onAddition(one.key, event.target.value as Addition)}
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
