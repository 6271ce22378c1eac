// Importing a file: choose it, see how it is understood, correct that, and import it as a whole.
import { useContext, useState } from 'react';
import { formatDate } from '../../../db/catalog/dates.ts';
import { columnOf, type TableName, tableOf } from '../../../db/catalog/index.ts';
import type { SetValue } from '../../../electron/contract/records.ts';
import { errorSentence, importFaultSentence, tableLabel } from '../../../resources/locales/sentences.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { DialogFrame, DialogGuard } from '../../parts/dialog-frame.tsx';
import { ImportColumns } from './import-columns.tsx';
import { ImportNames } from './import-names.tsx';
import { ImportReadings } from './import-readings.tsx';
import { ImportSource } from './import-source.tsx';
import { type Import, type Preview, useImport } from './use-import.ts';

interface ImportDialogProps {
  readonly table: TableName;
  readonly preset: Readonly<Record<string, SetValue>>;
  readonly onClose: () => void;
}

/** Kinds of faults that are shown. */
const shownFaults = 100;

export function ImportDialog({ table, preset, onClose }: ImportDialogProps) {
  const words = useWords();
  const fixed = Object.fromEntries(Object.entries(preset).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
  const work = useImport(table, Object.keys(fixed).length > 0 ? { fixed } : {});
  const { preview } = work;
  const file = preview && preview.file !== '' ? `: ${preview.file}` : '';
  return (
    <DialogFrame title={`${words('import.title', { table: tableLabel(words, table) })}${file}`} wide onClose={onClose}>
      <ImportBody table={table} work={work} />
      <ImportActions work={work} onClose={onClose} />
    </DialogFrame>
  );
}

function ImportBody({ table, work }: { table: TableName; work: Import }) {
  const { preview, busy } = work;
  const { touch } = useContext(DialogGuard);
  return (
    // Answers given about a file are work, and asked about before they are thrown away.
    <div className="import-body" onInput={touch}>
      {!preview && <ImportSource busy={busy} onFile={work.openFile} onText={work.openText} />}
      {preview && (
        <>
          <ImportSummary preview={preview} />
          <ImportReadings preview={preview} onChange={work.change} />
          <ImportColumns table={tableOf(table)} preview={preview} onChange={work.change} />
          <ImportNames preview={preview} onChange={work.change} />
          <ImportLines preview={preview} />
        </>
      )}
      {work.problem && (
        <p className="editor-problem" role="alert">
          {work.problem}
        </p>
      )}
    </div>
  );
}

function ImportActions({ work, onClose }: { work: Import; onClose: () => void }) {
  const words = useWords();
  const [skip, setSkip] = useState(false);
  const [saveAs, setSaveAs] = useState('');
  const { leave } = useContext(DialogGuard);
  const { preview, busy } = work;
  const count = preview ? preview.created + preview.updated : 0;
  const refused = preview?.rejectedRows ?? 0;
  const blocked = preview?.problem !== undefined || (refused > 0 && !skip) || count === 0;
  const apply = async () => {
    if (await work.apply(skip, saveAs)) onClose();
  };
  return (
    <div className="dialog-actions">
      {refused > 0 && (
        <label className="check">
          <input type="checkbox" checked={skip} onChange={(event) => setSkip(event.target.checked)} />
          {words('import.skip', { count: refused })}
        </label>
      )}
      {preview && (
        <input
          className="field"
          type="text"
          maxLength={100}
          aria-label={words('import.saveAs')}
          placeholder={words('import.saveAs')}
          value={saveAs}
          onChange={(event) => setSaveAs(event.target.value)}
        />
      )}
      <span className="toolbar-space" />
      <button type="button" className="button" onClick={() => leave(onClose)}>
        {words('ui.cancel')}
      </button>
      {preview && (
        <button type="button" className="button primary" disabled={busy || blocked} onClick={apply}>
          {words('import.apply', { count })}
        </button>
      )}
    </div>
  );
}

function ImportSummary({ preview }: { preview: Preview }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { created, updated, unchanged, rejectedRows, notices, problem } = preview;
  return (
    <div>
      <p role="status" className="import-counts">
        {problem ? (
          <strong className="refused-count">{errorSentence(words, display, problem)}</strong>
        ) : (
          words('import.planned', { created, updated, unchanged, rejected: rejectedRows })
        )}
      </p>
      <ul className="import-notices">
        {notices.map((notice) => (
          <li key={notice.code}>{words(`notices.${notice.code}`, { ...notice.details })}</li>
        ))}
      </ul>
    </div>
  );
}

function ImportLines({ preview }: { preview: Preview }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { faults, rejectedRows, table, lines, headings, targets } = preview;
  const shown = (cell: string, at: number) =>
    columnOf(tableOf(table), targets[at] ?? '')?.kind === 'date' ? formatDate(cell, display.language, display.dates) : cell;
  return (
    <>
      {faults.length > 0 && (
        <details open>
          <summary>{words('import.refusals', { count: rejectedRows })}</summary>
          <ul className="import-refusals">
            {faults.slice(0, shownFaults).map((fault) => (
              <li key={`${fault.column}-${fault.code}-${fault.lines[0]}`}>{importFaultSentence(words, table, fault)}</li>
            ))}
          </ul>
        </details>
      )}
      <details open>
        <summary>{words('import.preview')}</summary>
        <div className="preview-scroll" tabIndex={0} role="region" aria-label={words('import.preview')}>
          <table className="preview">
            <thead>
              <tr>
                <th scope="col">{words('import.line')}</th>
                <th scope="col">{words('edit.what')}</th>
                {headings.map((heading, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file have no other name than their place
                  <th scope="col" key={at}>
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.slice(0, 30).map(({ line, kind, cells }) => (
                <tr key={line} className={kind === 'updated' ? 'change' : kind}>
                  <td>{line}</td>
                  <td>{words(`import.kinds.${kind}`)}</td>
                  {cells.map((cell, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: as above
                    <td key={at}>{shown(cell, at)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
