// The summary in one or two sentences, the same on every paper.
import type { Words } from '../../../resources/locales/sentences.ts';
import type { CouncilSummary } from './summary.ts';

/** Reports by status, in one sentence. */
export function headline(summary: CouncilSummary, words: Words): string {
  const totals = summary.scale.map(({ label }, at) => ({ label, count: summary.byPurpose.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0) }));
  const reports = totals.reduce((sum, { count }) => sum + count, 0);
  const parts = totals.filter(({ count }) => count > 0).map((one) => words('council.statusPart', one));
  return words('council.headline', { measures: summary.measures, reports, parts: parts.join(words('council.partJoin')) });
}

/** What changed since the period before, in one sentence. */
export const movesSentence = (change: NonNullable<CouncilSummary['change']>, words: Words): string =>
  words('council.movesSentence', { better: change.total.better, worse: change.total.worse, same: change.total.same, other: change.total.other });
