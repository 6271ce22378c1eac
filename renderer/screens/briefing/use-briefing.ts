// A briefing that is being written, and what can be done with it.
import { useQuery } from '@tanstack/react-query';
import type { Input } from '../../../electron/contract/inputs.ts';
import type { Outputs } from '../../../electron/contract/outputs.ts';
import type { BriefingSection } from '../../../electron/contract/records.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { applyWritten, refresh } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { useShowFolder } from '../../parts/use-actions.ts';

export type BriefingPage = Outputs['briefing'];
export type BriefingFormat = 'docx' | 'pdf';

/** Sections are ordered in steps, up to the largest number that the column allows. */
const orderStep = 10;
const largestOrder = 999;

export function useBriefing(id: string): BriefingPage | undefined {
  const { data } = useQuery({ queryKey: ['list', 'briefingSection', 'page', id], queryFn: () => call('briefing', { id }), staleTime: 0 });
  return data;
}

export function useBriefingActions(id: string, sections: readonly BriefingSection[]) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const showFolder = useShowFolder();
  const readAgain = () => refresh(['briefingSection', 'briefingExport', 'briefing']);
  const write = (mutations: Input<'commit'>['mutations']) => call('commit', { mutations }).then(applyWritten, refuse);
  return {
    write,
    refreshSections: (choices: Input<'refreshBriefing'>['choices']) =>
      call('refreshBriefing', { id, choices }).then((done) => {
        applyWritten(done);
        readAgain();
      }, refuse),
    export: (format: BriefingFormat) =>
      call('exportBriefing', { id, format }).then((done) => {
        if (!done) return;
        readAgain();
        say(words('ui.exported', { file: done.file }), showFolder);
      }, refuse),
    /** Changes places with a neighbour. */
    swap: (section: BriefingSection, other: BriefingSection | undefined) => {
      if (!other) return;
      write([
        { kind: 'set', table: 'briefingSection', id: section.id, set: { order: other.order }, seen: section.seen },
        { kind: 'set', table: 'briefingSection', id: other.id, set: { order: section.order }, seen: other.seen },
      ]);
    },
    add: () => {
      const order = Math.min(largestOrder, (sections[sections.length - 1]?.order ?? 0) + orderStep);
      write([{ kind: 'create', table: 'briefingSection', set: { briefing: id, title: words('briefing.newSection'), order } }]);
    },
  };
}

export type BriefingActions = ReturnType<typeof useBriefingActions>;
