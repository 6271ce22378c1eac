// One briefing: sections from the records, free to be rewritten, refreshed with a say in every change, and handed out.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDate } from '../../../db/catalog/dates.ts';
import type { Input } from '../../../electron/contract/inputs.ts';
import type { Outputs } from '../../../electron/contract/outputs.ts';
import type { BriefingSection } from '../../../electron/contract/records.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, destinationOf } from '../../bridge/navigation.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { applyWritten, refresh } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { Ask } from '../../parts/ask.tsx';
import { Icon } from '../../parts/icon.tsx';
import { TextDifference } from '../../parts/text-difference.tsx';

export function BriefingBuilder({ id, onGo }: { id: string; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { say, refuse } = useAnnouncer();
  const [asked, setAsked] = useState<'docx' | 'pdf'>();
  const { data: page } = useQuery({ queryKey: ['list', 'briefingSection', 'page', id], queryFn: () => call('briefing', { id }), staleTime: 0 });
  if (!page) return null;
  const stale = page.sections.filter((section) => section.fresh !== null);
  const again = () => refresh(['briefingSection', 'briefingExport', 'briefing']);
  const took = (done: Outputs['refreshBriefing']) => {
    applyWritten(done);
    again();
  };
  const write = (mutations: Input<'commit'>['mutations']) => call('commit', { mutations }).then(applyWritten, refuse);
  const hand = (format: 'docx' | 'pdf') => {
    setAsked(undefined);
    call('exportBriefing', { id, format }).then((done) => {
      if (!done) return;
      again();
      say(words('ui.exported', { file: done.file }), { label: words('ui.showFolder'), run: () => call('revealLast', {}) });
    }, refuse);
  };
  const { blanks, untranslated } = page.assembled;
  const out = (format: 'docx' | 'pdf') => (blanks.length + untranslated.length + stale.length > 0 ? setAsked(format) : hand(format));
  const move = (section: BriefingSection, other: BriefingSection | undefined) => {
    if (!other) return;
    write([
      { kind: 'set', table: 'briefingSection', id: section.id, set: { order: other.order }, seen: section.seen },
      { kind: 'set', table: 'briefingSection', id: other.id, set: { order: section.order }, seen: other.seen },
    ]);
  };
  const add = () =>
    write([
      {
        kind: 'create',
        table: 'briefingSection',
        set: { briefing: id, title: words('briefing.newSection'), order: Math.min(999, (page.sections[page.sections.length - 1]?.order ?? 0) + 10) },
      },
    ]);
  return (
    <section className="exchange-screen briefing-builder">
      <header className="briefing-head">
        <button type="button" className="button quiet small" onClick={() => onGo({ screen: 'briefings' })}>
          {words('nav.briefings')}
        </button>
        <h1 className="screen-title">{page.title}</h1>
        <button type="button" className="link" onClick={() => onGo(destinationOf(page.subject.table, page.subject.id))}>
          {words(`tables.${page.subject.table}`)}
        </button>
        <span className="briefing-out">
          <button type="button" className="button small" onClick={add}>
            <Icon name="plus" />
            {words('briefing.addSection')}
          </button>
          <button
            type="button"
            className="button small"
            disabled={stale.length === 0}
            onClick={() => call('refreshBriefing', { id, choices: {} }).then(took, refuse)}
          >
            {words('briefing.refresh', { count: stale.length })}
          </button>
          <button type="button" className="button small primary" onClick={() => out('docx')}>
            <Icon name="export" />
            Word
          </button>
          <button type="button" className="button small" onClick={() => out('pdf')}>
            PDF
          </button>
        </span>
      </header>
      {blanks.length > 0 && (
        <p className="warning">
          {words('briefing.blankLine', { what: blanks.map((blank) => words(`briefing.blanks.${blank}`)).join(words('ui.columnJoin')) })}
        </p>
      )}
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
      {page.lastExport && (
        <p className="quiet-text">
          {words('briefing.lastExport', { date: formatDate(page.lastExport.date, display.language, display.dates), file: page.lastExport.fileName })}
          {page.lastExport.changed.length > 0 && (
            <span className="warning"> {words('briefing.changedSince', { sections: page.lastExport.changed.join(words('ui.columnJoin')) })}</span>
          )}
        </p>
      )}
      {page.sections.map((section, at) => (
        <Section
          key={section.id}
          section={section}
          number={at + 1}
          first={at === 0}
          last={at === page.sections.length - 1}
          onText={(set) => write([{ kind: 'set', table: 'briefingSection', id: section.id, set, seen: section.seen }])}
          onMove={(by) => move(section, page.sections[at + by])}
          onRefresh={(choice) => call('refreshBriefing', { id, choices: { [section.id]: choice } }).then(took, refuse)}
        />
      ))}
      {asked && (
        <Ask
          title={words('briefing.beforeOut')}
          text={[
            blanks.length > 0
              ? words('briefing.blankLine', { what: blanks.map((blank) => words(`briefing.blanks.${blank}`)).join(words('ui.columnJoin')) })
              : '',
            untranslated.length > 0 ? words('briefing.untranslatedCount', { count: untranslated.length }) : '',
            stale.length > 0 ? words('briefing.staleCount', { count: stale.length }) : '',
          ]
            .filter((text) => text !== '')
            .join(' ')}
          yes={words('briefing.outAnyway')}
          onYes={() => hand(asked)}
          onNo={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

interface SectionProps {
  readonly section: BriefingSection;
  readonly number: number;
  readonly first: boolean;
  readonly last: boolean;
  readonly onText: (set: { text?: string | null; title?: string; hidden?: 0 | 1 }) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRefresh: (choice: 'fresh' | 'mine' | 'both') => void;
}

function Section({ section, number, first, last, onText, onMove, onRefresh }: SectionProps) {
  const words = useWords();
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? section.text;
  return (
    <article className={`card briefing-section${section.hidden ? ' hidden-section' : ''}`} aria-label={section.title}>
      <header>
        <span className="section-number">{number}</span>
        <input
          className="field section-title"
          aria-label={words('fields.titleJa')}
          defaultValue={section.title}
          maxLength={200}
          onBlur={(event) => {
            const title = event.target.value.trim();
            if (title !== '' && title !== section.title) onText({ title });
          }}
        />
        {section.edited && <span className="tag info">{words('briefing.edited')}</span>}
        <label className="check">
          <input type="checkbox" checked={!section.hidden} onChange={(event) => onText({ hidden: event.target.checked ? 0 : 1 })} />
          {words('briefing.printed')}
        </label>
        <button type="button" className="icon-button" disabled={first} aria-label={words('council.moveUp')} onClick={() => onMove(-1)}>
          <Icon name="up" />
        </button>
        <button type="button" className="icon-button" disabled={last} aria-label={words('council.moveDown')} onClick={() => onMove(1)}>
          <Icon name="down" />
        </button>
      </header>
      <textarea
        className="field section-text"
        aria-label={section.title}
        rows={Math.min(18, Math.max(2, shown.split('\n').length + 1))}
        value={shown}
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => {
          if (draft !== undefined && draft !== section.text) onText({ text: draft === '' ? null : draft });
          setDraft(undefined);
        }}
      />
      {section.fresh !== null && (
        <div className="fresh">
          <p>{words(section.edited ? 'briefing.freshEdited' : 'briefing.fresh')}</p>
          <div className="fresh-text">
            <TextDifference from={section.generated} to={section.fresh} />
          </div>
          <div className="card-actions">
            <button type="button" className="button small primary" onClick={() => onRefresh('fresh')}>
              {words('briefing.takeFresh')}
            </button>
            {section.edited && (
              <>
                <button type="button" className="button small" onClick={() => onRefresh('both')}>
                  {words('briefing.takeBoth')}
                </button>
                <button type="button" className="button small quiet" onClick={() => onRefresh('mine')}>
                  {words('briefing.keepMine')}
                </button>
              </>
            )}
          </div>
        </div>
      )}
    </article>
  );
}
