// Fictional progress of the measures, and meetings of the Council.
import type { SeedRecord } from '../../../db/log/seed.ts';
import { recordKey } from '../reference/reference-data.ts';
import { id, mark, pick, sequence } from './seed-set.ts';

const plans = [
  '関係局との調整会議を開き、事業案をまとめる',
  '海外都市と実務者の会議を行う',
  '現地の需要を調べ、計画を見直す',
  '研修生を受け入れ、報告会を開く',
  '広報物を多言語で作り、配布する',
  '協定に沿った共同事業の準備を進める',
] as const;
const tasks = [
  '調整会議を2回開き、事業案の骨子をまとめた',
  '実務者の会議を開き、3都市が参加した',
  '聞き取り調査を終え、結果を取りまとめた',
  '研修生12人を受け入れ、報告会を開いた',
  '4言語の冊子を作り、5,000部を配布した',
  '共同事業の実施要領を相手都市と確認した',
] as const;
const problems = [
  '相手都市の組織改正により窓口が変わり、日程の調整に時間を要している。次回の会議までに新しい担当者との定例の打合せを設ける必要がある',
  '渡航費の上昇により、派遣の規模を見直す必要がある',
  '通訳の確保が難しい時期がある',
] as const;
const nexts = [
  '次の四半期に試行を行い、効果を確かめる',
  '相手都市との覚書の案を協議する',
  '参加都市を増やすため、働きかけを続ける',
  '関係局と費用の分担を整理する',
] as const;

/** Progress of each measure by each lead bureau, for both periods. */
export function reporting(measures: readonly { readonly id: string; readonly number: number; readonly bureaus: readonly string[] }[]): SeedRecord[] {
  const council = recordKey('council', 'promotion');
  const strategy = recordKey('strategy', 'basic-2014');
  const quarters = [
    { key: 'r8q1', ja: '令和8年度第1四半期', en: 'FY2026 Q1', ko: '2026년도 1분기', from: '2026-04-01', to: '2026-06-30', due: '2026-07-17', status: 'closed' },
    { key: 'r8q2', ja: '令和8年度第2四半期', en: 'FY2026 Q2', ko: '2026년도 2분기', from: '2026-07-01', to: '2026-09-30', due: '2026-10-16', status: 'open' },
  ] as const;
  const records: SeedRecord[] = quarters.map((quarter) => ({
    table: 'period',
    id: id('period', quarter.key),
    values: {
      council,
      strategy,
      nameJa: quarter.ja,
      nameEn: quarter.en,
      nameKo: quarter.ko,
      kind: 'quarter',
      dateFrom: quarter.from,
      dateTo: quarter.to,
      asOf: quarter.to,
      dueOn: quarter.due,
      status: quarter.status,
    },
  }));
  for (const [turn, quarter] of quarters.entries())
    for (const measure of measures)
      for (const [at, bureau] of measure.bureaus.entries()) {
        const random = sequence(measure.number * 100 + at * 10 + turn);
        const weight = random(20);
        const status =
          weight < 11 + turn ? 'onTrack' : weight < 14 ? 'behind' : weight < 15 ? 'atRisk' : weight < 17 ? 'done' : weight < 19 ? 'notStarted' : 'cancelled';
        const troubled = status === 'behind' || status === 'atRisk' || status === 'cancelled';
        records.push({
          table: 'progress',
          id: id('progress', `${quarter.key}-${measure.number}-${at}`),
          values: {
            period: id('period', quarter.key),
            measure: measure.id,
            bureau,
            status,
            statusReason: troubled ? `${mark}相手先との調整が続いているため` : null,
            planned: `${mark}${pick(plans, random(plans.length))}`,
            done: status === 'notStarted' ? null : `${mark}${pick(tasks, random(tasks.length))}`,
            figures: random(2) === 0 ? `${mark}参加者 ${20 + random(80)}人(目標 100人)` : null,
            problems: troubled ? `${mark}${pick(problems, random(problems.length))}` : null,
            nextSteps: status === 'done' || status === 'cancelled' ? null : `${mark}${pick(nexts, random(nexts.length))}`,
            contact: `見本担当 内線 ${10_000 + measure.number * 10 + at}`,
            reportedOn: quarter.due,
          },
        });
      }
  return records;
}

const measuredBy = [
  ['参加者数', 'Participants', '人', 100],
  ['会議への参加都市', 'Cities taking part', '都市', 20],
  ['研修の修了者', 'Trainees', '人', 40],
  ['多言語資料の配布', 'Leaflets handed out', '部', 5_000],
] as const;

/** An indicator for every eighth measure, with targets and results of two fiscal years. */
export function indicators(measures: readonly { readonly id: string; readonly number: number }[]): SeedRecord[] {
  return measures
    .filter(({ number }) => number % 8 === 1)
    .flatMap((measure, at): SeedRecord[] => {
      const [nameJa, nameEn, unit, target] = pick(measuredBy, at);
      const indicator = id('indicator', String(measure.number));
      const random = sequence(measure.number + 9_000);
      return [
        {
          table: 'indicator',
          id: indicator,
          values: {
            measure: measure.id,
            nameJa: `${mark}${nameJa}`,
            nameEn: `[Sample] ${nameEn}`,
            unit,
            baseline: String(Math.round(target * 0.6)),
            baselineYear: 2024,
          },
        },
        ...([2025, 2026] as const).map(
          (fiscalYear): SeedRecord => ({
            table: 'indicatorTarget',
            id: id('indicatorTarget', `${measure.number}-${fiscalYear}`),
            values: {
              indicator,
              fiscalYear,
              value: String(target),
              actual: at === 4 && fiscalYear === 2026 ? null : String(Math.round((target * (55 + random(60))) / 100)),
            },
          }),
        ),
      ];
    });
}

/** Three meetings, two of them held, with agenda, attendance, decisions and action items. */
export function meetings(bureaus: readonly string[]): SeedRecord[] {
  const council = recordKey('council', 'promotion');
  return (['2026-07-30', '2026-10-29', '2027-01-28'] as const).flatMap((heldOn, at): SeedRecord[] => {
    const meeting = id('meeting', `${at}`);
    const held = heldOn < '2026-11-20';
    const titles = ['開会', '施策の進行状況について', '部会からの報告', '今後の進め方', '閉会'] as const;
    return [
      {
        table: 'meeting',
        id: meeting,
        values: {
          council,
          titleJa: `${mark}第${at + 1}回 都市外交推進会議`,
          titleEn: `[Sample] Council meeting no. ${at + 1}`,
          heldOn,
          startTime: '10:00',
          endTime: '11:30',
          place: '第一本庁舎 庁議室',
          status: held ? 'held' : 'planned',
        },
      },
      ...titles.map((title, order) => ({
        table: 'agendaItem',
        id: id('agendaItem', `${at}-${order}`),
        values: { meeting, order: order + 1, titleJa: title, paper: order === 1 ? '資料1' : order === 2 ? '資料2' : null },
      })),
      ...bureaus.slice(0, 6).map((bureau, order) => ({
        table: 'attendance',
        id: id('attendance', `${at}-${order}`),
        values: { meeting, bureau, name: '担当部長(見本)', postJa: '部長' },
      })),
      ...(held
        ? [
            {
              table: 'decision',
              id: id('decision', `${at}`),
              values: { meeting, order: 1, text: `${mark}遅れのある施策について、次回までに対応案を示すこととした。` },
            },
            {
              table: 'actionItem',
              id: id('actionItem', `${at}`),
              values: {
                meeting,
                text: `${mark}遅れのある施策の対応案をまとめる`,
                bureau: pick(bureaus, at),
                dueOn: at === 0 ? '2026-09-30' : '2026-12-18',
                status: at === 0 ? 'closed' : 'open',
                closedOn: at === 0 ? '2026-09-25' : null,
              },
            },
          ]
        : []),
    ];
  });
}
