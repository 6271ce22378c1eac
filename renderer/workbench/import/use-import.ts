// An import as the page sees it: a file, what it would do, and every change of mind about how to read it.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TableName } from '../../../db/catalog/index.ts';
import type { Input } from '../../../electron/contract/inputs.ts';
import type { Outputs } from '../../../electron/contract/outputs.ts';
import { errorSentence } from '../../../resources/locales/sentences.ts';
import { call, Refused } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { refresh } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';

export type Preview = Outputs['importPlan'];
export type Mapping = Preview['mapping'];
export type Encoding = Input<'importOpen'>['encoding'];

export interface Import {
  readonly preview: Preview | undefined;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly openFile: (encoding: Encoding) => Promise<void>;
  readonly openText: (text: string) => Promise<void>;
  readonly change: (mapping: Mapping) => Promise<void>;
  /** @returns true when it was taken */
  readonly apply: (skipRejected: boolean, saveAs: string) => Promise<boolean>;
}

export function useImport(table: TableName, begin: Mapping): Import {
  const words = useWords();
  const display = useDisplayPreferences();
  const { say, refuse } = useAnnouncer();
  const [preview, setPreview] = useState<Preview>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const asked = useRef(0);
  useEffect(() => () => void call('importClose', {}).catch(() => undefined), []);
  const run = useCallback(
    async (work: () => Promise<Preview | null>) => {
      const turn = ++asked.current;
      setBusy(true);
      setProblem(undefined);
      try {
        const found = await work();
        // A later change of mind has overtaken this answer.
        if (found && turn === asked.current) setPreview(found);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (turn === asked.current) setProblem(errorSentence(words, display, error));
      } finally {
        if (turn === asked.current) setBusy(false);
      }
    },
    [words, display],
  );
  /** Values that the screen gives every record are known before the file is. */
  const opened = async (first: Preview | null): Promise<Preview | null> =>
    first && Object.keys(begin).length > 0 ? call('importPlan', { mapping: { ...first.mapping, ...begin } }) : first;
  return {
    preview,
    busy,
    problem,
    openFile: (encoding) => run(async () => opened(await call('importOpen', { table, encoding }))),
    openText: (text) => run(async () => opened(await call('importText', { table, text }))),
    change: (mapping) => run(() => call('importPlan', { mapping })),
    apply: async (skipRejected, saveAs) => {
      if (!preview) return false;
      setBusy(true);
      try {
        const save =
          saveAs.trim() === ''
            ? {}
            : { save: { name: saveAs.trim(), headings: preview.headings.filter((heading) => heading !== ''), mapping: preview.mapping } };
        const { tables } = await call('importApply', { skipRejected, ...save });
        refresh(tables);
        say(words('import.done', { created: preview.created, updated: preview.updated, unchanged: preview.unchanged, rejected: preview.rejected.length }), {
          label: words('ui.undo'),
          run: () =>
            call('undo', {})
              .then((written) => refresh(written.tables))
              .catch(refuse),
        });
        return true;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        setProblem(errorSentence(words, display, error));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
