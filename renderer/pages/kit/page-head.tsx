// The head of a page: title, facts edited where they stand, what is missing, and what can be done with the record.
import { useEffect } from 'react';
import { tableOf } from '../../../db/catalog/index.ts';
import type { PageTable } from '../../../db/catalog/pages.ts';
import type { ListedRow } from '../../../electron/contract/records.ts';
import { recordTitle } from '../../../resources/locales/sentences.ts';
import { useWords } from '../../bridge/i18n.ts';
import type { Destination } from '../../bridge/navigation.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { notePage } from '../../bridge/recent-pages.ts';
import { RecordActions } from '../../workbench/record/record-actions.tsx';
import { EditedValue } from './edited-value.tsx';

interface PageHeadProps {
  readonly table: PageTable;
  readonly row: ListedRow;
  readonly names: Readonly<Record<string, string>>;
  /** Columns of the line of facts. */
  readonly facts: readonly string[];
  /** A sentence on what is missing; empty when nothing is. */
  readonly state: string;
  readonly onGo: (destination: Destination) => void;
}

export function PageHead({ table, row, names, facts, state, onGo }: PageHeadProps) {
  const words = useWords();
  const display = useDisplayPreferences();
  const title = recordTitle({ words, display }, tableOf(table), row.values, names);
  useEffect(() => notePage({ table, id: row.id, name: title }), [table, row.id, title]);
  return (
    <header className="page-head">
      <p className="panel-table">{words(`tables.${table}`)}</p>
      <h1 className="screen-title">{title}</h1>
      {row.deleted && <span className="tag muted">{words('ui.deletedMark')}</span>}
      <div className="page-facts">
        {facts.map((name) => (
          <EditedValue key={name} table={table} name={name} row={row} names={names} labelled />
        ))}
      </div>
      {state !== '' && <p className="page-state">{state}</p>}
      {!row.deleted && <RecordActions table={table} id={row.id} isPage onGo={onGo} />}
    </header>
  );
}
