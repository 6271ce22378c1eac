// Who has not answered, since when, and the words to send.
import { useQuery } from '@tanstack/react-query';
import { formatDate } from '../../../db/catalog/dates.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { applyWritten } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { PrintOrClose } from '../../parts/print-or-close.tsx';

export function Reminders({ period, onClose }: { period: string; onClose: () => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { say, refuse } = useAnnouncer();
  const { data } = useQuery({
    queryKey: ['list', 'sheet', 'reminders', period, display.language, display.dates],
    queryFn: () => call('reminders', { period }),
    staleTime: 0,
  });
  const copy = (text: string, sheets: string[]) =>
    navigator.clipboard
      .writeText(text)
      .then(() => call('noteReminded', { sheets }))
      .then((done) => {
        applyWritten(done);
        say(words('council.copied'));
      }, refuse);
  const show = (date: string | null) => (date === null ? '' : formatDate(date, display.language, display.dates));
  return (
    <div className="dialog-form">
      <div className="dialog-fields">
        {data?.length === 0 && <p>{words('council.allReturned')}</p>}
        {data && data.length > 0 && (
          <table className="counts">
            <thead>
              <tr>
                {['bureau', 'issuedOn', 'replyDue', 'remindedOn'].map((name) => (
                  <th scope="col" key={name}>
                    {words(`fields.${name}`)}
                  </th>
                ))}
                <th scope="col">{words('council.days')}</th>
                <th scope="col">{words('council.reminder')}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((one) => (
                <tr key={one.sheet}>
                  <th scope="row">{one.bureau}</th>
                  <td>{show(one.issuedOn)}</td>
                  <td>{show(one.dueOn)}</td>
                  <td>{show(one.remindedOn)}</td>
                  <td className={`number${(one.overdue ?? 0) > 0 ? ' warning' : ''}`}>
                    {one.overdue === null ? '' : one.overdue > 0 ? words('council.over', { days: one.overdue }) : words('council.left', { days: -one.overdue })}
                  </td>
                  <td>
                    <button type="button" className="link" title={one.text} onClick={() => copy(one.text, [one.sheet])}>
                      {words('council.copy')}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <PrintOrClose onClose={onClose} />
    </div>
  );
}
