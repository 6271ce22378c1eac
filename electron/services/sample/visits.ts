// Fictional guests, their visits, and the governor's trips.
import type { Value } from '../../../db/catalog/index.ts';
import { storeTerms } from '../../../db/catalog/parse.ts';
import type { SeedRecord } from '../../../db/log/seed.ts';
import { addDays } from '../calendar/days.ts';
import { recordKey } from '../reference/reference-data.ts';
import { id, mark, pick, sequence } from './seed-set.ts';

interface Host {
  readonly partner: string;
  readonly ja: string;
  readonly en: string;
  readonly language: string;
}
export const cities: readonly Host[] = [
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
export const topics = [
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
export const day = (offset: number) => addDays('2025-01-01', offset);

/** One guest for each city and embassy, and the records of both. */
export function people(): { records: SeedRecord[]; hosts: { host: Host; partner: string; person: string; personName: string; rank: string; post: string }[] } {
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

/** The guests alone. */
export const sampleHosts = () => people().hosts;

const visitCount = 70;

/** Minutes after the beginning. */
const visitSteps = [
  [0, '到着・出迎え', 'Arrival and welcome'],
  [5, '握手・紹介・写真撮影', 'Handshake, introductions, photographs'],
  [10, '会談', 'Talks'],
  [25, '贈呈品の交換', 'Exchange of gifts'],
  [30, '見送り', 'Farewell'],
] as const;

/** A time of day so many minutes on; no sample day runs past midnight. */
function later(time: string, minutes: number): string {
  const total = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes;
  return `${pad(Math.floor(total / 60))}:${pad(total % 60)}`;
}

/** The sample visits with their party, programme, gifts, promises and checklists. */
export function visits(hosts: ReturnType<typeof sampleHosts>): SeedRecord[] {
  const records: SeedRecord[] = [];
  for (let at = 0; at < visitCount; at++) {
    const values = sampleVisit(at, hosts);
    const visit = id('visit', `${at}`);
    const random = sequence(at + 5_000);
    records.push({ table: 'visit', id: visit, values });
    records.push({ table: 'visitGuest', id: id('visitGuest', `${at}-1`), values: { visit, person: values.leader as string, order: 1 } });
    records.push({ table: 'visitGuest', id: id('visitGuest', `${at}-2`), values: { visit, name: '随行秘書官(見本)', postJa: '秘書官', order: 2 } });
    for (const [order, [minutes, titleJa, titleEn]] of visitSteps.entries())
      records.push({
        table: 'programmeItem',
        id: id('programmeItem', `${at}-${order}`),
        values: { visit, date: values.date as string, startTime: later(values.startTime as string, minutes), titleJa, titleEn, place: values.place as string },
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
