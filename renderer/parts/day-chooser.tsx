// A day chosen from a calendar, next to a field where it can be typed.
import { type CalendarDate, parseDate } from '@internationalized/date';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Dialog,
  DialogTrigger,
  Heading,
  I18nProvider,
  Popover,
} from 'react-aria-components';
import { useWords } from '../bridge/i18n.ts';
import { useSituation } from '../bridge/preferences.tsx';
import { Icon } from './icon.tsx';

interface DayChooserProps {
  readonly label: string;
  /** `YYYY-MM-DD`; anything else begins at today. */
  readonly day: string | undefined;
  /** @param day  `YYYY-MM-DD` */
  readonly onChoose: (day: string) => void;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** The button is passed by Tab: the field itself opens the calendar with Alt+↓. */
export function DayChooser({ label, day, onChoose, isOpen, onOpen }: DayChooserProps) {
  const words = useWords();
  const { settings, today } = useSituation();
  const chosen = day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? parseDate(day) : undefined;
  const locale = settings.language === 'ja' && settings.dates === 'era' ? 'ja-JP-u-ca-japanese' : settings.language;
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpen}>
      <Button className="icon-button" excludeFromTabOrder aria-label={words('ui.calendarFor', { column: label })}>
        <Icon name="calendar" />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="filter-dialog" aria-label={words('ui.calendarFor', { column: label })}>
          {({ close }) => (
            <I18nProvider locale={locale}>
              <Calendar
                className="calendar"
                aria-label={label}
                {...(chosen && { value: chosen })}
                defaultFocusedValue={chosen ?? parseDate(today)}
                onChange={(value: CalendarDate) => {
                  onChoose(value.toString());
                  close();
                }}
              >
                <header>
                  <Button slot="previous" className="icon-button">
                    <Icon name="back" />
                  </Button>
                  <Heading />
                  <Button slot="next" className="icon-button">
                    <Icon name="forward" />
                  </Button>
                </header>
                <CalendarGrid>
                  <CalendarGridHeader>{(name) => <CalendarHeaderCell>{name}</CalendarHeaderCell>}</CalendarGridHeader>
                  <CalendarGridBody>{(date) => <CalendarCell date={date} className="calendar-day" />}</CalendarGridBody>
                </CalendarGrid>
              </Calendar>
            </I18nProvider>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
