// Rules of this repository that neither compiler nor lint checks.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { labelKey, tables, vocabularies } from '../../db/catalog/index.ts';
import { errorCodes } from '../../db/errors.ts';
import { resources } from '../../resources/locales/index.ts';
import { root } from '../fresh-desk.ts';

const files = (folder: string, pattern: RegExp): string[] =>
  readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    return statSync(join(root, path)).isDirectory() ? files(path, pattern) : pattern.test(name) ? [path] : [];
  });
const code = [...files('db', /\.ts$/), ...files('electron', /\.(ts|mjs)$/), ...files('renderer', /\.(ts|tsx|css)$/)];
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const keysOf = (value: object, prefix = ''): string[] =>
  Object.entries(value).flatMap(([key, inner]) => (typeof inner === 'string' ? [`${prefix}${key}`] : keysOf(inner, `${prefix}${key}.`)));
const textAt = (language: 'ja' | 'en' | 'ko', key: string): string =>
  String(key.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], resources[language].translation));

describe('the repository', () => {
  it('has one write path: record tables and the log are written by projection, log and seed code only', () => {
    const writers = code.filter((file) => /\.tsx?$/.test(file) && /(INSERT INTO|UPDATE|DELETE FROM)\s+("|\$\{|`|sync_(op|writer))/.test(read(file)));
    expect(writers.sort()).toEqual(['db/log/append.ts', 'db/log/projection.ts', 'db/log/verify.ts']);
    const orm = code.filter((file) => /\.(insert|update|delete)\((schema|records|agreement|visit|partner)/.test(read(file)));
    expect(orm).toEqual([]);
  });

  it('has rules of layers for every room, kept by Biome', () => {
    const rules = read('biome.jsonc');
    const rooms = ['db', 'electron', 'renderer'].flatMap((top) =>
      readdirSync(join(root, top), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [`${top}/${entry.name}`] : [])),
    );
    // Folders without modules, and scripts that run before anything is installed.
    const without = ['db/migrations', 'db/decisions', 'electron/dev'];
    expect(rooms.filter((room) => !without.includes(room) && !rules.includes(`"${room}/`))).toEqual([]);
  });

  it('keeps files at 300 lines and their names in kebab-case', () => {
    const long = code.filter((file) => read(file).split('\n').length > 301);
    expect(long).toEqual([]);
    expect(code.filter((file) => /[A-Z_]/.test(relative('.', file).replace(/^.*\//, '')))).toEqual([]);
  });

  it('uses the terms of the field: words that only this project understood do not come back', () => {
    const words = /\b(beside|nought|whoever|anew|doings|frugal|wish|taste|edition|stands still|the engine|the shell|the house)\b/i;
    const texts = [...code, ...files('test', /\.(ts|tsx|mjs)$/)].filter((file) => !file.includes('.output') && !file.startsWith(join('test', 'conventions')));
    expect(
      texts.flatMap((file) =>
        read(file)
          .split('\n')
          .flatMap((line, at) => (words.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
      ),
    ).toEqual([]);
  });

  it('waits in window tests for what is shown, tries nothing twice, and sends input as a hand does, never by script', () => {
    const tests = [...files('test/e2e', /\.ts$/), ...files('test/security', /\.ts$/)];
    expect(tests.filter((file) => /waitForTimeout|retry:|dispatchEvent\(|new (Clipboard|Drag|Keyboard|Mouse|Input|Composition)Event/.test(read(file)))).toEqual(
      [],
    );
  });

  it('has every text in three languages, with the same placeholders', () => {
    const [ja, en, ko] = (['ja', 'en', 'ko'] as const).map((language) => keysOf(resources[language].translation).sort());
    expect(en).toEqual(ja);
    expect(ko).toEqual(ja);
    const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
    for (const key of ja ?? []) {
      expect([key, holes(textAt('en', key))]).toEqual([key, holes(textAt('ja', key))]);
      expect([key, holes(textAt('ko', key))]).toEqual([key, holes(textAt('ja', key))]);
      for (const language of ['ja', 'en', 'ko'] as const) expect(textAt(language, key).trim()).not.toBe('');
    }
  });

  it('has a label for every table, column, word of a list, and a sentence for every error', () => {
    const known = new Set(keysOf(resources.ja.translation));
    const wanted = [
      ...Object.keys(tables).map((name) => `tables.${name}`),
      ...Object.values(tables).flatMap((table) => Object.entries(table.columns).map(([name, column]) => `fields.${labelKey(name, column)}`)),
      ...Object.entries(vocabularies).flatMap(([list, values]) => values.map((value) => `values.${list}.${value}`)),
      ...errorCodes.filter((code) => code !== 'ruleBroken').map((code) => `errors.${code}`),
      'errors.ruleBroken_order',
      'errors.ruleBroken_unique',
    ];
    expect(wanted.filter((key) => !known.has(key))).toEqual([]);
  });

  it('uses every text of the locale files', () => {
    const all = [...code, ...files('resources/locales', /\.ts$/)].map(read).join('\n');
    const unused = keysOf(resources.ja.translation).filter((key) => {
      const group = key.split('.')[0] ?? '';
      if (
        [
          'tables',
          'fields',
          'values',
          'errors',
          'reasons',
          'units',
          'why',
          'change',
          'notices',
          'import',
          'alsoCalled',
          'periods',
          'filter',
          'edit',
          'exportFormats',
          'exchange',
          'council',
          'briefing',
          'files',
          'page',
        ].includes(group)
      )
        return false;
      // The tabs of the record panel are named by their key.
      return group !== 'nav' && !['ui.record', 'ui.related', 'ui.history'].includes(key) && !all.includes(`'${key}'`);
    });
    expect(unused).toEqual([]);
  });

  it('takes all words of the page from the locale files: no Japanese in its code', () => {
    const spoken = files('renderer', /\.tsx?$/).filter((file) =>
      /[\u3040-\u30ff\u4e00-\u9fff]/.test(
        read(file)
          .replace(/\/\/.*$/gm, '')
          .replace(/\/\*[\s\S]*?\*\//g, ''),
      ),
    );
    // Each language is named in itself; 国際課1 is an example of a desk's name; 標準 is what other programs call a number format.
    expect(spoken.sort()).toEqual(['renderer/screens/first-run.tsx', 'renderer/screens/settings.tsx', 'renderer/workbench/grid/clipboard-table.ts']);
  });

  it('carries no address of this machine or of a registry', () => {
    const reported = [...code, 'package.json', 'package-lock.json'].filter((file) => /registry\.npmjs|\/root\/|\/work\/|resolved"/.test(read(file)));
    expect(reported).toEqual([]);
  });
});
