// `desk export briefing …`, `export calendar`, `stats`, `people duplicates|merge`, `template check`.
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DeskError } from '../../db/errors.ts';
import { templateFaultSentence } from '../../resources/locales/sentences.ts';
import { type BriefingSetting, briefingFor, noteExported, refreshBriefing } from '../services/briefing/briefings.ts';
import { composeBriefing } from '../services/briefing/compose.ts';
import { templateFindings } from '../services/briefing/paper.ts';
import type { Subject } from '../services/briefing/subject.ts';
import { today } from '../services/calendar/today.ts';
import { writeWhole } from '../services/files/write-file.ts';
import { duplicatePeople, mergePeople } from '../services/people/duplicate-people.ts';
import type { PrintedPage } from '../services/print/printed-page.ts';
import { itineraryDocx, itineraryOf, itineraryPage } from '../services/trips/itinerary.ts';
import { visitStatistics } from '../services/visits/statistics.ts';
import { oneOf, required, WrongUsage } from './arguments.ts';
import { type Answer, type Command, folderOf, reading, type Setting, words, writing } from './setting.ts';

/** @throws DeskError `pdfNeedsProgram` where there is no engine */
function print({ places, options }: Setting, page: PrintedPage): Promise<Uint8Array> {
  if (!places.pdf) throw new DeskError('pdfNeedsProgram', { file: options.out ?? '' });
  return places.pdf(page);
}

function subjectOf({ options }: Setting): Subject {
  const given = (['visit', 'trip', 'partner'] as const).filter((name) => options[name] !== undefined);
  const [table] = given;
  if (!table || given.length > 1) throw new WrongUsage('export briefing --visit ID | --trip ID | --partner ID');
  return { table, id: options[table] ?? '' };
}

/** The paper is in the language of `--lang`; without `--force` an English one with Japanese left in it is refused and says what. */
export const exportBriefing: Command = (setting) =>
  writing(setting, async (desk, author): Promise<Answer> => {
    const file = required(setting.options.out, '--out FILE.docx | FILE.pdf');
    if (!/\.(docx|pdf)$/i.test(file)) throw new WrongUsage('--out FILE.docx | FILE.pdf');
    const language = oneOf(setting.options.lang, ['ja', 'en'] as const, 'ja', 'lang');
    const briefing: BriefingSetting = { words: setting.wordsOf, dates: 'era' };
    const day = today(setting.environment.now());
    const id = briefingFor(desk, { author, subject: subjectOf(setting), language, setting: briefing });
    refreshBriefing(desk, { author, id, setting: briefing });
    const format = /\.docx$/i.test(file) ? 'docx' : 'pdf';
    if (format === 'pdf' && !setting.places.pdf) throw new DeskError('pdfNeedsProgram', { file });
    const paths = { folder: desk.folder, resources: setting.places.resources };
    const { page, out } = await composeBriefing(desk.db, { id, format, day }, paths, briefing);
    const { untranslated, blanks } = page.assembled;
    await writeWhole(file, 'docx' in out ? out.docx : await print(setting, out.printed), setting.options.force ?? false);
    noteExported(desk, author, page, basename(file));
    return {
      json: { file, briefing: id, sections: page.sections.length, blanks, untranslated },
      text: [
        words(setting)('ui.exported', { file }),
        ...blanks.map((blank) => words(setting)('briefing.blankLine', { what: words(setting)(`briefing.blanks.${blank}`) })),
        ...untranslated.map((text) => words(setting)('briefing.untranslatedLine', { text })),
      ].join('\n'),
    };
  });

/** Day by day, with Tokyo's time next to the local one. */
export const exportItinerary: Command = (setting) =>
  reading(setting, async ({ db }): Promise<Answer> => {
    const file = required(setting.options.out, '--out FILE.docx | FILE.pdf');
    if (!/\.(docx|pdf)$/i.test(file)) throw new WrongUsage('--out FILE.docx | FILE.pdf');
    const language = oneOf(setting.options.lang, ['ja', 'en'] as const, 'ja', 'lang');
    const style = { language, dates: 'era' as const, words: setting.wordsOf(language) };
    const itinerary = itineraryOf(db, required(setting.options.trip, '--trip ID'), style);
    const day = today(setting.environment.now());
    const bytes = /\.pdf$/i.test(file)
      ? await print(setting, itineraryPage(itinerary, day, style))
      : await itineraryDocx(itinerary, { folder: folderOf(setting), resources: setting.places.resources }, day, style);
    await writeWhole(file, bytes, setting.options.force ?? false);
    const { days, untranslated } = itinerary;
    return { json: { file, days: days.length, untranslated }, text: words(setting)('ui.exported', { file }) };
  });

export const stats: Command = (setting) =>
  reading(setting, ({ db }) => {
    const found = visitStatistics(
      db,
      { from: required(setting.options.from, '--from DATE'), until: required(setting.options.until, '--until DATE') },
      setting.language,
      words(setting),
    );
    return { json: found, text: found.sentence };
  });

export const duplicates: Command = (setting) =>
  reading(setting, ({ db }) => {
    const pairs = duplicatePeople(db);
    return { json: { pairs }, text: pairs.map((pair) => `${pair.ids.join(' ')} ${pair.names.join(' / ')}`).join('\n') };
  });

export const mergeTwo: Command = (setting) =>
  writing(setting, (desk, author) => {
    const done = mergePeople(desk, author, required(setting.words[2], 'people merge KEEP OTHER'), required(setting.words[3], 'people merge KEEP OTHER'));
    return { json: { records: done.rows.length }, text: words(setting)('ui.saved') };
  });

export const template: Command = async (setting) => {
  const file = required(setting.words[2], 'template check FILE.docx');
  if (!existsSync(file)) throw new DeskError('fileMissing', { file });
  const findings = await templateFindings(readFileSync(file), basename(file));
  return {
    json: { findings },
    text: findings.map((fault) => templateFaultSentence(words(setting), fault)).join('\n') || words(setting)('briefing.templateGood'),
    exit: findings.length > 0 ? 1 : 0,
  };
};
