// A field of a form for text, numbers, dates and times. A date is shown as it was understood, and can be chosen from a calendar.
import { type ReactNode, useContext, useState } from 'react';
import { formatDate } from '../../../db/catalog/dates.ts';
import type { Column, Value } from '../../../db/catalog/index.ts';
import { isWholeDay, weekdayOf } from '../../../db/catalog/weekdays.ts';
import type { SetValue } from '../../../electron/contract/records.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { DayChooser } from '../../parts/day-chooser.tsx';
import { DialogGuard } from '../../parts/dialog-frame.tsx';
import { readDraft } from './draft.ts';

interface TextFieldProps {
  readonly column: Column;
  readonly label: string;
  readonly problem: string | undefined;
  readonly first: boolean;
  readonly begin?: string | undefined;
  readonly onValue: (value: SetValue, problem?: string) => void;
}

/** Reports at every letter what the text says so far, or why it says nothing. */
export function TextField({ column, label, problem, first, begin = '', onValue }: TextFieldProps) {
  const words = useWords();
  const { language, dates } = useDisplayPreferences();
  const { today } = useSituation();
  const { touch } = useContext(DialogGuard);
  const [text, setText] = useState(begin);
  const value = readDraft(column, text, { today });
  const read = (typed: string) => {
    setText(typed);
    const next = readDraft(column, typed, { today });
    if (next.ok) onValue(next.value);
    else onValue(null, words(`reasons.${next.refusal.code}`, { ...next.refusal }));
  };
  const common = {
    className: 'field',
    'aria-label': label,
    'aria-invalid': problem !== undefined,
    value: text,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => read(event.target.value),
  };
  if (column.kind === 'longText') return <textarea rows={2} autoFocus={first} {...common} />;
  if (column.kind !== 'date') return <input type="text" autoFocus={first} {...common} />;
  return (
    <>
      <DayField
        label={label}
        day={value.ok ? String(value.value ?? '') : undefined}
        onChoose={(day) => {
          touch();
          read(formatDate(day, language, dates));
        }}
      >
        <input type="text" autoFocus={first} {...common} />
      </DayField>
      {value.ok && text.trim() !== '' && <Understood value={value.value} />}
    </>
  );
}

/** A field for a date with its calendar, which Alt+↓ opens. */
function DayField({ label, day, onChoose, children }: { label: string; day: string | undefined; onChoose: (day: string) => void; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field in it takes the keys
    <span
      className="day-field"
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' || !event.altKey) return;
        event.preventDefault();
        setOpen(true);
      }}
    >
      {children}
      <DayChooser label={label} day={day} onChoose={onChoose} isOpen={isOpen} onOpen={setOpen} />
    </span>
  );
}

/** The date in the person's style, with its weekday. */
function Understood({ value }: { value: Value }) {
  const words = useWords();
  const { language, dates } = useDisplayPreferences();
  if (typeof value !== 'string') return null;
  const weekday = isWholeDay(value) ? ` (${words(`values.weekday.${weekdayOf(value)}`)})` : '';
  return <span className="quiet-text">{`${formatDate(value, language, dates)}${weekday}`}</span>;
}
