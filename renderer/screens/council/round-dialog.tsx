// The dialog of one step of the round.
import { useWords } from '../../bridge/i18n.ts';
import type { Destination } from '../../bridge/navigation.ts';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { Checks } from './checks.tsx';
import { IssueSheets } from './issue-sheets.tsx';
import { OpenPeriod } from './open-period.tsx';
import { OverPeriods } from './over-periods.tsx';
import { Papers } from './papers.tsx';
import { Reminders } from './reminders.tsx';
import { ReturnedReview } from './returned-review.tsx';
import type { RoundStep } from './round-bar.tsx';

/** Steps that ask for a few lines; the others show tables. */
const narrow: ReadonlySet<RoundStep> = new Set(['open', 'issue', 'papers']);

interface RoundDialogProps {
  readonly step: RoundStep;
  readonly period: string | undefined;
  readonly onClose: () => void;
  readonly onPeriod: (id: string) => void;
  readonly onGo: (destination: Destination) => void;
}

export function RoundDialog({ step, period, onClose, onPeriod, onGo }: RoundDialogProps) {
  const words = useWords();
  const go = (destination: Destination) => {
    onClose();
    onGo(destination);
  };
  return (
    <DialogFrame title={words(`council.titles.${step}`)} wide={!narrow.has(step)} onClose={onClose}>
      {step === 'open' && <OpenPeriod onClose={onClose} onOpened={onPeriod} />}
      {period !== undefined && step === 'issue' && <IssueSheets period={period} onClose={onClose} />}
      {period !== undefined && step === 'remind' && <Reminders period={period} onClose={onClose} />}
      {period !== undefined && step === 'returned' && <ReturnedReview period={period} onClose={onClose} />}
      {period !== undefined && step === 'check' && <Checks period={period} onClose={onClose} onGo={go} />}
      {period !== undefined && step === 'papers' && <Papers period={period} onClose={onClose} />}
      {step === 'history' && <OverPeriods onClose={onClose} />}
    </DialogFrame>
  );
}
