// The state of each briefing on a record, as a link to the briefing.
import { useQuery } from '@tanstack/react-query';
import { formatDate } from '../../../db/catalog/dates.ts';
import type { Subject } from '../../../electron/contract/records.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import type { Destination } from '../../bridge/navigation.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';

/** @param quiet  draw nothing where there is no briefing yet */
export function BriefingStandings({ table, id, quiet = false, onGo }: Subject & { quiet?: boolean; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { data } = useQuery({
    queryKey: ['briefingStandings', table, id, display.language],
    queryFn: () => call('briefingStandings', { table, id }),
    staleTime: 0,
  });
  if (!data || (quiet && data.standings.length === 0)) return null;
  if (data.standings.length === 0) return <span className="briefing-standing quiet-text">{words('briefing.standing.none')}</span>;
  return (
    <span className="briefing-standing">
      {data.standings.map(({ briefing, language, state, date, changed }) => (
        <button
          key={briefing}
          type="button"
          className={`link ${state === 'overtaken' ? 'warning' : 'quiet-text'}`}
          title={changed.length > 0 ? words('briefing.changedSince', { sections: changed.join(words('ui.columnJoin')) }) : undefined}
          onClick={() => onGo({ screen: 'briefings', briefing })}
        >
          {words(`briefing.standing.${state}`, {
            language: words(`briefing.standing.${language}`),
            date: date === null ? '' : formatDate(date, display.language, display.dates),
            sections: changed.length,
          })}
        </button>
      ))}
    </span>
  );
}
