// Channels of briefings and itineraries: made, refreshed, put on paper; and the seating plan.
import { basename } from 'node:path';
import { writeWhole } from '../services/files/write-file.ts';
import { wordsIn } from '../words.ts';
import type { HandlerContext } from './handler-context.ts';
import type { Handlers } from './router.ts';

export function briefingHandlers({ session, window, resources, language, briefing, changed, write }: HandlerContext) {
  return {
    makeBriefing: async ({ table, id, language: paper }) => {
      const { makeBriefing } = await import('../services/briefing/briefings.ts');
      const made = await session
        .desk()
        .write((desk) => makeBriefing(desk, { author: session.settings().author, subject: { table, id }, language: paper, setting: briefing() }));
      return { id: made.id, tables: changed(made.committed) };
    },
    briefing: async ({ id }) => {
      const { briefingPage } = await import('../services/briefing/briefings.ts');
      return briefingPage(session.desk().db, id, briefing(), session.today());
    },
    briefingStandings: async (subject) => {
      const { briefingStates } = await import('../services/briefing/briefing-states.ts');
      return { standings: briefingStates(session.desk().db, subject, briefing(), session.today()) };
    },
    refreshBriefing: async ({ id, choices }) => {
      const { refreshBriefing } = await import('../services/briefing/briefings.ts');
      return write((desk, author) => refreshBriefing(desk, { author, id, choices, setting: briefing() }));
    },
    exportBriefing: async ({ id, format }) => {
      const desk = session.desk();
      const { dates, author } = session.settings();
      const day = session.today();
      const title = desk.db.value<string>('SELECT title FROM briefing WHERE id = ?', id) ?? '';
      const file = await window.saveFile([title, wordsIn(language())('briefing.paper'), `${day}.${format}`].join('_'), async (path) => {
        const { page, out } = await window.inThread('composeBriefing', { id, format, day, dates, resources });
        await writeWhole(path, 'docx' in out ? out.docx : await window.print(out.printed), true);
        const { noteExported } = await import('../services/briefing/briefings.ts');
        await desk.write((open) => noteExported(open, author, page, basename(path)));
      });
      return file === undefined ? null : { file };
    },
    exportItinerary: async ({ trip, language: paper, format }) => {
      const { itineraryOf, itineraryDocx, itineraryPage } = await import('../services/trips/itinerary.ts');
      const desk = session.desk();
      const own = wordsIn(paper);
      const style = { language: paper, dates: session.settings().dates, words: own };
      const itinerary = itineraryOf(desk.db, trip, style);
      const bytes =
        format === 'docx'
          ? await itineraryDocx(itinerary, { folder: desk.folder, resources }, session.today(), style)
          : await window.print(itineraryPage(itinerary, session.today(), style));
      const file = await window.saveFile(`${itinerary.title}.${format}`, (path) => writeWhole(path, bytes, true));
      return file === undefined ? null : { file, untranslated: itinerary.untranslated };
    },
    seating: async ({ visit }) => {
      const { seatingOf } = await import('../services/briefing/assemble.ts');
      const paper = language() === 'en' ? 'en' : 'ja';
      return seatingOf(session.desk().db, { visit, words: briefing().words(paper), language: paper, today: session.today() });
    },
  } satisfies Partial<Handlers>;
}
