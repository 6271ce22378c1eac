// Writes the Word templates that ship with the program: `node electron/dev/templates.mjs`. Officers edit copies of them in
// Word; this script is only for writing the program's own ones again.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { root } from './tools.mjs';

const font = { ascii: 'BIZ UDPGothic', eastAsia: 'BIZ UDPゴシック', hAnsi: 'BIZ UDPGothic' };
const run = (text, more = {}) => new TextRun({ text, font, size: 21, ...more });
const line = (text, more = {}, style = {}) => new Paragraph({ children: [run(text, style)], spacing: { after: 80 }, ...more });
const rule = { style: BorderStyle.SINGLE, size: 4, color: '949494' };
const borders = { top: rule, bottom: rule, left: rule, right: rule, insideHorizontal: rule, insideVertical: rule };
const cell = (text, width, style = {}) =>
  new TableCell({
    width: { size: width, type: WidthType.PERCENTAGE },
    margins: { top: 40, bottom: 40, left: 90, right: 90 },
    children: [line(text, { spacing: { after: 0 } }, style)],
  });
const tableOf = (rows, hasHead) =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders,
    rows: rows.map((cells, at) => new TableRow({ cantSplit: true, tableHeader: hasHead && at === 0, children: cells })),
  });
const table = (rows) => tableOf(rows, false);
/** Its first row is repeated on every page, and read aloud with each cell. */
const headedTable = (rows) => tableOf(rows, true);
const pages = new Footer({
  children: [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [run('', { size: 16 }), new TextRun({ font, size: 16, children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
    }),
    new Paragraph({ alignment: AlignmentType.RIGHT, children: [run('{version}', { size: 14, color: '626264' })] }),
  ],
});
const head = new Header({
  children: [
    new Paragraph({ alignment: AlignmentType.RIGHT, children: [run('{handling}', { size: 18, bold: true }), run('  {title}', { size: 16, color: '626264' })] }),
  ],
});
const A4 = { page: { size: { width: 11906, height: 16838 }, margin: { top: 1200, bottom: 1100, left: 1200, right: 1200 } } };

/** One section of a briefing: lines, tables of two and three columns, and lives with pictures, in the order of the text. */
const sections = [
  line('{#sections}', { spacing: { after: 0 } }),
  new Paragraph({
    heading: HeadingLevel.HEADING_1,
    keepNext: true,
    spacing: { before: 240, after: 100 },
    border: { bottom: { style: BorderStyle.SINGLE, size: 8, color: '264AF4', space: 2 } },
    children: [run('{heading}', { bold: true, size: 25, color: '1A1A1C' })],
  }),
  line('{#blocks}', { spacing: { after: 0 } }),
  line('{#isHeading}', { spacing: { after: 0 } }),
  new Paragraph({
    heading: HeadingLevel.HEADING_2,
    keepNext: true,
    spacing: { before: 120, after: 60 },
    children: [run('{text}', { bold: true, color: '1A1A1C' })],
  }),
  line('{/isHeading}', { spacing: { after: 0 } }),
  line('{#isText}', { spacing: { after: 0 } }),
  line('{text}', { spacing: { after: 60, line: 300 } }),
  line('{/isText}', { spacing: { after: 0 } }),
  line('{#isTable}', { spacing: { after: 0 } }),
  table([[cell('{#rows}{a}', 26), cell('{b}', 44), cell('{c}{/rows}', 30)]]),
  line('{/isTable}', { spacing: { after: 0 } }),
  line('{#isPhoto}', { spacing: { after: 0 } }),
  line('{photo}', { keepNext: true }),
  line('{/isPhoto}', { spacing: { after: 0 } }),
  line('{/blocks}', { spacing: { after: 0 } }),
  line('{/sections}', { spacing: { after: 0 } }),
];

const heading = (text) =>
  new Paragraph({
    heading: HeadingLevel.TITLE,
    alignment: AlignmentType.CENTER,
    spacing: { before: 200, after: 160 },
    children: [run(text, { bold: true, size: 34, color: '1A1A1C' })],
  });
const part = (text) =>
  new Paragraph({
    heading: HeadingLevel.HEADING_1,
    keepNext: true,
    spacing: { before: 240, after: 100 },
    children: [run(text, { bold: true, size: 24, color: '1A1A1C' })],
  });
const facts = (rows) => table(rows.map(([label, value]) => [cell(label, 24, { bold: true }), cell(value, 76)]));

function briefing(labels) {
  return [
    line('{date}', { alignment: AlignmentType.RIGHT }),
    heading('{title}'),
    line('{subtitle}', { alignment: AlignmentType.CENTER, spacing: { after: 200 } }),
    facts(labels),
    ...sections,
  ];
}

/** Local time, Tokyo's, what, where, notes: per cent. */
const dayWidths = [16, 14, 32, 22, 16];

const documents = {
  'courtesy-call': briefing([
    ['{labelWhen}', '{when}'],
    ['{labelWhere}', '{where}'],
    ['{labelWho}', '{who}'],
    ['{labelReceivedBy}', '{receivedBy}'],
    ['{labelInterpreter}', '{interpreter}'],
  ]),
  trip: briefing([
    ['{labelWhen}', '{when}'],
    ['{labelWhere}', '{where}'],
    ['{labelWho}', '{who}'],
    ['{labelPurpose}', '{purpose}'],
  ]),
  'city-profile': briefing([
    ['{labelWhere}', '{where}'],
    ['{labelWho}', '{who}'],
  ]),
  'cover-note': [
    line('{date}', { alignment: AlignmentType.RIGHT }),
    line('{bureau} {honorific}'),
    line('{sender}', { alignment: AlignmentType.RIGHT }),
    heading('{title}'),
    line('{body}', { spacing: { line: 340, after: 200 } }),
    facts([
      ['{labelPeriod}', '{period}'],
      ['{labelDue}', '{due}'],
      ['{labelFile}', '{file}'],
      ['{labelMeasures}', '{measures}'],
    ]),
    line('{how}', { spacing: { before: 200, line: 340 } }),
  ],
  agenda: [
    line('{handling}', { alignment: AlignmentType.RIGHT }),
    heading('{title}'),
    facts([
      ['{labelWhen}', '{when}'],
      ['{labelWhere}', '{where}'],
    ]),
    part('{labelAgenda}'),
    line('{#items}', { spacing: { after: 0 } }),
    line('{no}　{text}　{bureau}　{paper}', { spacing: { after: 120 } }),
    line('{/items}', { spacing: { after: 0 } }),
    part('{labelPapers}'),
    line('{#papers}', { spacing: { after: 0 } }),
    line('{name}', { spacing: { after: 60 } }),
    line('{/papers}', { spacing: { after: 0 } }),
  ],
  itinerary: [
    heading('{title}'),
    table([[cell('{#facts}{label}', 24, { bold: true }), cell('{value}{/facts}', 76)]]),
    line('{#days}', { spacing: { after: 0 } }),
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      keepNext: true,
      spacing: { before: 240, after: 100 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 8, color: '264AF4', space: 2 } },
      children: [run('{heading}', { bold: true, size: 24, color: '1A1A1C' })],
    }),
    headedTable([
      ['{headLocal}', '{headTokyo}', '{headWhat}', '{headPlace}', '{headNote}'].map((text, at) => cell(text, dayWidths[at], { bold: true })),
      ['{#lines}{local}', '{tokyo}', '{text}', '{place}', '{note}{/lines}'].map((text, at) => cell(text, dayWidths[at])),
    ]),
    line('{/days}', { spacing: { after: 0 } }),
  ],
  'meeting-record': [
    heading('{title}'),
    facts([
      ['{labelWhen}', '{when}'],
      ['{labelWhere}', '{where}'],
    ]),
    part('{labelPresent}'),
    table([[cell('{#present}{a}', 40), cell('{b}', 25), cell('{c}{/present}', 35)]]),
    part('{labelAgenda}'),
    line('{#items}', { spacing: { after: 0 } }),
    line('{no}　{text}', { spacing: { after: 60 } }),
    line('{#notes}', { spacing: { after: 0 } }),
    line('{text}', { spacing: { after: 60 }, indent: { left: 420 } }),
    line('{/notes}', { spacing: { after: 0 } }),
    line('{/items}', { spacing: { after: 0 } }),
    part('{labelDecisions}'),
    line('{#decisions}', { spacing: { after: 0 } }),
    line('{text}', { spacing: { after: 80 } }),
    line('{/decisions}', { spacing: { after: 0 } }),
    part('{labelActions}'),
    headedTable([
      [
        cell('{headText}', 46, { bold: true }),
        cell('{headBureau}', 22, { bold: true }),
        cell('{headDue}', 20, { bold: true }),
        cell('{headState}', 12, { bold: true }),
      ],
      [cell('{#actions}{text}', 46), cell('{bureau}', 22), cell('{due}', 20), cell('{state}{/actions}', 12)],
    ]),
  ],
};

for (const [name, children] of Object.entries(documents)) {
  const plain = ['cover-note', 'agenda', 'itinerary', 'meeting-record'].includes(name);
  const document = new Document({
    creator: '',
    title: '',
    lastModifiedBy: '',
    styles: { default: { document: { run: { font, size: 21, language: { value: 'en-US', eastAsia: 'ja-JP' } } } } },
    sections: [
      {
        properties: A4,
        ...(plain
          ? {
              footers: {
                default: new Footer({
                  children: [
                    new Paragraph({
                      alignment: AlignmentType.CENTER,
                      children: [new TextRun({ font, size: 16, children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
                    }),
                  ],
                }),
              },
            }
          : { headers: { default: head }, footers: { default: pages } }),
        children,
      },
    ],
  });
  writeFileSync(join(root, 'resources', 'templates', `${name}.docx`), await Packer.toBuffer(document));
}
