// A column of a record in a form: its label, with a mark when it must be filled, and its value.
import type { ReactNode } from 'react';
import type { Column } from '../../../db/catalog/index.ts';
import { useWords } from '../../bridge/i18n.ts';

export function ColumnRow({ column, label, children }: { column: Column; label: string; children: ReactNode }) {
  const words = useWords();
  return (
    <div className="form-row">
      <span className="form-label">
        {label}
        {column.required && <span className="required-mark">{words('ui.required')}</span>}
      </span>
      {children}
    </div>
  );
}
