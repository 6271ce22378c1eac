// What an edit of many cells would do, cell by cell, before it is done.
import type { TableName } from '../../db/catalog/index.ts';
import { fieldLabel, tableLabel } from '../../resources/locales/sentences.ts';
import { useWords } from '../bridge/i18n.ts';
import { DialogFrame } from '../parts/dialog-frame.tsx';
import { TableHead } from '../parts/table-head.tsx';
import type { Plan } from './use-edits.ts';

/** So many cells are shown in a dialog of usual width. */
const fewCells = 3;

export function EditPreview({ table, plan, onConfirm, onCancel }: { table: TableName; plan: Plan; onConfirm: () => void; onCancel: () => void }) {
  const words = useWords();
  const { change, create, refused } = plan.counts;
  const possible = change + create > 0;
  return (
    <DialogFrame title={words('edit.preview')} wide={plan.cells.length > fewCells} onClose={onCancel}>
      <p>
        {words('edit.counts', {
          records: (plan.records.changed + plan.records.created).toLocaleString(),
          change: change.toLocaleString(),
          create: plan.records.created.toLocaleString(),
        })}
        {refused > 0 && <strong className="refused-count"> {words('edit.refused', { count: refused.toLocaleString() })}</strong>}
      </p>
      {plan.corrected > 0 && <p className="warning">{words('edit.corrected', { count: plan.corrected.toLocaleString() })}</p>}
      <div className="preview-scroll" tabIndex={0} role="region" aria-label={words('edit.preview')}>
        <table className="preview">
          <TableHead texts={(['row', 'column', 'before', 'after', 'what'] as const).map((name) => words(`edit.${name}`))} />
          <tbody>
            {plan.cells.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown once and never reordered
              <tr key={at} className={cell.kind}>
                <td>
                  {cell.row} {cell.name}
                </td>
                <td>{fieldLabel(words, table, cell.column)}</td>
                <td className="preview-before">{cell.from}</td>
                <td>{cell.to}</td>
                <td>
                  {cell.kind === 'refused'
                    ? words(`reasons.${cell.code}`, { ...cell.details, to: typeof cell.details?.to === 'string' ? tableLabel(words, cell.details.to) : '' })
                    : words(`edit.${cell.kind}`)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {change + create + refused > plan.cells.length && (
        <p className="quiet-text">{words('ui.more', { count: (change + create + refused - plan.cells.length).toLocaleString() })}</p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onCancel}>
          {words('ui.cancel')}
        </button>
        <button type="button" className="button primary" disabled={!possible} onClick={onConfirm}>
          {words(refused > 0 ? 'edit.applyRest' : 'edit.apply')}
        </button>
      </div>
    </DialogFrame>
  );
}
