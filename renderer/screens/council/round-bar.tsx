// The steps of a reporting round, in the order in which they are taken.
import { nameColumns, tableOf } from '../../../db/catalog/index.ts';
import type { ListedRow } from '../../../electron/contract/records.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';

export const roundSteps = ['open', 'issue', 'remind', 'returned', 'check', 'papers', 'history'] as const;
export type RoundStep = (typeof roundSteps)[number];

export function RoundBar({
  periods,
  period,
  onPeriod,
  onStep,
}: {
  periods: readonly ListedRow[];
  period: string | undefined;
  onPeriod: (id: string) => void;
  onStep: (step: RoundStep) => void;
}) {
  const words = useWords();
  const { language } = useDisplayPreferences();
  const [own, japanese] = nameColumns(tableOf('period'), language);
  return (
    <div className="period-bar">
      <label className="inline-field">
        {words('ui.period')}
        <select className="field" value={period ?? ''} onChange={(event) => onPeriod(event.target.value)}>
          {periods.map((row) => (
            <option key={row.id} value={row.id}>
              {String(row.values[own ?? 'nameJa'] ?? row.values[japanese ?? 'nameJa'] ?? '')}
            </option>
          ))}
        </select>
      </label>
      {roundSteps.map((step) => (
        <button key={step} type="button" className="button small" disabled={step !== 'open' && period === undefined} onClick={() => onStep(step)}>
          {words(`council.steps.${step}`)}
        </button>
      ))}
    </div>
  );
}
