// One measure or one bureau over all periods, side by side.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Outputs } from '../../../electron/contract/outputs.ts';
import { valueLabel } from '../../../resources/locales/sentences.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { Choices, useChoices } from './choices.tsx';

type Cell = Outputs['overPeriods'][number];

export function OverPeriods({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const measures = useChoices('measure');
  const bureaus = useChoices('bureau', { kind: 'bureau' });
  const [measure, setMeasure] = useState<string>();
  const [bureau, setBureau] = useState('');
  const shownMeasure = measure ?? measures[0]?.id ?? '';
  const subject = bureau !== '' ? { bureau } : { measure: shownMeasure };
  const { data } = useQuery({
    queryKey: ['list', 'progress', 'over', subject],
    queryFn: () => call('overPeriods', subject),
    enabled: bureau !== '' || shownMeasure !== '',
  });
  return (
    <div className="dialog-form">
      <div className="dialog-fields">
        <div className="card-actions">
          <label className="inline-field">
            {words('tables.measure')}
            <select className="field" disabled={bureau !== ''} value={shownMeasure} onChange={(event) => setMeasure(event.target.value)}>
              <Choices choices={measures} />
            </select>
          </label>
          <label className="inline-field">
            {words('tables.bureau')}
            <select className="field" value={bureau} onChange={(event) => setBureau(event.target.value)}>
              <option value="">{words('council.byMeasure')}</option>
              <Choices choices={bureaus} />
            </select>
          </label>
        </div>
        <div className="over-periods">
          <PeriodTable cells={data ?? []} />
        </div>
      </div>
      <div className="dialog-actions">
        <button type="button" className="button primary" onClick={onClose}>
          {words('ui.close')}
        </button>
      </div>
    </div>
  );
}

function PeriodTable({ cells }: { cells: readonly Cell[] }) {
  const words = useWords();
  const periods = [...new Map(cells.map((cell) => [cell.period, cell.periodName]))];
  const lines = [...new Map(cells.map((cell) => [`${cell.measure}:${cell.bureau}`, cell]))];
  const at = (line: Cell, period: string | undefined) =>
    cells.find((one) => one.period === period && one.measure === line.measure && one.bureau === line.bureau);
  return (
    <table className="counts">
      <thead>
        <tr>
          <th scope="col">{words('tables.measure')}</th>
          {periods.map(([id, name]) => (
            <th scope="col" key={id}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(([key, line]) => (
          <tr key={key}>
            <th scope="row">
              {line.number} {line.measureName} <span className="quiet-text">{line.bureauName}</span>
            </th>
            {periods.map(([id], index) => (
              <td key={id}>
                <Report cell={at(line, id)} before={at(line, periods[index - 1]?.[0])} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What was reported in one period; what differs from the period before is marked. */
function Report({ cell, before }: { cell: Cell | undefined; before: Cell | undefined }) {
  const words = useWords();
  if (!cell) return null;
  return (
    <>
      <span className={`tag ${cell.status === before?.status || !before ? 'muted' : 'info'}`}>{valueLabel(words, 'progressStatus', cell.status)}</span>
      <p className={before && before.done !== cell.done ? 'changed-text' : ''}>{cell.done}</p>
      {cell.problems !== '' && <p className="quiet-text">{cell.problems}</p>}
    </>
  );
}
