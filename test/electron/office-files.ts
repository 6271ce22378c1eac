// What an import of each file in test/fixtures/import would do.

export interface Expected {
  /** The table; partners where absent. */
  readonly as?: 'visit';
  /** Values of each new record in the order of the file's columns, without those that every line has. */
  readonly records: readonly string[];
  /** Line, column, reason and its details. */
  readonly refused?: readonly string[];
  /** Code of each notice and its details. */
  readonly told?: readonly string[];
  /** Readings to choose from. */
  readonly asks?: readonly string[];
}

export const officeFiles: Readonly<Record<string, Expected>> = {
  'backslash.xlsx': {
    records: ['甲ZZ市|あ|い'],
  },
  'cjk-builtin-formats.xlsx': {
    as: 'visit',
    records: [
      '2019-05-01|ZZ14|2019/5/1',
      '2019-05-01|ZZ27|R1.5.1',
      '2019-05-01|ZZ28|令和1年5月1日',
      '2019-05-01|ZZ30|2019/5/1',
      '2019-05-01|ZZ31|2019年5月1日',
      '2019-05-01|ZZ34|2019年5月',
      '2019-05-01|ZZ50|R1.5.1',
      '2019-05-01|ZZ51|令和1年5月1日',
      '2019-05-01|ZZ54|令和1年5月1日',
      '2019-05-01|ZZ55|2019年5月',
      '2019-05-01|ZZ57|R1.5.1',
      '2019-05-01|ZZ58|令和1年5月1日',
      '2019-05-01|ZZ22|2019/5/1 0:00',
    ],
  },
  'control-chars2.csv': {
    records: ['ZZ縦タブ 市|一行目\n二行目'],
    told: ['cleaned 2'],
  },
  'date1904-true.xlsx': {
    as: 'visit',
    records: ['2019-05-01|13:30|ZZ書式あり|2019/5/1'],
  },
  'date1904.xlsx': {
    as: 'visit',
    records: ['2019-05-01|13:30|ZZ書式あり|2019/5/1', '2019-05-01|ZZ書式なし', '2019-05-01|ZZ組込31'],
  },
  'equal-cells-row.csv': {
    records: ['モナコZZ|Monaco|もなこ', 'city|city|city'],
    told: ['equalCells 3'],
  },
  'errors.xlsx': {
    records: [],
    refused: ['2 otherNames errorCell #N/A', '2 note errorCell #ERROR', '3 nameJa errorCell #NAME?'],
    told: ['formulas 1'],
  },
  'euc-jp.csv': {
    asks: ['euc-jp', 'gb18030', 'euc-kr'],
    records: [],
    told: ['encoding euc-jp'],
  },
  'formula-no-cache.xlsx': {
    records: ['丙ZZ|2'],
    refused: ['2 otherNames noResult', '2 note noResult'],
    told: ['formulas 6', 'noResults 2 C2, D2'],
  },
  'gbk.csv': {
    asks: ['euc-jp', 'gb18030', 'big5'],
    records: [],
    told: ['encoding euc-jp'],
  },
  'hidden-rows.xlsx': {
    records: ['甲ZZ市|あ|い', '乙ZZ市|う|え'],
    told: ['hiddenRows 1 2'],
  },
  'hidden-sheet.xlsx': {
    records: ['公ZZ市'],
    told: ['hiddenSheets 1 旧版'],
  },
  'html.xls': {
    records: ['甲ZZ市'],
  },
  'ideographic-comma.csv': {
    records: ['甲ZZ市|あ'],
  },
  'iso-2022-jp.csv': {
    records: ['東京ＺＺ市|高島崎ー'],
    told: ['encoding iso-2022-jp'],
  },
  'latin1b.csv': {
    records: ['X1|São Paulo', 'X2|Göteborg', 'X3|Genève', 'X4|Besançon'],
    told: ['encoding windows-1252'],
  },
  'leading-zeros.xlsx': {
    as: 'visit',
    records: ['2020-01-01|ZZ電話|090-1234-5678|9012345678', '2020-01-02|ZZ番号|0007|12345678901234600', '2020-01-03|ZZ指数|1E+21|123456789012346000000'],
  },
  'leap1900.xlsx': {
    as: 'visit',
    records: ['1900-01-01|ZZ1', '1900-01-02|ZZ2', '1900-01-31|ZZ31', '1900-02-28|ZZ59', '1900-03-01|ZZ61', '1900-03-02|ZZ62'],
    refused: ['6 date notDate'],
  },
  'mixed-line-ends.csv': {
    records: ['甲ＺＺ市|あ', '乙ＺＺ市|い', '丙ＺＺ市|う'],
  },
  'numbers.csv': {
    as: 'visit',
    records: ['2020-01-01|ZZn9|5', '2020-01-01|ZZn11|12', '2020-01-01|ZZn13|12', '2020-01-01|ZZn15|1234', '2020-01-01|ZZn18|12', '2020-01-01|ZZn19|2'],
    refused: [
      '2 partySize notWhole',
      '3 partySize notWhole',
      '4 partySize notWhole',
      '5 partySize notWhole',
      '6 partySize notWhole',
      '7 partySize notWhole',
      '8 partySize outOfRange 1 9999',
      '9 partySize outOfRange 1 9999',
      '10 partySize notWhole',
      '12 partySize notWhole',
      '14 partySize notWhole',
      '16 partySize notWhole',
      '18 partySize notWhole',
      '19 partySize notWhole',
    ],
  },
  'openpyxl-iso-dates.xlsx': {
    as: 'visit',
    records: ['2026-04-01|14:30|ZZ開始|2026-04-01 14:30:00', '2026-04-01|ZZ日だけ'],
  },
  'rels-ns0.xlsx': {
    records: ['甲ZZ市|あ|い'],
  },
  'rph-inline.xlsx': {
    records: ['甲ZZ|行内'],
  },
  'same-name-cities.csv': {
    records: ['ZZコルドバ市|22c8d2a3-969d-5247-bcd2-98820df00fe7|Cordoba AR'],
    refused: ['2 country unknownName スペイン partner'],
  },
  'semicolon-heavy.csv': {
    records: ['甲ＺＺ市|a;b;c;d;e;f', '乙ＺＺ市|a;b;c;d;e;f;g'],
  },
  'sheet-nonum.xlsx': {
    records: ['甲ZZ市|あ|う'],
  },
  'sst-odd-case.xlsx': {
    records: ['甲ZZ|共有'],
  },
  'strict-formula-date.xlsx': {
    as: 'visit',
    records: ['2009-05-18|09:30|ZZ式の日付|2009/5/18'],
    told: ['formulas 2'],
  },
  'strike.xlsx': {
    records: ['甲ZZ市|新称ZZ|い'],
    told: ['struck 1'],
  },
  'styled-blank-cols.xlsx': {
    records: ['甲ZZ市|あ|い'],
  },
  'subtotal-middle.csv': {
    records: ['甲ZZ市|1', '乙ZZ市|2'],
    told: ['totalsSkipped 3, 5'],
  },
  'table-shukei.xlsx': {
    as: 'visit',
    records: ['2020-01-01|ZZ面会|3'],
    told: ['totalsSkipped 3'],
  },
  'text-dates.csv': {
    as: 'visit',
    records: [
      '1988-01-07|ZZ0',
      '1989-01-08|ZZ1',
      '2019-05-01|ZZ2',
      '2019-05-01|ZZ3',
      '2020-04-01|ZZ4',
      '1989-01-08|ZZ5',
      '2019-05-01|ZZ6',
      '2024-02-29|ZZ10',
      '1999-12-31|ZZ11',
      '2019-05-01|ZZ12',
      '2019-05-01|ZZ13',
      '2019-05-01|ZZ14',
      '2014-04-25|ZZ15',
      '1988-01-07|ZZ16',
      '1912-07-30|ZZ17',
      '1912-07-30|ZZ18',
      '2014|ZZ19',
      '2014-04|ZZ20',
      '2014-04-25|ZZ24',
      '2014-04-25|ZZ25',
      '2014-04-25|ZZ26',
      '2014-04-25|ZZ30',
      '2014-04-25|ZZ35',
      '2014-04-25|ZZ36',
      '2019-05-01|ZZ37',
      '2014-04|ZZ43',
      '2014-04-25|ZZ44',
      '2014-04-25|ZZ49',
      '2014-04-25|ZZ50',
      '2019-05-01|ZZ51',
      '1989-01-07|ZZ55',
      '2019-05-01|ZZ56',
      '2026-04-01|ZZ57',
      '2026-04-01|ZZ58',
      '2026-04-25|ZZ61',
    ],
    refused: [
      '9 date notDate',
      '10 date notDate',
      '11 date notDate',
      '23 date notDate',
      '24 date notDate',
      '25 date notDate',
      '29 date notDate',
      '30 date notDate',
      '31 date notDate',
      '33 date notDate',
      '34 date notDate',
      '35 date notDate',
      '36 date notDate',
      '40 date notDate',
      '41 date notDate',
      '42 date notDate',
      '43 date notDate',
      '44 date notDate',
      '47 date notDate',
      '48 date notDate',
      '49 date notDate',
      '50 date notDate',
      '54 date notDate',
      '55 date notDate',
      '56 date notDate',
      '61 date notDate',
      '62 date notDate',
    ],
    told: ['corrected 6'],
  },
  'times.xlsx': {
    as: 'visit',
    records: [
      '2020-01-01|13:30|ZZ13:30',
      '2020-01-03|13:30|ZZ日時|2019/5/1 13:30',
      '2020-01-04|00:00|ZZ24時直前',
      '2020-01-06|15:00|ZZ午後3時',
      '2020-01-07|15:30|ZZpm',
      '2020-01-09|15:30|ZZrange|16:00',
      '2020-01-10|15:30|ZZ3:30PM',
      '2020-01-11|15:30|ZZ15時半',
      '2020-01-12|15:30|ZZ1530',
      '2020-01-13|15:30|ZZ15:30:00',
      '2020-01-14|12:00|ZZ正午',
    ],
    refused: ['3 startTime notTime', '6 startTime notTime', '9 startTime noonOrMidnight'],
  },
  'two-sheet-parts.xlsx': {
    records: ['甲ZZ市|一枚目'],
    told: ['otherSheets 本年度 1 前年度'],
  },
  'unit-row.xlsx': {
    as: 'visit',
    records: ['2020-01-01|ZZ面会|3'],
    told: ['unitsSkipped 2'],
  },
  'vml-br.xlsx': {
    records: ['甲ZZ市|あ|い', '乙ZZ市|う|え'],
  },
  'width-variants.csv': {
    records: ['ＺＺニューヨーク市|二'],
    refused: ['3  sameAsLine 2', '4  sameAsLine 2', '5  sameAsLine 2', '6  sameAsLine 2'],
  },
  'with-chart.xlsx': {
    records: ['甲ZZ市|あ|い', '乙ZZ市|う|え'],
    told: ['otherSheets Sheet 1 集計'],
  },
  'workbook2.xlsx': {
    records: ['甲ZZ市|あ|い'],
  },
};
