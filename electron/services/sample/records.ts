// Fictional records to try the program on: every title and name says 見本. Deterministic, so that two sample desks agree
// and tests can name what they find. Dates lie around the two reporting periods of 令和8年度.
import type { SeedRecord } from '../../../db/log/seed.ts';
import { recordKey } from '../reference/reference-data.ts';
import { indicators, meetings, reporting } from './council.ts';
import { id } from './seed-set.ts';
import { trips } from './trips.ts';
import { people, visits } from './visits.ts';

/** @param reference  the records of the reference seed set, which the sample refers to */
export function sampleRecords(reference: readonly SeedRecord[]): SeedRecord[] {
  const { records, hosts } = people();
  const leads = new Map<string, string[]>();
  for (const { table, values } of reference)
    if (table === 'measureBureau' && values.role === 'lead')
      leads.set(String(values.measure), [...(leads.get(String(values.measure)) ?? []), String(values.bureau)]);
  const measures = reference
    .filter(({ table }) => table === 'measure')
    .map((measure) => ({ id: measure.id, number: Number(measure.values.number), bureaus: leads.get(measure.id) ?? [] }));
  const bureaus = reference.filter(({ table, values }) => table === 'bureau' && values.kind === 'bureau').map((bureau) => bureau.id);
  const officers: SeedRecord[] = ['見本 花子', '見本 太郎'].map((nameJa, at) => ({
    table: 'officer',
    id: id('officer', `${at}`),
    values: {
      nameJa,
      nameEn: at === 0 ? 'Hanako Mihon' : 'Taro Mihon',
      reading: at === 0 ? 'みほん はなこ' : 'みほん たろう',
      bureau: recordKey('bureau', 'seisaku'),
      division: '外務部',
      postJa: '主任',
    },
  }));
  const fund = recordKey('fund', 'human-resources');
  const budgets: SeedRecord[] = [2025, 2026].map((fiscalYear) => ({
    table: 'fundBudget',
    id: id('fundBudget', String(fiscalYear)),
    values: { fund, fiscalYear, amount: 80_000_000, note: '見本の金額。実際の予算ではない。' },
  }));
  return [...records, ...officers, ...visits(hosts), ...trips(), ...reporting(measures), ...indicators(measures), ...meetings(bureaus), ...budgets];
}
