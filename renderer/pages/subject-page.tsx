// The page of one record: reads it, and draws it by its kind.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { PageTable } from '../../db/catalog/pages.ts';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { type Destination, destinationOf } from '../bridge/navigation.ts';
import { useSituation } from '../bridge/preferences.tsx';
import { useAnnouncer } from '../parts/announcer.tsx';
import { PartnerPage } from './partner-page.tsx';
import { VisitPage } from './visit-page.tsx';

interface SubjectPageProps {
  readonly table: PageTable;
  readonly id: string;
  readonly onGo: (destination: Destination) => void;
}

export function SubjectPage({ table, id, onGo }: SubjectPageProps) {
  const words = useWords();
  const { settings } = useSituation();
  const { refuse } = useAnnouncer();
  // Whatever changes a record has it read again, as the panel does.
  const { data, error } = useQuery({ queryKey: ['record', 'page', table, id, settings.language], queryFn: () => call('page', { table, id }) });
  useEffect(() => {
    if (error) refuse(error);
  }, [error, refuse]);
  const toList = () => onGo(destinationOf(table, id));
  return (
    <article
      className="subject-page"
      aria-label={words('page.label')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented && event.currentTarget.contains(event.target as Node)) toList();
      }}
    >
      <button type="button" className="link" onClick={toList}>
        {words('page.back')}
      </button>
      {data?.table === 'visit' && <VisitPage page={data} onGo={onGo} />}
      {data?.table === 'partner' && <PartnerPage page={data} onGo={onGo} />}
    </article>
  );
}
