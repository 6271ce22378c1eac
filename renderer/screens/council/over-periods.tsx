// One measure or one bureau over all periods, side by side.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { valueLabel } from '../../../resources/locales/sentences.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useChoices } from './choices.ts';

export function OverPeriods({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const measures = useChoices('measure');
  const bureaus = useChoices('bureau', { kind: 'bureau' });
  const [measure, setMeasure] = useState<string>();
  const [bureau, setBureau] = useState('');
  const of = bureau !== '' ? { bureau } : { measure: measure ?? measures[0]?.id ?? '' };
  const ready = bureau !== '' || of.measure !== '';
  const { data } = useQuery({ queryKey: ['list', 'progress', 'over', of], queryFn: () => call('overPeriods', of), enabled: ready });
  const periods = [...new Map(data?.map((cell) => [cell.period, cell.periodName]) ?? [])];
  const lines = [...new Map(data?.map((cell) => [`${cell.measure}:${cell.bureau}`, cell]) ?? [])];
  return (
    <div className="dialog-form">
      <div className="dialog-fields">
        <div className="card-actions">
          <label className="inline-field">
            {words('tables.measure')}
            <select className="field" disabled={bureau !== ''} value={measure ?? measures[0]?.id ?? ''} onChange={(event) => setMeasure(event.target.value)}>
              {measures.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
          <label className="inline-field">
            {words('tables.bureau')}
            <select className="field" value={bureau} onChange={(event) => setBureau(event.target.value)}>
              <option value="">{words('council.byMeasure')}</option>
              {bureaus.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        </div>
        <div className="over-periods">
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
                  {periods.map(([id], at) => {
                    const cell = data?.find((one) => one.period === id && one.measure === line.measure && one.bureau === line.bureau);
                    const before = data?.find((one) => one.period === periods[at - 1]?.[0] && one.measure === line.measure && one.bureau === line.bureau);
                    return (
                      <td key={id}>
                        {cell && (
                          <>
                            <span className={`tag ${cell.status === before?.status || !before ? 'muted' : 'info'}`}>
                              {valueLabel(words, 'progressStatus', cell.status)}
                            </span>
                            <p className={before && before.done !== cell.done ? 'changed-text' : ''}>{cell.done}</p>
                            {cell.problems !== '' && <p className="quiet-text">{cell.problems}</p>}
                          </>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
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
