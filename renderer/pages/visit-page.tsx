// A visit: what is to be prepared, what happens, who is there, what is given; next to it what one wants to know.
import type { VisitPage as Page } from '../../electron/contract/records.ts';
import { missingText } from '../../resources/locales/page-sentences.ts';
import { useWords } from '../bridge/i18n.ts';
import type { Destination } from '../bridge/navigation.ts';
import { useDisplayPreferences } from '../bridge/preferences.tsx';
import { RecordFiles } from '../workbench/record/record-files.tsx';
import { AllFields } from './kit/all-fields.tsx';
import { ChildTable } from './kit/child-table.tsx';
import { LinkList } from './kit/link-list.tsx';
import { PageHead } from './kit/page-head.tsx';

const facts = ['date', 'startTime', 'endTime', 'place', 'partner', 'leader', 'receivedBy', 'language', 'interpreter', 'status'];

/** What a new record of a part begins with, in addition to its visit. */
const sides: Readonly<Record<string, Readonly<Record<string, string>>>> = { guests: { side: 'guest' }, hosts: { side: 'host' } };

export function VisitPage({ page, onGo }: { page: Page; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { row, names } = page;
  return (
    <>
      <PageHead table="visit" row={row} names={names} facts={facts} state={missingText({ words, display }, page.missing)} onGo={onGo} />
      <div className="page-columns">
        <div className="page-work">
          {page.parts.map((part) => (
            <ChildTable key={part.part} part={part} names={names} preset={{ visit: row.id, ...sides[part.part] }} onGo={onGo} />
          ))}
          <AllFields table="visit" row={row} names={names} />
        </div>
        <aside className="page-aside" aria-label={words('page.aside')}>
          {page.aside.map((part) => (
            <LinkList key={part.part} part={part} names={names} onGo={onGo} />
          ))}
          <RecordFiles table="visit" id={row.id} />
        </aside>
      </div>
    </>
  );
}
