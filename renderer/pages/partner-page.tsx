// A partner: everything with it on one timeline, agreements, people, measures; next to it promises and the cities it speaks for.
import type { PartnerPage as Page } from '../../electron/contract/records.ts';
import { entryText } from '../../resources/locales/page-sentences.ts';
import { useWords } from '../bridge/i18n.ts';
import { type Destination, placeOfRecord } from '../bridge/navigation.ts';
import { useDisplayPreferences } from '../bridge/preferences.tsx';
import { RecordFiles } from '../workbench/record/record-files.tsx';
import { AllFields } from './kit/all-fields.tsx';
import { LinkList } from './kit/link-list.tsx';
import { PageHead } from './kit/page-head.tsx';
import { Timeline } from './kit/timeline.tsx';

const facts = ['kind', 'country', 'nameEn', 'nameLocal', 'reading', 'headTitle'];

export function PartnerPage({ page, onGo }: { page: Page; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { row, names, lastHeads } = page;
  const what = lastHeads ? entryText({ words, display }, lastHeads, names) : words('page.none');
  return (
    <>
      <PageHead table="partner" row={row} names={names} facts={facts} state="" onGo={onGo} />
      <div className="page-columns">
        <div className="page-work">
          <p>
            {lastHeads ? (
              <button type="button" className="link" onClick={() => onGo(placeOfRecord(lastHeads.table, lastHeads.id))}>
                {words('page.lastHeads', { what })}
              </button>
            ) : (
              words('page.lastHeads', { what })
            )}
          </p>
          {page.parts.map((part) => (
            <LinkList key={part.part} part={part} names={names} onGo={onGo} />
          ))}
          <Timeline entries={page.timeline} counts={page.counts} names={names} onGo={onGo} />
          <AllFields table="partner" row={row} names={names} />
        </div>
        <aside className="page-aside" aria-label={words('page.aside')}>
          {page.aside.map((part) => (
            <LinkList key={part.part} part={part} names={names} onGo={onGo} />
          ))}
          <RecordFiles table="partner" id={row.id} />
        </aside>
      </div>
    </>
  );
}
