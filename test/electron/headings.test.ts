// Headings as the office writes them, matched to the columns of the visit log.
import { describe, expect, it } from 'vitest';
import { tableOf } from '../../db/catalog/index.ts';
import { headingWords, matchColumns } from '../../electron/services/tabular/match-columns.ts';

const targets = (...headings: string[]) => matchColumns(headings, headingWords(tableOf('visit')), {}).targets;

describe('headings of a visit list', () => {
  it('are found by the words of the office', () => {
    expect(targets('来庁日', '時間', '相手方', '来訪者', '用件', '対応者', '会場', '特記事項')).toEqual([
      'date',
      'startTime',
      'partner',
      'party',
      'agenda',
      'receivedBy',
      'place',
      'note',
    ]);
  });

  it('are found with a note in brackets or behind a mark', () => {
    expect(targets('相手先（都市・大使館）', '日付(予定)', '場所 ※変更あり')).toEqual(['partner', 'date', 'place']);
  });

  it('keep what the table itself shows, and leave unknown words alone', () => {
    expect(targets('件名', '種別', '状況', '天気')).toEqual(['titleJa', 'kind', 'status', null]);
  });
});
