// Channels of visits, trips, people and the briefings on them.
import { basename } from 'node:path';
import { writeWhole } from '../services/files/write-file.ts';
import { wordsIn } from '../words.ts';
import type { HandlerContext } from './handler-context.ts';
import type { Handlers } from './router.ts';

export function visitHandlers({ session, shell, resources, language, briefing, changed, written }: HandlerContext) {
  return {
    makeBriefing: async ({ table, id, language: paper }) => {
      const { makeBriefing } = await import('../services/briefing/briefings.ts');
      const made = makeBriefing(session.desk(), { author: session.settings().author, subject: { table, id }, language: paper, setting: briefing() });
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
      return written(refreshBriefing(session.desk(), { author: session.settings().author, id, choices, setting: briefing() }));
    },
    exportBriefing: async ({ id, format }) => {
      const desk = session.desk();
      const { dates, author } = session.settings();
      const day = session.today();
      const title = desk.db.value<string>('SELECT title FROM briefing WHERE id = ?', id) ?? '';
      const file = await shell.saveFile([title, wordsIn(language())('briefing.paper'), `${day}.${format}`].join('_'), async (path) => {
        const { page, out } = await shell.inThread('composeBriefing', { id, format, day, dates, resources });
        await writeWhole(path, 'docx' in out ? out.docx : await shell.print(out.printed), true);
        const { noteExported } = await import('../services/briefing/briefings.ts');
        noteExported(desk, author, page, basename(path));
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
          : await shell.print(itineraryPage(itinerary, session.today(), style));
      const file = await shell.saveFile(`${itinerary.title}.${format}`, (path) => writeWhole(path, bytes, true));
      return file === undefined ? null : { file, untranslated: itinerary.untranslated };
    },
    makeChecklist: async ({ visit }) => {
      const { makeChecklist } = await import('../services/visits/checklist.ts');
      return written(makeChecklist(session.desk(), session.settings().author, visit, wordsIn(language())));
    },
    seating: async ({ visit }) => {
      const { seatingOf } = await import('../services/briefing/assemble.ts');
      const paper = language() === 'en' ? 'en' : 'ja';
      return seatingOf(session.desk().db, { visit, words: briefing().words(paper), language: paper, today: session.today() });
    },
    visitStatistics: async (span) => {
      const { visitStatistics } = await import('../services/visits/statistics.ts');
      return visitStatistics(session.desk().db, span, language(), wordsIn(language()));
    },
    visitProposal: async (of) => {
      const { visitProposal } = await import('../services/visits/quick-entry.ts');
      return visitProposal(session.desk().db, of, language(), wordsIn);
    },
    enterVisit: async (entered) => {
      const { enterVisit } = await import('../services/visits/quick-entry.ts');
      const { id, committed } = enterVisit(session.desk(), session.settings().author, entered);
      return { ...written(committed), id };
    },
    duplicatePeople: async () => {
      const { duplicatePeople } = await import('../services/people/duplicate-people.ts');
      return duplicatePeople(session.desk().db);
    },
    mergePeople: async ({ keep, other }) => {
      const { mergePeople } = await import('../services/people/duplicate-people.ts');
      return written(mergePeople(session.desk(), session.settings().author, keep, other));
    },
    heldOnPerson: async ({ person }) => {
      const { heldOn } = await import('../services/people/person-data.ts');
      return heldOn(session.desk().db, person, language());
    },
    erasePerson: async ({ person, reason }) => {
      const { erasePerson } = await import('../services/people/person-data.ts');
      return { operations: erasePerson(session.desk(), session.settings().author, person, reason) };
    },
  } satisfies Partial<Handlers>;
}
