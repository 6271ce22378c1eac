// The seating plan: hosts and guests face to face, by precedence unless an officer has chosen otherwise.
import { useQuery } from '@tanstack/react-query';
import type { Seat } from '../../../electron/contract/records.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useSituation } from '../../bridge/preferences.tsx';
import { applyWritten } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { PrintOrClose } from '../../parts/print-or-close.tsx';

export function Seating({ visit, onClose }: { visit: string; onClose: () => void }) {
  const words = useWords();
  const { settings, today } = useSituation();
  const { refuse } = useAnnouncer();
  const { data } = useQuery({ queryKey: ['list', 'visitGuest', 'seating', visit], queryFn: () => call('seating', { visit }), staleTime: 0 });
  const choose = (seat: Seat, position: number | null) =>
    call('commit', {
      mutations: [
        {
          kind: 'set',
          table: 'visitGuest',
          id: seat.person.id,
          set: { seat: position, seatBy: position === null ? null : settings.author, seatOn: position === null ? null : today },
        },
      ],
    }).then(applyWritten, refuse);
  return (
    <DialogFrame title={words('briefing.seating')} wide onClose={onClose}>
      <div className="dialog-fields seating">
        <p className="quiet-text">{words('briefing.seatingHelp')}</p>
        <h3>{words('values.side.guest')}</h3>
        {data && <TableSide seats={data.guests} flipped onChoose={choose} />}
        <div className="table-top">{words('briefing.table')}</div>
        {data && <TableSide seats={data.hosts} flipped={false} onChoose={choose} />}
        <h3>{words('values.side.host')}</h3>
        {data?.hosts.length === 0 && <p className="quiet-text">{words('briefing.noHosts')}</p>}
      </div>
      <PrintOrClose onClose={onClose} />
    </DialogFrame>
  );
}

interface TableSideProps {
  readonly seats: readonly Seat[];
  /** The far side of the table: its first seat is at the right. */
  readonly flipped: boolean;
  /** `null`: by precedence again. */
  readonly onChoose: (seat: Seat, position: number | null) => void;
}

function TableSide({ seats, flipped, onChoose }: TableSideProps) {
  const words = useWords();
  return (
    <ol className="table-side">
      {(flipped ? [...seats].reverse() : seats).map((seat) => (
        <li key={seat.person.id} className={`place${seat.position === 0 ? ' head' : ''}${seat.person.interprets ? ' interprets' : ''}`}>
          <strong>{seat.person.name}</strong>
          <span className="quiet-text">{seat.person.post}</span>
          {seat.person.interprets && <span className="tag muted">{words('fields.interprets')}</span>}
          {seat.byHand && <span className="tag warn">{words('briefing.byHand', { who: seat.person.chosenBy ?? '', date: seat.person.chosenOn ?? '' })}</span>}
          <span className="place-moves">
            <button
              type="button"
              className="link"
              aria-label={words('briefing.seatLeft', { name: seat.person.name })}
              onClick={() => onChoose(seat, seat.position + (flipped ? -1 : 1))}
            >
              ←
            </button>
            <button
              type="button"
              className="link"
              aria-label={words('briefing.seatRight', { name: seat.person.name })}
              onClick={() => onChoose(seat, seat.position + (flipped ? 1 : -1))}
            >
              →
            </button>
            {seat.byHand && (
              <button type="button" className="link" onClick={() => onChoose(seat, null)}>
                {words('briefing.byRule')}
              </button>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
