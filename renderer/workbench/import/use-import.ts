// An import: a file, what it would do, and every change of the way it is read.
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
import { useUndo } from '../../parts/use-actions.ts';

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
  /** @returns true when it was imported */
  readonly apply: (skipRejected: boolean, saveAs: string) => Promise<boolean>;
}

export function useImport(table: TableName, begin: Mapping): Import {
  const { refuse } = useAnnouncer();
  const { preview, busy, problem, run } = useLatest();
  const apply = useApply(preview, run);
  // The file that was read is released with the dialog.
  useEffect(() => () => void call('importClose', {}).catch(refuse), [refuse]);
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
    apply,
  };
}

type Run = (work: () => Promise<Preview | null>) => Promise<void>;

/** The answer to the latest change of the mapping; answers that come late are dropped. */
function useLatest(): Pick<Import, 'preview' | 'busy' | 'problem'> & { readonly run: Run } {
  const words = useWords();
  const display = useDisplayPreferences();
  const [preview, setPreview] = useState<Preview>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const asked = useRef(0);
  const run = useCallback<Run>(
    async (work) => {
      const turn = ++asked.current;
      setBusy(true);
      setProblem(undefined);
      try {
        const found = await work();
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
  return { preview, busy, problem, run };
}

/** Imports what the preview shows. A refusal is shown where those of the preview are. */
function useApply(preview: Preview | undefined, run: Run): Import['apply'] {
  const words = useWords();
  const { say } = useAnnouncer();
  const undo = useUndo();
  return async (skipRejected, saveAs) => {
    if (!preview) return false;
    const { created, updated, unchanged, rejectedRows, mapping, headings } = preview;
    const name = saveAs.trim();
    const save = name === '' ? {} : { save: { name, headings: headings.filter((heading) => heading !== ''), mapping } };
    let isTaken = false;
    await run(async () => {
      const { tables } = await call('importApply', { skipRejected, ...save });
      refresh(tables);
      say(words('import.done', { created, updated, unchanged, rejected: rejectedRows }), undo);
      isTaken = true;
      return null;
    });
    return isTaken;
  };
}
