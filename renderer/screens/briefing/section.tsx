// One section of a briefing: its title and text, and what the records say now if they have changed.
import { useState } from 'react';
import type { BriefingSection } from '../../../electron/contract/records.ts';
import { useWords } from '../../bridge/i18n.ts';
import { Icon } from '../../parts/icon.tsx';
import { TextDifference } from '../../parts/text-difference.tsx';

interface SectionProps {
  readonly section: BriefingSection;
  readonly number: number;
  readonly first: boolean;
  readonly last: boolean;
  readonly onText: (set: { text?: string | null; title?: string; hidden?: 0 | 1 }) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRefresh: (choice: 'fresh' | 'mine' | 'both') => void;
}

export function Section(props: SectionProps) {
  const { section, onText, onRefresh } = props;
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? section.text;
  return (
    <article className={`card briefing-section${section.hidden ? ' hidden-section' : ''}`} aria-label={section.title}>
      <SectionHead {...props} />
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
      {section.fresh !== null && <FreshText section={section} fresh={section.fresh} onRefresh={onRefresh} />}
    </article>
  );
}

function SectionHead({ section, number, first, last, onText, onMove }: SectionProps) {
  const words = useWords();
  return (
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
  );
}

function FreshText({ section, fresh, onRefresh }: Pick<SectionProps, 'section' | 'onRefresh'> & { readonly fresh: string }) {
  const words = useWords();
  return (
    <div className="fresh">
      <p>{words(section.edited ? 'briefing.freshEdited' : 'briefing.fresh')}</p>
      <div className="fresh-text">
        <TextDifference from={section.generated} to={fresh} />
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
  );
}
