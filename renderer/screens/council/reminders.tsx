// Bureaus that have not replied, since when, and the text of the reminder.
import { useQuery } from '@tanstack/react-query';
import { formatDate } from '../../../db/catalog/dates.ts';
import type { Outputs } from '../../../electron/contract/outputs.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { applyWritten } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { copyText } from '../../parts/copy-text.ts';
import { PrintOrClose } from '../../parts/print-or-close.tsx';
import { TableHead } from '../../parts/table-head.tsx';

interface RemindersProps {
  readonly period: string;
  readonly onClose: () => void;
}

export function Reminders({ period, onClose }: RemindersProps) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { data } = useQuery({
    queryKey: ['list', 'sheet', 'reminders', period, display.language, display.dates],
    queryFn: () => call('reminders', { period }),
    staleTime: 0,
  });
  return (
    <div className="dialog-form">
      <div className="dialog-fields">
        {data?.length === 0 && <p>{words('council.allReturned')}</p>}
        {data && data.length > 0 && (
          <table className="counts">
            <TableHead
              texts={[
                ...['bureau', 'issuedOn', 'replyDue', 'remindedOn'].map((name) => words(`fields.${name}`)),
                words('council.days'),
                words('council.reminder'),
              ]}
            />
            <tbody>
              {data.map((one) => (
                <ReminderLine key={one.sheet} reminder={one} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      <PrintOrClose onClose={onClose} />
    </div>
  );
}

function ReminderLine({ reminder: { sheet, bureau, issuedOn, dueOn, remindedOn, overdue, text } }: { reminder: Outputs['reminders'][number] }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { say, refuse } = useAnnouncer();
  const show = (date: string | null) => (date === null ? '' : formatDate(date, display.language, display.dates));
  const copy = async () => {
    try {
      await copyText(text);
      applyWritten(await call('noteReminded', { sheets: [sheet] }));
      say(words('council.copied'));
    } catch (error) {
      refuse(error);
    }
  };
  return (
    <tr>
      <th scope="row">{bureau}</th>
      <td>{show(issuedOn)}</td>
      <td>{show(dueOn)}</td>
      <td>{show(remindedOn)}</td>
      <td className={`number${(overdue ?? 0) > 0 ? ' warning' : ''}`}>
        {overdue === null ? '' : overdue > 0 ? words('council.over', { days: overdue }) : words('council.left', { days: -overdue })}
      </td>
      <td>
        <button type="button" className="link" title={text} onClick={copy}>
          {words('council.copy')}
        </button>
      </td>
    </tr>
  );
}
