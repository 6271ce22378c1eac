// Sheets out: one for a bureau or for all, or every bureau's at once with its cover note into a folder.
import { useState } from 'react';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { refresh } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Progress } from '../../parts/progress.tsx';
import { useJob } from '../../parts/use-job.ts';
import { useChoices } from './choices.ts';

/** Column sets that ship with the program; their files are in resources/sheets/. */
const definitions = ['progress', 'survey'] as const;

export function IssueSheets({ period, onClose }: { period: string; onClose: () => void }) {
  const words = useWords();
  const { say } = useAnnouncer();
  const { running, run } = useJob();
  const bureaus = useChoices('bureau', { kind: 'bureau' });
  const [definition, setDefinition] = useState<(typeof definitions)[number]>('progress');
  const [bureau, setBureau] = useState('');
  const shown = (file: string) => say(words('ui.exported', { file }), { label: words('ui.showFolder'), run: () => call('revealLast', {}) });
  const all = () =>
    run(async (job) => {
      const done = await call('issueAll', { period, definition, job });
      if (!done) return;
      refresh(done.tables);
      shown(`${done.folder} (${done.files})`);
      onClose();
    });
  const one = () =>
    run(async () => {
      const done = await call('issueSheet', { period, definition, ...(bureau === '' ? {} : { bureau }) });
      if (!done) return;
      refresh(done.tables);
      shown(done.file);
      onClose();
    });
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
            {bureaus.map((row) => (
              <option key={row.id} value={row.id}>
                {row.name}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="button" disabled={running !== undefined} onClick={one} title={words('ui.issueHelp')}>
          {words('ui.issueSheet')}
        </button>
      </div>
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={onClose}>
          {words('ui.close')}
        </button>
      </div>
    </div>
  );
}
