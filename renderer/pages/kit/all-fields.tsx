// Every field of the record, folded away until it is asked for: what stands elsewhere on the page needs no second place.
import { useState } from 'react';
import type { TableName } from '../../../db/catalog/index.ts';
import type { ListedRow } from '../../../electron/contract/records.ts';
import { useWords } from '../../bridge/i18n.ts';
import { RecordFields } from '../../workbench/record/record-fields.tsx';
import { RecordHistory } from '../../workbench/record/record-history.tsx';

interface AllFieldsProps {
  readonly table: TableName;
  readonly row: ListedRow;
  readonly names: Readonly<Record<string, string>>;
}

export function AllFields({ table, row, names }: AllFieldsProps) {
  const words = useWords();
  const [open, setOpen] = useState<'fields' | 'history'>();
  const toggle = (part: 'fields' | 'history') => setOpen((now) => (now === part ? undefined : part));
  return (
    <section className="page-part">
      <div className="page-part-head">
        <button type="button" className="button small" aria-expanded={open === 'fields'} onClick={() => toggle('fields')}>
          {words('page.allFields')}
        </button>
        <button type="button" className="button small" aria-expanded={open === 'history'} onClick={() => toggle('history')}>
          {words('ui.history')}
        </button>
      </div>
      {open === 'fields' && <RecordFields key={row.id} table={table} row={row} names={names} />}
      {open === 'history' && <RecordHistory table={table} id={row.id} />}
    </section>
  );
}
