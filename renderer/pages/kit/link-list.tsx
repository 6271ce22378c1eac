// Records that the page only points to, each with what tells it apart.
import type { PagePart } from '../../../electron/contract/records.ts';
import { noteText, rowTexts } from '../../../resources/locales/page-sentences.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, placeOfRecord } from '../../bridge/navigation.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';

interface LinkListProps {
  readonly part: PagePart;
  readonly names: Readonly<Record<string, string>>;
  readonly onGo: (destination: Destination) => void;
}

export function LinkList({ part, names, onGo }: LinkListProps) {
  const words = useWords();
  const display = useDisplayPreferences();
  const style = { words, display };
  return (
    <section className="page-part">
      <div className="page-part-head">
        <h2>{words(`page.parts.${part.part}`)}</h2>
        <span className="count">{part.total}</span>
      </div>
      <ul className="page-links">
        {part.rows.map((row) => (
          <li key={row.id}>
            <button type="button" className="link" onClick={() => onGo(placeOfRecord(part.table, row.id))}>
              {rowTexts(style, part, row, names).join(' · ')}
            </button>
            {(part.notes[row.id] ?? []).map((note) => (
              <span key={note.code + (note.record ?? '')} className="quiet-text">
                {noteText(style, note, names)}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {part.total > part.rows.length && <p className="quiet-text">{words('page.more', { count: part.total - part.rows.length })}</p>}
    </section>
  );
}
