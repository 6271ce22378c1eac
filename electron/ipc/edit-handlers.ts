// Channels that edit records: one by one, or many cells by a plan that the person has seen.
import { DeskError } from '../../db/errors.ts';
import type { Mutation } from '../../db/log/mutation.ts';
import { wordsIn } from '../words.ts';
import type { HandlerContext } from './handler-context.ts';
import type { Handlers } from './router.ts';

export function editHandlers({ session, language, display, commitAll }: HandlerContext) {
  // One plan at a time: what the person is looking at.
  let planned: { readonly number: number; readonly mutations: readonly Mutation[] } | undefined;
  let plans = 0;
  return {
    commit: ({ mutations }) => commitAll(mutations),
    planEdit: async ({ request, edit, first, preset }) => {
      const { planEdit } = await import('../services/bulk-edit/edit-plan.ts');
      const options = { request: { ...request, today: session.today() }, edit, first, preset, display: display(), words: wordsIn(language()) };
      const { mutations, ...plan } = planEdit(session.desk().db, options);
      planned = { number: ++plans, mutations };
      return { ...plan, plan: plans };
    },
    applyEdit: ({ plan }) => {
      if (planned?.number !== plan) throw new DeskError('planGone');
      const { mutations } = planned;
      planned = undefined;
      return commitAll(mutations);
    },
  } satisfies Partial<Handlers>;
}
