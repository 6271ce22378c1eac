// The operations of an opened bundle into log and rows.

import type { SecondConnection } from '../../../db/desk/open.ts';
import { type Issue, issues } from '../../../db/exchange/broken-rules.ts';
import { expand } from '../../../db/exchange/core/vectors.ts';
import { type MergeReport, merge } from '../../../db/exchange/merge.ts';
import { linksOf, unpackVector } from '../../../db/exchange/vectors-held.ts';
import { verifier } from './bundle-trust.ts';
import type { DeskKeys } from './keys.ts';
import type { StagedBundle } from './read-bundle.ts';
import { linesOf, opsFileOf } from './staged-lines.ts';

/** Within a transaction of the caller. @throws DeskError those of `merge` @returns what changed, and the issues that were not there before */
export function mergeStaged(
  second: Pick<SecondConnection, 'db' | 'id'>,
  staged: Pick<StagedBundle, 'folder' | 'manifest'>,
  keys: DeskKeys,
  onProgress?: (lines: number) => void,
): MergeReport & { issues: Issue[] } {
  const { db, id } = second;
  const { manifest, folder } = staged;
  const before = new Set(issues(db).map((issue) => JSON.stringify(issue)));
  const report = merge(db, {
    lines: linesOf(opsFileOf(folder)),
    from: manifest.from.desk,
    upto: () => expand(unpackVector(manifest.upto), linksOf(db)),
    checkpoints: manifest.checkpoints,
    ...verifier(db, id, keys, manifest.from),
    onProgress,
  });
  return { ...report, issues: issues(db).filter((issue) => !before.has(JSON.stringify(issue))) };
}
