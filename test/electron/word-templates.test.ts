// Word templates that officers have edited: what is wrong is said with its place before anything is written, notes are
// filled, and a file says of itself what the desk says.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Zip } from 'easy-template-x';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { withAuthor } from '../../electron/services/print/pdf-properties.ts';
import { checkTemplate, fillTemplate } from '../../electron/services/word/template.ts';
import { resources } from '../fresh-desk.ts';

const known = new Set(['title', 'subtitle', 'date', 'sections', 'heading', 'text']);
const properties = { title: '表敬訪問 資料', author: '国際課1', at: Date.UTC(2026, 10, 25) };

/** A template with these paragraphs as its body, and these as a footnote. A paragraph is one run, or several. */
async function template(body: readonly (string | readonly string[])[], note: readonly (string | readonly string[])[] = []): Promise<Buffer> {
  const zip = await Zip.load(readFileSync(join(resources, 'templates', 'agenda.docx')));
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const runs = (one: string | readonly string[]) => [one].flat().map((text) => `<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`);
  const paragraphs = (all: readonly (string | readonly string[])[]) => all.map((one) => `<w:p>${runs(one).join('')}</w:p>`).join('');
  const open = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  zip.setFile('word/document.xml', `${open}<w:document ${space}><w:body>${paragraphs(body)}</w:body></w:document>`);
  zip.setFile('word/footnotes.xml', `${open}<w:footnotes ${space}><w:footnote w:id="7">${paragraphs(note)}</w:footnote></w:footnotes>`);
  for (const path of zip.listFiles().filter((one) => /^word\/(header|footer)\d*\.xml$/.test(one)))
    zip.setFile(path, `${open}<w:${path.includes('header') ? 'hdr' : 'ftr'} ${space}><w:p/></w:${path.includes('header') ? 'hdr' : 'ftr'}>`);
  return zip.export<Buffer>(Buffer as never);
}

const partOf = async (file: Buffer, path: string) => (await Zip.load(file)).getFile(path).getContentText();
const textOf = async (file: Buffer, path: string) => (await partOf(file, path)).replace(/<[^>]+>/g, '');

describe('a template', () => {
  it.each([
    ['an end without its loop', ['{title}', '{/sections}'], { code: 'unopened', tag: 'sections', part: 'document', paragraph: 2 }],
    ['a loop without its end', ['{#sections}', '{heading}', '{title}'], { code: 'unclosed', tag: 'sections', paragraph: 1 }],
    ['loops that cross', ['{#sections}{#title}', '{/sections}{/title}'], { code: 'unopened', tag: 'sections', paragraph: 2 }],
    ['a lone brace', ['集合 {1, 2 と書く {title}'], { code: 'brace', paragraph: 1, near: '集合 {1, 2 と書く {title}' }],
    ['a lone closing brace', ['注 } {title}'], { code: 'brace', tag: '}' }],
    ['nothing in braces', ['{}'], { code: 'brace' }],
    ['a name nobody fills', ['{titel}'], { code: 'unknown', tag: 'titel', meant: 'title' }],
    ['a short name that is like nothing', ['{xy}'], { code: 'unknown', tag: 'xy', meant: undefined }],
    ['full-width braces', ['｛date｝'], { code: 'fullWidth', tag: 'date' }],
    ['a full-width name in full-width braces', ['｛ｄａｔｅ｝'], { code: 'fullWidth', tag: 'date' }],
    ['a place cut into runs', [['{ti', 'tel', '}']], { code: 'unknown', tag: 'titel' }],
  ] as const)('with %s is not usable, and says where', async (_, body, fault) => {
    const file = await template(body);
    expect((await checkTemplate(file, known, 't.docx'))[0]).toMatchObject(fault);
    await expect(fillTemplate(file, { title: 'x', date: 'y', sections: [] }, { name: 't.docx', known, properties })).rejects.toMatchObject({
      code: 'templateBroken',
      details: { reason: fault.code },
    });
  });

  it('with a loop in a footnote is not usable; a single place there is filled, also when Word has cut it', async () => {
    const looped = await template(['{title}'], ['{#sections}{heading}{/sections}']);
    expect((await checkTemplate(looped, known, 't.docx'))[0]).toMatchObject({ code: 'loopInNote', part: 'footnotes' });
    const file = await template(['本文 {title}'], ['脚注 {title} と {date}', ['分割 {ti', 'tle', '} 終わり']]);
    expect(await checkTemplate(file, known, 't.docx')).toEqual([]);
    const filled = await fillTemplate(file, { title: 'A & <B>', date: '11月', sections: [] }, { name: 't.docx', known, properties });
    expect(await textOf(filled, 'word/footnotes.xml')).toBe('脚注 A &amp; &lt;B&gt; と 11月分割 A &amp; &lt;B&gt; 終わり');
  });

  it('full-width braces around other words are text', async () => {
    expect(await checkTemplate(await template(['｛仮称｝ {title}']), known, 't.docx')).toEqual([]);
  });

  it('is what the program ships: every one of its own is usable', async () => {
    for (const name of ['courtesy-call', 'trip', 'city-profile', 'itinerary', 'agenda', 'cover-note', 'meeting-record'])
      expect([name, await checkTemplate(readFileSync(join(resources, 'templates', `${name}.docx`)), undefined, name)]).toEqual([name, []]);
  });

  it('any text stays text: no letters a person can type make an unreadable file', { timeout: 60_000 }, async () => {
    const file = await template(['{title}', '{#sections}', '{heading}', '{/sections}'], ['{title}']);
    const place = mkdtempSync(join(tmpdir(), 'desk-word-'));
    onTestFinished(() => rmSync(place, { recursive: true, force: true }));
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    let at = 0;
    await fc.assert(
      fc.asyncProperty(text, text, async (title, heading) => {
        const filled = await fillTemplate(file, { title, sections: [{ heading }] }, { name: 't.docx', known, properties: { ...properties, title } });
        writeFileSync(join(place, `${at++}.docx`), filled);
      }),
      { numRuns: 200 },
    );
    // Read by another program's parser, all of them at once.
    const script =
      'import sys,zipfile,glob\nfrom xml.dom.minidom import parseString\nfor f in glob.glob(sys.argv[1]+"/*.docx"):\n z=zipfile.ZipFile(f)\n [parseString(z.read(n)) for n in z.namelist() if n.endswith(".xml")]\nprint("good")';
    expect(execFileSync('python3', ['-c', script, place], { encoding: 'utf8' }).trim()).toBe('good');
  });
});

describe('what a file says of itself', () => {
  it('is its title and its desk: no tool, no template', async () => {
    const filled = await fillTemplate(await template(['{title}']), { title: 'x' }, { name: 't.docx', known, properties });
    const core = await partOf(filled, 'docProps/core.xml');
    expect(core).toContain('<dc:title>表敬訪問 資料</dc:title><dc:creator>国際課1</dc:creator><cp:lastModifiedBy>国際課1</cp:lastModifiedBy>');
    expect(core).not.toMatch(/agenda|Un-named|City Diplomacy/);
  });

  it('is the desk as author of a PDF, in any letters, without moving a byte', () => {
    const pdf = Buffer.from(
      '%PDF-1.4\n1 0 obj\n<</Title (x)\n/Creator (Mozilla/5.0 \\(X11; Linux x86_64\\) AppleWebKit/537.36)\n/Producer (Skia/PDF m130)>>\nendobj\n',
      'latin1',
    );
    const made = Buffer.from(withAuthor(pdf, '国際課1')).toString('latin1');
    expect(made).toHaveLength(pdf.length);
    expect(made).toContain('/Author <feff56fd969b8ab20031>');
    expect(made).not.toContain('Mozilla');
    expect(made.indexOf('endobj')).toBe(pdf.toString('latin1').indexOf('endobj'));
    expect(Buffer.from(withAuthor(pdf, '局'.repeat(200)))).toHaveLength(pdf.length);
    expect(withAuthor(Buffer.from('%PDF-1.4'), 'x')).toEqual(Buffer.from('%PDF-1.4'));
  });
});
