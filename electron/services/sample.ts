// Fictional records to try the program on: every title and name says 見本. Deterministic, so that two sample desks agree
// and tests can name what they find. Dates lie around the two reporting periods of 令和8年度.

import type { Value } from '../../db/catalog/index.ts';
import { storeTerms } from '../../db/catalog/parse.ts';
import { fixedRecordId } from '../../db/identity.ts';
import type { Edition, SeedRecord } from '../../db/seed.ts';
import { recordKey } from './reference.ts';

export const sampleEdition: Edition = {
  writer: '00000000000000000000000000000002',
  desk: 'sample',
  author: '見本データ',
  stamp: '019a2c6f1e410000',
  why: 'sample',
};

/** Small generator with a known sequence (mulberry32): the same sample everywhere. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T; // never empty: the lists below are constants

const id = (table: string, key: string) => fixedRecordId(table, `sample-${key}`);
const mark = '【見本】';

interface Host {
  readonly partner: string;
  readonly ja: string;
  readonly en: string;
  readonly language: string;
}
const cities: readonly Host[] = [
  { partner: 'new-york', ja: 'ニューヨーク市', en: 'New York City', language: 'en' },
  { partner: 'beijing', ja: '北京市', en: 'Beijing', language: 'zh' },
  { partner: 'paris', ja: 'パリ市', en: 'Paris', language: 'fr' },
  { partner: 'new-south-wales', ja: 'ニュー・サウス・ウェールズ州', en: 'New South Wales', language: 'en' },
  { partner: 'seoul', ja: 'ソウル特別市', en: 'Seoul', language: 'ko' },
  { partner: 'jakarta', ja: 'ジャカルタ特別市', en: 'Jakarta', language: 'id' },
  { partner: 'berlin', ja: 'ベルリン市', en: 'Berlin', language: 'de' },
  { partner: 'rome', ja: 'ローマ市', en: 'Rome', language: 'it' },
  { partner: 'london', ja: 'ロンドン市', en: 'London', language: 'en' },
  { partner: 'bangkok', ja: 'バンコク', en: 'Bangkok', language: 'th' },
  { partner: 'hanoi', ja: 'ハノイ', en: 'Hanoi', language: 'vi' },
  { partner: 'los-angeles', ja: 'ロサンゼルス市', en: 'Los Angeles', language: 'en' },
];
const embassies: readonly Host[] = [
  { partner: 'france', ja: 'フランス', en: 'France', language: 'fr' },
  { partner: 'germany', ja: 'ドイツ', en: 'Germany', language: 'de' },
  { partner: 'italy', ja: 'イタリア', en: 'Italy', language: 'it' },
  { partner: 'uk', ja: '英国', en: 'the United Kingdom', language: 'en' },
  { partner: 'brazil', ja: 'ブラジル', en: 'Brazil', language: 'pt' },
  { partner: 'egypt', ja: 'エジプト', en: 'Egypt', language: 'ar' },
  { partner: 'thailand', ja: 'タイ', en: 'Thailand', language: 'th' },
  { partner: 'mongolia', ja: 'モンゴル', en: 'Mongolia', language: 'en' },
];
const given = [
  ['アンナ', 'Anna', 'あんな'],
  ['レオ', 'Leo', 'れお'],
  ['ミラ', 'Mira', 'みら'],
  ['ヨナス', 'Jonas', 'よなす'],
  ['サラ', 'Sara', 'さら'],
  ['ノア', 'Noah', 'のあ'],
  ['エマ', 'Emma', 'えま'],
  ['ルカ', 'Luca', 'るか'],
] as const;
const family = [
  ['サンプルスキー', 'Samplesky', 'さんぷるすきー'],
  ['モデラート', 'Moderato', 'もでらーと'],
  ['エグザンプル', 'Exempel', 'えぐざんぷる'],
  ['テスティーニ', 'Testini', 'てすてぃーに'],
  ['ミホンソン', 'Mihonson', 'みほんそん'],
] as const;
const places = ['第一本庁舎 特別応接室', '第一本庁舎 会議室', '迎賓施設', '第一本庁舎 庁議室'] as const;
const topics = [
  '都市づくりの経験の共有について',
  '環境分野の協力について',
  '文化交流事業について',
  '防災の連携について',
  '若者の交流について',
  '観光の回復について',
] as const;
const gifts = [
  ['江戸切子の杯', 'Edo-kiriko glass', 12_000],
  ['東京の風呂敷', 'Furoshiki cloth', 6_000],
  ['寄木細工の小箱', 'Marquetry box', 9_000],
  ['図録', 'Illustrated catalogue', 3_500],
] as const;

const pad = (value: number) => String(value).padStart(2, '0');
/** The day so many days after 1 January 2025, ISO. */
const day = (offset: number) => new Date(Date.UTC(2025, 0, 1 + offset)).toISOString().slice(0, 10);

function people(): { records: SeedRecord[]; hosts: { host: Host; partner: string; person: string; personName: string; rank: string; post: string }[] } {
  const records: SeedRecord[] = [];
  const hosts = [...cities.map((host) => ({ host, embassy: false })), ...embassies.map((host) => ({ host, embassy: true }))].map(({ host, embassy }, at) => {
    const partner = embassy ? id('partner', `embassy-${host.partner}`) : recordKey('partner', host.partner);
    if (embassy)
      records.push({
        table: 'partner',
        id: partner,
        values: {
          nameJa: `在京${host.ja}大使館(見本)`,
          nameEn: `Embassy of ${host.en} in Tokyo (sample)`,
          kind: 'embassy',
          country: recordKey('partner', host.partner),
          reading: `ざいきょう${host.ja.replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))}たいしかん`,
        },
      });
    const first = pick(given, at);
    const last = pick(family, Math.floor(at / given.length) + at);
    const person = id('person', `${at}`);
    const post = embassy ? '特命全権大使' : host.partner === 'new-south-wales' ? '州首相' : '市長';
    const personName = `${first[0]}・${last[0]}(見本)`;
    records.push({
      table: 'person',
      id: person,
      values: {
        nameJa: personName,
        nameEn: `${first[1]} ${last[1]} (sample)`,
        reading: `${first[2]}${last[2]}`,
        partner,
        postJa: post,
        postEn: embassy ? 'Ambassador Extraordinary and Plenipotentiary' : host.partner === 'new-south-wales' ? 'Premier' : 'Mayor',
        honorific: embassy ? '閣下' : post,
        rank: embassy ? 'ambassador' : 'governorMayor',
        precedence: at + 1,
        languages: storeTerms([host.language, 'en']),
        dietary: at % 6 === 5 ? '豚肉とアルコールを除く' : null,
        note: '見本として作った架空の人物。',
      },
    });
    return { host, partner, person, personName, rank: embassy ? 'ambassador' : 'governorMayor', post };
  });
  return { records, hosts };
}

/** Values of the at-th sample visit; the same for the shipped sample and for the long lists of tests and benchmarks. */
export function sampleVisit(
  at: number,
  hosts: readonly { readonly host: Host; readonly partner: string; readonly person: string; readonly rank: string; readonly post: string }[],
): Record<string, Value> {
  const random = sequence(at + 1);
  const guest = pick(hosts, random(hosts.length * 7));
  const courtesy = guest.rank === 'ambassador' || random(3) > 0;
  const hour = 9 + random(8);
  const offset = (at * 11) % 735;
  const date = day(offset);
  const kind = courtesy ? 'courtesy' : pick(['official', 'meeting', 'inspection', 'ceremony'] as const, random(4));
  const word = { courtesy: '表敬訪問', official: '公式訪問', meeting: '会談', inspection: '視察', ceremony: '式典出席' }[kind];
  const english = { courtesy: 'courtesy call', official: 'official visit', meeting: 'meeting', inspection: 'inspection', ceremony: 'ceremony' }[kind];
  return {
    date,
    startTime: `${pad(hour)}:${pick(['00', '15', '30'] as const, random(3))}`,
    endTime: `${pad(hour + 1)}:${pick(['00', '15'] as const, random(2))}`,
    titleJa: `${mark}${guest.host.ja}${guest.post} ${word}`,
    titleEn: `[Sample] ${guest.rank === 'ambassador' ? `Ambassador of ${guest.host.en}` : `Head of ${guest.host.en}`}: ${english}`,
    kind,
    partner: guest.partner,
    leader: guest.person,
    leaderRank: guest.rank,
    partySize: 2 + random(9),
    receivedBy: pick(['governor', 'governor', 'viceGovernor', 'directorGeneral', 'bureauHead'] as const, random(5)),
    place: pick(places, random(places.length)),
    status: date < '2026-11-20' ? (random(25) === 0 ? 'cancelled' : 'done') : 'planned',
    language: guest.host.language,
    bureau: recordKey('bureau', 'seisaku'),
    handling: pick(['open', 'internal', 'internal', 'confidential'] as const, random(4)),
    agenda: `${mark}${pick(topics, random(topics.length))}`,
  };
}

export const sampleHosts = () => people().hosts;

const visitCount = 70;

function visits(hosts: ReturnType<typeof sampleHosts>): SeedRecord[] {
  const records: SeedRecord[] = [];
  for (let at = 0; at < visitCount; at++) {
    const values = sampleVisit(at, hosts);
    const visit = id('visit', `${at}`);
    const random = sequence(at + 5_000);
    records.push({ table: 'visit', id: visit, values });
    records.push({ table: 'visitGuest', id: id('visitGuest', `${at}-1`), values: { visit, person: values.leader as string, order: 1 } });
    records.push({ table: 'visitGuest', id: id('visitGuest', `${at}-2`), values: { visit, name: '随行秘書官(見本)', postJa: '秘書官', order: 2 } });
    for (const [order, title] of ['到着・出迎え', '握手・紹介・写真撮影', '会談', '贈呈品の交換', '見送り'].entries())
      records.push({
        table: 'programmeItem',
        id: id('programmeItem', `${at}-${order}`),
        values: { visit, date: values.date as string, startTime: values.startTime as string, titleJa: `${title}`, place: values.place as string },
      });
    const present = pick(gifts, random(gifts.length));
    records.push({
      table: 'gift',
      id: id('gift', `${at}`),
      values: {
        visit,
        partner: values.partner as string,
        direction: at % 3 === 2 ? 'received' : 'given',
        itemJa: `${present[0]}(見本)`,
        itemEn: `${present[1]} (sample)`,
        value: present[2],
      },
    });
    if (at % 5 === 0)
      records.push({
        table: 'followUp',
        id: id('followUp', `${at}`),
        values: {
          visit,
          text: `${mark}資料を送り、担当課どうしの打合せを設ける`,
          bureau: recordKey('bureau', 'seisaku'),
          dueOn: day(((at * 11) % 735) + 30),
          status: at % 10 === 0 ? 'open' : 'closed',
        },
      });
    if (at % 7 === 0)
      for (const [order, [area, text]] of (
        [
          ['room', '応接室を押さえる'],
          ['flags', '卓上旗を確かめる'],
          ['gifts', '贈呈品を用意する'],
          ['interpreter', '通訳を手配する'],
          ['press', '取材の要領を知らせる'],
        ] as const
      ).entries())
        records.push({
          table: 'checklistItem',
          id: id('checklistItem', `${at}-${order}`),
          values: { visit, area, text: `${mark}${text}`, owner: '国際課', hoursBefore: 48 - order * 6, order: order + 1 },
        });
  }
  return records;
}

function trips(): SeedRecord[] {
  return Array.from({ length: 8 }, (_, at) => {
    const host = pick(cities, at + 2);
    const from = day(60 + at * 80);
    const until = day(63 + at * 80);
    const trip = id('trip', `${at}`);
    const done = until < '2026-11-20';
    return [
      {
        table: 'trip',
        id: trip,
        values: {
          titleJa: `${mark}${host.ja}出張`,
          titleEn: `[Sample] Trip to ${host.en}`,
          traveller: pick(['governor', 'viceGovernor', 'directorGeneral'] as const, at),
          dateFrom: from,
          dateTo: until,
          purpose: `${mark}${pick(topics, at)}意見を交わす`,
          companions: '国際課職員3名(見本)',
          cost: 3_200_000 + at * 150_000,
          status: done ? 'done' : 'planned',
          results: done ? `${mark}実務者の協議を続けることで一致` : null,
        } satisfies Record<string, Value>,
      },
      {
        table: 'tripStop',
        id: id('tripStop', `${at}`),
        values: { trip, partner: recordKey('partner', host.partner), order: 1, arriveOn: from, leaveOn: until, purpose: `${mark}首長との会談、施設の視察` },
      },
    ];
  }).flat();
}

const plans = [
  '関係局との調整会議を開き、事業案をまとめる',
  '海外都市と実務者の会議を行う',
  '現地の需要を調べ、計画を見直す',
  '研修生を受け入れ、報告会を開く',
  '広報物を多言語で作り、配布する',
  '協定に沿った共同事業の準備を進める',
] as const;
const doings = [
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
function reporting(measures: readonly { readonly id: string; readonly number: number; readonly bureaus: readonly string[] }[]): SeedRecord[] {
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
            done: status === 'notStarted' ? null : `${mark}${pick(doings, random(doings.length))}`,
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

function meetings(bureaus: readonly string[]): SeedRecord[] {
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

/** @param reference  the records of the reference edition, which the sample refers to */
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
  return [...records, ...officers, ...visits(hosts), ...trips(), ...reporting(measures), ...meetings(bureaus), ...budgets];
}
