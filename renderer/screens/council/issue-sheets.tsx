// Issuing sheets: one for a bureau or for all, or one per bureau with its cover note, into a folder.
import { useState } from 'react';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { refresh } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Progress } from '../../parts/progress.tsx';
import { useShowFolder } from '../../parts/use-actions.ts';
import { useJob } from '../../parts/use-job.ts';
import { Choices, useChoices } from './choices.tsx';

/** Column sets that ship with the program; their files are in resources/sheets/. */
const definitions = ['progress', 'survey'] as const;

type Definition = (typeof definitions)[number];

interface IssueSheetsProps {
  readonly period: string;
  readonly onClose: () => void;
}

/** Writes the sheets of one column set. */
function useIssue({ period, onClose }: IssueSheetsProps, definition: Definition) {
  const words = useWords();
  const { say } = useAnnouncer();
  const showFolder = useShowFolder();
  const { running, run } = useJob();
  const finish = (tables: readonly string[], file: string) => {
    refresh(tables);
    say(words('ui.exported', { file }), showFolder);
    onClose();
  };
  return {
    running,
    all: () =>
      run(async (job) => {
        const done = await call('issueAll', { period, definition, job });
        if (done) finish(done.tables, `${done.folder} (${done.files})`);
      }),
    one: (bureau: string) =>
      run(async () => {
        const done = await call('issueSheet', { period, definition, ...(bureau === '' ? {} : { bureau }) });
        if (done) finish(done.tables, done.file);
      }),
  };
}

export function IssueSheets(props: IssueSheetsProps) {
  const words = useWords();
  const bureaus = useChoices('bureau', { kind: 'bureau' });
  const [definition, setDefinition] = useState<Definition>('progress');
  const [bureau, setBureau] = useState('');
  const { running, all, one } = useIssue(props, definition);
  return (
    <div className="dialog-form">
      <div className="dialog-fields">
        <fieldset className="choice-row">
          <legend className="form-label">{words('council.sheetKind')}</legend>
          {definitions.map((name) => (
            <label className="check" key={name}>
              <input type="radio" name="definition" checked={definition === name} onChange={() => setDefinition(name)} />
              {words(`council.sheets.${name}`)}
            </label>
          ))}
        </fieldset>
        <p className="quiet-text">{words('council.issueAllHelp')}</p>
        <div className="card-actions">
          <button type="button" className="button primary" disabled={running !== undefined} onClick={all}>
            <Icon name="export" />
            {words('council.issueAll')}
          </button>
          {running && <Progress done={running.done} total={running.total} label={words('exchange.writing')} />}
        </div>
        <label className="form-row">
          <span className="form-label">{words('fields.bureau')}</span>
          <select className="field" value={bureau} onChange={(event) => setBureau(event.target.value)}>
            <option value="">{words('ui.allBureaus')}</option>
            <Choices choices={bureaus} />
          </select>
        </label>
        <button type="button" className="button" disabled={running !== undefined} onClick={() => one(bureau)} title={words('ui.issueHelp')}>
          {words('ui.issueSheet')}
        </button>
      </div>
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={props.onClose}>
          {words('ui.close')}
        </button>
      </div>
    </div>
  );
}
