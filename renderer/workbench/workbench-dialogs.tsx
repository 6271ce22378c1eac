// The dialogs of a workbench. They are loaded when they are first opened, so that the table is drawn sooner.
import { lazy, Suspense } from 'react';
import { useWords } from '../bridge/i18n.ts';
import { afterOverlay } from '../parts/after-overlay.ts';
import { Ask } from '../parts/ask.tsx';
import { NewRecord } from './editors/new-record.tsx';
import type { WorkbenchState } from './use-workbench.ts';

const ImportDialog = lazy(() => import('./import/import-dialog.tsx').then((module) => ({ default: module.ImportDialog })));
const BulkEdit = lazy(() => import('./bulk-edit.tsx').then((module) => ({ default: module.BulkEdit })));
const AskMissing = lazy(() => import('./ask-missing.tsx').then((module) => ({ default: module.AskMissing })));
const EditPreview = lazy(() => import('./edit-preview.tsx').then((module) => ({ default: module.EditPreview })));

export function WorkbenchDialogs({ bench, onMade }: { bench: WorkbenchState; onMade: (id: string) => void }) {
  const words = useWords();
  const { table, preset, dialog, setDialog, closeDialog, selected, selectedRows, extent, edits, grid } = bench;
  const { question } = bench.exporting;
  /** An edit has been answered: keys go to the grid again. */
  const answered = (answer: () => void) => () => {
    answer();
    afterOverlay(() => grid.current?.focus());
  };
  return (
    <Suspense fallback={null}>
      {dialog === 'new' && <NewRecord table={table} preset={preset} onClose={closeDialog} onMade={onMade} />}
      {dialog === 'import' && <ImportDialog table={table} preset={preset} onClose={closeDialog} />}
      {dialog === 'bulk' && (
        <BulkEdit
          table={table}
          column={selected?.columns[0] ?? ''}
          selectedRows={selectedRows}
          allRows={extent.total}
          onSet={(which, column, value) => {
            setDialog(undefined);
            edits.set(which === 'all' ? 'all' : (selected?.rows ?? []), column, value);
          }}
          onClose={closeDialog}
        />
      )}
      {question && (
        <Ask
          title={words('exchange.printTitle')}
          text={words('exchange.printText', { count: question.count })}
          yes={words('exchange.printAnyway')}
          onYes={question.go}
          onNo={question.stay}
        />
      )}
      {edits.question && (
        <AskMissing
          table={table}
          columns={edits.question.columns}
          count={edits.question.count}
          onAnswer={edits.question.answer}
          onCancel={answered(edits.question.dismiss)}
        />
      )}
      {edits.plan && <EditPreview table={table} plan={edits.plan} onConfirm={answered(edits.confirm)} onCancel={answered(edits.dismiss)} />}
    </Suspense>
  );
}
