// One briefing: sections from the records, free to be rewritten, refreshed section by section, and exported.
import { useState } from 'react';
import { formatDate } from '../../../db/catalog/dates.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, destinationOf } from '../../bridge/navigation.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { Ask } from '../../parts/ask.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Section } from './section.tsx';
import { type BriefingActions, type BriefingFormat, type BriefingPage, useBriefing, useBriefingActions } from './use-briefing.ts';

interface BuilderProps {
  readonly id: string;
  readonly onGo: (destination: Destination) => void;
}

export function BriefingBuilder({ id, onGo }: BuilderProps) {
  const page = useBriefing(id);
  return page ? <Builder id={id} page={page} onGo={onGo} /> : null;
}

interface PageProps {
  readonly page: BriefingPage;
}

function Builder({ id, page, onGo }: BuilderProps & PageProps) {
  const actions = useBriefingActions(id, page.sections);
  const [asked, setAsked] = useState<BriefingFormat>();
  const isIncomplete = useLacks(page).length > 0;
  return (
    <section className="exchange-screen briefing-builder">
      <BuilderHead page={page} actions={actions} onGo={onGo} onExport={(format) => (isIncomplete ? setAsked(format) : actions.export(format))} />
      <Warnings page={page} />
      {page.sections.map((section, at) => (
        <Section
          key={section.id}
          section={section}
          number={at + 1}
          first={at === 0}
          last={at === page.sections.length - 1}
          onText={(set) => actions.write([{ kind: 'set', table: 'briefingSection', id: section.id, set, seen: section.seen }])}
          onMove={(by) => actions.swap(section, page.sections[at + by])}
          onRefresh={(choice) => actions.refreshSections({ [section.id]: choice })}
        />
      ))}
      {asked && (
        <BeforeExport
          page={page}
          onYes={() => {
            setAsked(undefined);
            actions.export(asked);
          }}
          onNo={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

interface BuilderHeadProps extends PageProps {
  readonly actions: BriefingActions;
  readonly onGo: (destination: Destination) => void;
  readonly onExport: (format: BriefingFormat) => void;
}

function BuilderHead({ page, actions, onGo, onExport }: BuilderHeadProps) {
  const words = useWords();
  const stale = staleCount(page);
  return (
    <header className="briefing-head">
      <button type="button" className="button quiet small" onClick={() => onGo({ screen: 'briefings' })}>
        {words('nav.briefings')}
      </button>
      <h1 className="screen-title">{page.title}</h1>
      <button type="button" className="link" onClick={() => onGo(destinationOf(page.subject.table, page.subject.id))}>
        {words(`tables.${page.subject.table}`)}
      </button>
      <span className="briefing-out">
        <button type="button" className="button small" onClick={actions.add}>
          <Icon name="plus" />
          {words('briefing.addSection')}
        </button>
        <button type="button" className="button small" disabled={stale === 0} onClick={() => actions.refreshSections({})}>
          {words('briefing.refresh', { count: stale })}
        </button>
        <button type="button" className="button small primary" onClick={() => onExport('docx')}>
          <Icon name="export" />
          Word
        </button>
        <button type="button" className="button small" onClick={() => onExport('pdf')}>
          PDF
        </button>
      </span>
    </header>
  );
}

/** Sections whose records have changed since their text was made. */
const staleCount = ({ sections }: BriefingPage): number => sections.filter((section) => section.fresh !== null).length;

function useBlankLine({ assembled: { blanks } }: BriefingPage): string {
  const words = useWords();
  if (blanks.length === 0) return '';
  return words('briefing.blankLine', { what: blanks.map((blank) => words(`briefing.blanks.${blank}`)).join(words('ui.columnJoin')) });
}

/** What the briefing lacks, in sentences. */
function useLacks(page: BriefingPage): readonly string[] {
  const words = useWords();
  const blankLine = useBlankLine(page);
  const { untranslated } = page.assembled;
  const stale = staleCount(page);
  return [
    blankLine,
    untranslated.length > 0 ? words('briefing.untranslatedCount', { count: untranslated.length }) : '',
    stale > 0 ? words('briefing.staleCount', { count: stale }) : '',
  ].filter((text) => text !== '');
}

function BeforeExport({ page, onYes, onNo }: PageProps & { readonly onYes: () => void; readonly onNo: () => void }) {
  const words = useWords();
  const lacks = useLacks(page);
  return <Ask title={words('briefing.beforeOut')} text={lacks.join(' ')} yes={words('briefing.outAnyway')} onYes={onYes} onNo={onNo} />;
}

function Warnings({ page }: PageProps) {
  const words = useWords();
  const display = useDisplayPreferences();
  const blankLine = useBlankLine(page);
  const { untranslated } = page.assembled;
  const { lastExport } = page;
  return (
    <>
      {blankLine !== '' && <p className="warning">{blankLine}</p>}
      {untranslated.length > 0 && (
        <details className="warning">
          <summary>{words('briefing.untranslatedCount', { count: untranslated.length })}</summary>
          <ul>
            {untranslated.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
      {lastExport && (
        <p className="quiet-text">
          {words('briefing.lastExport', { date: formatDate(lastExport.date, display.language, display.dates), file: lastExport.fileName })}
          {lastExport.changed.length > 0 && (
            <span className="warning"> {words('briefing.changedSince', { sections: lastExport.changed.join(words('ui.columnJoin')) })}</span>
          )}
        </p>
      )}
    </>
  );
}
