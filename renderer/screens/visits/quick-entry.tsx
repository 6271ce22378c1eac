// A visit entered in one go, by keyboard: the city brings its people, the language and interpreter of last time, and what
// was given before. Whatever is proposed may be typed over; what was typed is never proposed over.
import { useState } from 'react';
import { fold } from '../../../db/catalog/fold.ts';
import { cellText, columnLabel, valueLabel } from '../../../resources/locales/sentences.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { ValueField } from '../../workbench/editors/value-field.tsx';
import { Party } from './party.tsx';
import { fieldOf, fieldsAbove, fieldsBelow, type QuickEntryState, useEnterVisit, useQuickEntry } from './use-quick-entry.ts';

interface QuickEntryProps {
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
}

export function QuickEntry(props: QuickEntryProps) {
  const words = useWords();
  const entry = useQuickEntry();
  const { save, refusal } = useEnterVisit(entry, props);
  const [gift, setGift] = useState('');
  const field = (name: string) => <EntryField key={entry.keyOf(name)} entry={entry} name={name} />;
  return (
    <DialogFrame title={words('visits.quickEntry')} onClose={props.onClose}>
      <DialogForm onSave={() => save(gift)} onCancel={props.onClose} refusal={refusal} help={words('visits.quickHelp')}>
        {fieldsAbove.map(field)}
        <Party
          people={entry.proposal?.people ?? []}
          party={entry.party}
          onParty={entry.setGuests}
          adding={entry.adding}
          onAdding={entry.setAdding}
          problem={entry.problems.guest}
        />
        {fieldsBelow.map(field)}
        <GiftField entry={entry} gift={gift} onGift={setGift} />
      </DialogForm>
    </DialogFrame>
  );
}

function EntryField({ entry, name }: { entry: QuickEntryState; name: string }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const column = fieldOf(name);
  const { value, chosen } = entry.proposedFor(name);
  return (
    <ValueField
      first={name === 'partner'}
      column={column}
      label={columnLabel(words, name, column)}
      begin={cellText({ words, display }, column, value, {})}
      chosen={chosen}
      problem={entry.problems[name]}
      onValue={(next, problem) => entry.enter(name, next, problem)}
      onSearch={() => entry.hold(name)}
    />
  );
}

interface GiftFieldProps {
  readonly entry: QuickEntryState;
  readonly gift: string;
  readonly onGift: (gift: string) => void;
}

function GiftField({ entry: { proposal }, gift, onGift }: GiftFieldProps) {
  const words = useWords();
  const display = useDisplayPreferences();
  const dateText = (day: string | null) => cellText({ words, display }, fieldOf('date'), day, {});
  const givenBefore =
    gift.trim() === ''
      ? undefined
      : proposal?.gifts.find((one) => one.direction === 'given' && [one.item, one.itemJa].some((item) => fold(item) === fold(gift)));
  return (
    <div className="form-row">
      <label className="form-label" htmlFor="quick-gift">
        {words('visits.gift')}
      </label>
      <div className="form-editor">
        <input id="quick-gift" className="field" value={gift} onChange={(event) => onGift(event.target.value)} />
        {givenBefore && (
          <p className="editor-problem" role="alert">
            {words('visits.giftAgain', { date: dateText(givenBefore.date) })}
          </p>
        )}
        {proposal && proposal.gifts.length > 0 && (
          <ul className="past-gifts" aria-label={words('visits.pastGifts')}>
            {proposal.gifts.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that is only read
              <li key={at}>
                {dateText(one.date)} {valueLabel(words, 'direction', one.direction)} {one.item}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
