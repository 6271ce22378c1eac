// The seating plan from above: hosts and guests face to face, by precedence unless an officer has chosen otherwise.
import { useQuery } from '@tanstack/react-query';
import { formatDate } from '../../../db/catalog/dates.ts';
import type { PlannedSeat } from '../../../electron/contract/records.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { applyWritten } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { PrintOrClose } from '../../parts/print-or-close.tsx';

export function Seating({ visit, onClose }: { visit: string; onClose: () => void }) {
  const words = useWords();
  const { settings, today } = useSituation();
  const { refuse } = useAnnouncer();
  const { data } = useQuery({ queryKey: ['list', 'visitGuest', 'seating', visit], queryFn: () => call('seating', { visit }), staleTime: 0 });
  const choose = (seat: PlannedSeat, position: number | null) =>
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
        {data && <TableSide seats={data.guests} columns={data.columns} far onChoose={choose} />}
        <div className="table-top">{words('briefing.table')}</div>
        {data && <TableSide seats={data.hosts} columns={data.columns} far={false} onChoose={choose} />}
        <h3>{words('values.side.host')}</h3>
        {data?.hosts.length === 0 && <p className="quiet-text">{words('briefing.noHosts')}</p>}
      </div>
      <PrintOrClose onClose={onClose} />
    </DialogFrame>
  );
}

interface TableSideProps {
  /** From left to right as drawn. */
  readonly seats: readonly PlannedSeat[];
  readonly columns: number;
  /** The guests' side: they look down the page, so their right is at its left. */
  readonly far: boolean;
  /** `null`: by precedence again. */
  readonly onChoose: (seat: PlannedSeat, position: number | null) => void;
}

function TableSide({ seats, columns, far, onChoose }: TableSideProps) {
  // Who sits behind is on the outer side of the row, and a row without anybody behind takes no room.
  const row = (seat: PlannedSeat) => (seat.behind === far ? 1 : 2);
  return (
    <ol className="table-side" style={{ gridTemplateColumns: `repeat(${columns}, minmax(96px, 190px))` }}>
      {seats.map((seat) => (
        <li
          key={seat.person.id}
          style={{ gridColumn: seat.column, gridRow: row(seat) }}
          className={`place${seat.position === 0 && !seat.behind ? ' head' : ''}${seat.person.interprets ? ' interprets' : ''}`}
        >
          <Place seat={seat} right={far ? -1 : 1} onChoose={onChoose} />
        </li>
      ))}
    </ol>
  );
}

interface PlaceProps {
  readonly seat: PlannedSeat;
  /** What a step to the right of the page adds to the position. */
  readonly right: 1 | -1;
  readonly onChoose: TableSideProps['onChoose'];
}

function Place({ seat, right, onChoose }: PlaceProps) {
  const words = useWords();
  const { language, dates } = useDisplayPreferences();
  const { person } = seat;
  return (
    <>
      <strong>{person.name}</strong>
      <span className="quiet-text">{person.post}</span>
      {person.interprets && <span className="tag muted">{words('fields.interprets')}</span>}
      {seat.byHand && (
        <span className="tag warn">
          {words('briefing.byHand', { who: person.chosenBy ?? '', date: person.chosenOn ? formatDate(person.chosenOn, language, dates) : '' })}
        </span>
      )}
      <span className="place-moves">
        <button
          type="button"
          className="link"
          aria-label={words('briefing.seatLeft', { name: person.name })}
          onClick={() => onChoose(seat, seat.position - right)}
        >
          ←
        </button>
        <button
          type="button"
          className="link"
          aria-label={words('briefing.seatRight', { name: person.name })}
          onClick={() => onChoose(seat, seat.position + right)}
        >
          →
        </button>
        {seat.byHand && (
          <button type="button" className="link" onClick={() => onChoose(seat, null)}>
            {words('briefing.byRule')}
          </button>
        )}
      </span>
    </>
  );
}
