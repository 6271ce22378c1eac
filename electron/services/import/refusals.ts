// What of a file cannot be taken in, as it is found line by line.
import type { Names } from '../tabular/names.ts';
import type { CellRefusal } from '../tabular/read-value.ts';
import { gatherFaults } from './gather-faults.ts';
import type { ImportPlan, Rejection } from './import-plan.ts';

/** Names for which proposals are sought: as many as a person answers. */
const mostProposed = 50;

export class Refusals {
  readonly #rejected: Rejection[] = [];
  readonly #unknown = new Map<string, { to: string; name: string; count: number }>();

  /** A line as a whole, or one of its columns for a reason of the table. */
  reject(line: number, rejection: Omit<Rejection, 'line'>): 'rejected' {
    this.#rejected.push({ line, ...rejection });
    return 'rejected';
  }

  /** A cell that cannot be read; a name that means no one record is asked about. */
  refuse(line: number, column: string, { code, ...details }: CellRefusal): 'rejected' {
    if ((code === 'unknownName' || code === 'ambiguousName') && 'to' in details) {
      const key = `${details.to}:${details.name}`;
      this.#unknown.set(key, { to: details.to, name: details.name, count: (this.#unknown.get(key)?.count ?? 0) + 1 });
    }
    return this.reject(line, { column, code, details });
  }

  summary(names: Names): Pick<ImportPlan, 'rejected' | 'rejectedRows' | 'faults' | 'unknownNames'> {
    return {
      rejected: this.#rejected,
      rejectedRows: new Set(this.#rejected.map(({ line }) => line)).size,
      faults: gatherFaults(this.#rejected),
      unknownNames: [...this.#unknown.values()].map((one, at) => ({ ...one, proposals: at < mostProposed ? names.candidates(one.to, one.name) : [] })),
    };
  }
}
