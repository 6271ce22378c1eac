// Closed lists: the program's behaviour depends on these words. Order is the official order shown and sorted by.
// Lists that officers may extend are records of the `vocabulary` table instead.

export const vocabularies = {
  partnerKind: ['city', 'state', 'region', 'country', 'embassy', 'organisation', 'company', 'group'],
  factMetric: ['population', 'area', 'gdp', 'head', 'other'],
  agreementKind: ['sister', 'agreement', 'declaration', 'memorandum', 'letters', 'understanding', 'other'],
  agreementStatus: ['inForce', 'underReview', 'renewed', 'suspended', 'ended'],
  bureauRole: ['lead', 'related'],
  receivedBy: ['governor', 'viceGovernor', 'directorGeneral', 'bureauHead', 'other'],
  visitStatus: ['planned', 'confirmed', 'done', 'cancelled'],
  rank: ['head', 'minister', 'ambassador', 'governorMayor', 'assembly', 'official', 'other'],
  direction: ['given', 'received'],
  handling: ['open', 'internal', 'confidential'],
  tripStatus: ['planned', 'done', 'cancelled'],
  goalKind: ['purpose', 'section', 'viewpoint', 'direction'],
  councilKind: ['council', 'subcommittee', 'survey'],
  meetingStatus: ['planned', 'held', 'cancelled'],
  actionStatus: ['open', 'closed', 'dropped'],
  periodKind: ['quarter', 'half', 'year'],
  periodStatus: ['open', 'closed'],
  progressStatus: ['notStarted', 'onTrack', 'behind', 'atRisk', 'done', 'cancelled'],
  sheetState: ['issued', 'reminded', 'returned', 'merged'],
  networkStatus: ['active', 'suspended', 'ended'],
  memberRole: ['founder', 'member', 'chair'],
  eventKind: ['plenary', 'conference', 'seminar', 'other'],
  bureauKind: ['bureau', 'catchAll'],
  briefingLanguage: ['ja', 'en'],
  briefingPart: ['summary', 'programme', 'attendance', 'biographies', 'profile', 'relations', 'points', 'questions', 'protocol', 'annexes'],
  side: ['guest', 'host'],
  programmeKind: ['programme', 'flight', 'transfer', 'hotel'],
  briefingStatus: ['draft', 'checked', 'issued'],
  checklistArea: ['room', 'seating', 'flags', 'gifts', 'interpreter', 'catering', 'security', 'press', 'parking', 'signage', 'other'],
  targetMetric: ['cities', 'dignitaries', 'ambassadors', 'visitedCities'],
} as const satisfies Record<string, readonly string[]>;

export type VocabularyName = keyof typeof vocabularies;

/** The allowed words of a closed list. Throws on a list that does not exist: a mistake in the catalog, not of a person. */
export function allowedValues(list: string): readonly string[] {
  if (!Object.hasOwn(vocabularies, list)) throw new Error(`no vocabulary "${list}"`);
  return vocabularies[list as VocabularyName];
}
