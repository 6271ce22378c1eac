// What to check before the meeting, with a link to each record.
import { useQuery } from '@tanstack/react-query';
import { fieldLabel, valueLabel } from '../../../resources/locales/sentences.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, destinationOf } from '../../bridge/navigation.ts';

export function Checks({ period, onClose, onGo }: { period: string; onClose: () => void; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const { data } = useQuery({ queryKey: ['list', 'progress', 'checks', period], queryFn: () => call('checks', { period }), staleTime: 0 });
  return (
    <div className="dialog-form">
      <div className="dialog-fields">
        {data?.length === 0 && <p>{words('council.noFindings')}</p>}
        <ul className="bundle-list">
          {data?.map((one) => (
            <li key={`${one.id} ${one.code} ${one.column}`}>
              <span className={`tag ${one.code === 'missing' ? 'muted' : 'warn'}`}>{words(`council.findings.${one.code}`)}</span>
              <button type="button" className="link bundle-name" onClick={() => onGo(destinationOf('progress', one.id))}>
                {one.number} {one.measure} ({one.bureau})
              </button>
              <span className="quiet-text">
                {fieldLabel(words, 'progress', one.column)}
                {one.detail !== '' &&
                  `: ${one.code === 'fallen' ? words('council.was', { status: valueLabel(words, 'progressStatus', one.detail) }) : one.detail}`}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div className="dialog-actions">
        <button type="button" className="button primary" onClick={onClose}>
          {words('ui.close')}
        </button>
      </div>
    </div>
  );
}
