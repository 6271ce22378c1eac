// Channels of visits and people: figures, quick entry, checklist, doubles, what is held on a person.
import { wordsIn } from '../words.ts';
import type { HandlerContext } from './handler-context.ts';
import type { Handlers } from './router.ts';

export function visitHandlers({ session, language, written, write }: HandlerContext) {
  return {
    makeChecklist: async ({ visit }) => {
      const { makeChecklist } = await import('../services/visits/checklist.ts');
      return write((desk, author) => makeChecklist(desk, author, visit, wordsIn(language())));
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
      const { id, committed } = await session.desk().write((desk) => enterVisit(desk, session.settings().author, entered));
      return { ...written(committed), id };
    },
    duplicatePeople: async () => {
      const { duplicatePeople } = await import('../services/people/duplicate-people.ts');
      return duplicatePeople(session.desk().db);
    },
    mergePeople: async ({ keep, other }) => {
      const { mergePeople } = await import('../services/people/duplicate-people.ts');
      return write((desk, author) => mergePeople(desk, author, keep, other));
    },
    heldOnPerson: async ({ person }) => {
      const { heldOn } = await import('../services/people/person-data.ts');
      return heldOn(session.desk().db, person, language());
    },
    erasePerson: async ({ person, reason }) => {
      const { erasePerson } = await import('../services/people/person-data.ts');
      return session.desk().write((desk) => erasePerson(desk, session.settings().author, person, reason));
    },
  } satisfies Partial<Handlers>;
}
