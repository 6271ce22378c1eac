// Every kind of Excel and Word file that the program hands out, as Microsoft's own reader of the format judges it.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TestDesk } from '../exchange/desks.ts';
import { freshFolder, root } from '../fresh-desk.ts';

/** The Open XML SDK as a program; there is one for this platform only where the registry has it. */
const validator = join(root, 'node_modules', '@xarsh', 'ooxml-validator-linux-x64', 'ooxml-validator');

function faultsOf(file: string): readonly unknown[] {
  // It ends with 1 when it finds something, and says what either way.
  const said = (() => {
    try {
      return execFileSync(validator, [file, 'Office2019'], { encoding: 'utf8' });
    } catch (error) {
      return String((error as { readonly stdout?: unknown }).stdout);
    }
  })();
  const { ok, errors } = JSON.parse(said) as { readonly ok: boolean; readonly errors: readonly unknown[] };
  return ok ? [] : errors.slice(0, 3);
}

describe.skipIf(process.platform !== 'linux' || !existsSync(validator))('files for Excel and Word', () => {
  it('are valid, every kind of them', { timeout: 180_000 }, async () => {
    const desk = new TestDesk('国際課1');
    await desk.done('init', '--sample', '--desk', '国際課1');
    const out = freshFolder();
    const file = (name: string) => join(out, name);
    const first = async (table: string) => String((await desk.done('list', table, '--limit', '1')).rows[0].id);
    const [visit, trip, partner, period, meeting] = await Promise.all(['visits', 'trips', 'partners', 'periods', 'meetings'].map(first));
    await desk.done('council', 'issue', '--period', String(period), '--out', out);
    await desk.done('council', 'papers', '--period', String(period), '--meeting', String(meeting), '--out', out);
    for (const table of ['visits', 'agreements', 'partners', 'people']) await desk.done('export', 'table', table, '--out', file(`${table}.xlsx`));
    await desk.done('export', 'briefing', '--visit', String(visit), '--out', file('visit.docx'));
    await desk.done('export', 'briefing', '--trip', String(trip), '--out', file('trip.docx'));
    await desk.done('export', 'briefing', '--partner', String(partner), '--out', file('partner.docx'));
    await desk.done('export', 'itinerary', '--trip', String(trip), '--out', file('itinerary.docx'));
    await desk.done('council', 'record', '--meeting', String(meeting), '--out', file('record.docx'));
    const names = readdirSync(out).filter((name) => /\.(xlsx|docx)$/.test(name));
    expect(names.length).toBeGreaterThan(20);
    const found: unknown[] = [];
    // Of the many sheets and letters for bureaus, which differ in their words only, two of each kind.
    const kindOf = (name: string) => name.split('_')[0] + (name.split('.').at(-1) ?? '');
    const some = names.filter((name, at) => names.slice(0, at).filter((one) => kindOf(one) === kindOf(name)).length < 2);
    for (const name of some) {
      const faults = faultsOf(file(name));
      if (faults.length > 0) found.push([name, faults]);
    }
    expect(found).toEqual([]);
  });
});
