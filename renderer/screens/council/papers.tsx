// Writes the numbered papers of a meeting into a folder.
import { useState } from 'react';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { Progress } from '../../parts/progress.tsx';
import { useShowFolder } from '../../parts/use-actions.ts';
import { useJob } from '../../parts/use-job.ts';
import { useChoices } from './choices.tsx';

export function Papers({ period, onClose }: { period: string; onClose: () => void }) {
  const words = useWords();
  const { say } = useAnnouncer();
  const showFolder = useShowFolder();
  const { running, run } = useJob();
  const meetings = useChoices('meeting');
  const [meeting, setMeeting] = useState<string>();
  const chosen = meeting ?? meetings[0]?.id ?? '';
  const write = () =>
    run(async () => {
      const done = await call('meetingPapers', { period, ...(chosen === '' ? {} : { meeting: chosen }) });
      if (!done) return;
      say(words('ui.exported', { file: `${done.folder} (${done.files.length})` }), showFolder);
      onClose();
    });
  const record = () =>
    run(async () => {
      const done = await call('meetingRecord', { meeting: chosen });
      if (done) say(words('ui.exported', { file: done.file }), showFolder);
    });
  return (
    <div className="dialog-form">
      <div className="dialog-fields">
        <p className="quiet-text">{words('council.papersHelp')}</p>
        <label className="form-row">
          <span className="form-label">{words('tables.meeting')}</span>
          <select className="field" value={chosen} onChange={(event) => setMeeting(event.target.value)}>
            {meetings.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
            <option value="">{words('council.noAgenda')}</option>
          </select>
        </label>
        {running && <Progress done={0} total={0} label={words('exchange.writing')} />}
      </div>
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={onClose}>
          {words('ui.cancel')}
        </button>
        <button type="button" className="button" disabled={running !== undefined || chosen === ''} onClick={record}>
          {words('council.writeRecord')}
        </button>
        <button type="button" className="button primary" disabled={running !== undefined} onClick={write}>
          {words('council.writePapers')}
        </button>
      </div>
    </div>
  );
}
