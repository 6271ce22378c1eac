// The state of the exchange between desks, and a bundle that was opened for preview.

import type { BundleNote } from '../../db/exchange/bundle-register.ts';
import type { BackupName } from '../../db/store/backup.ts';
import type { BundlePreview } from '../services/exchange/preview-bundle.ts';

export interface ExchangeDesk {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly record: string | null;
  readonly retired: boolean;
  readonly trusted: boolean;
  readonly fingerprint: string;
  /** Operations it is not known to have. */
  readonly lacks: number;
  /** When it last told what it holds, by its own clock; null: never. */
  readonly heardAt: number | null;
  /** When a file of it was last taken in here. */
  readonly takenAt: number | null;
}

export interface ExchangeState {
  readonly own: { readonly id: string; readonly name: string; readonly fingerprint: string; readonly protection: 'os' | 'file'; readonly locked: boolean };
  readonly desks: readonly ExchangeDesk[];
  readonly forks: readonly { readonly desk: string; readonly name: string; readonly own: boolean; readonly at: number }[];
  /** A file has brought other operations under names of ours: this program was copied while it ran. */
  readonly runningCopy: boolean;
  readonly bundles: readonly (Omit<BundleNote, 'report' | 'fromSeq' | 'toSeq'> & { readonly report: unknown; readonly withdrawable: boolean })[];
  readonly conflicts: number;
  readonly backups: readonly (BackupName & { readonly bytes: number })[];
}

export interface PreviewedBundle {
  /** Names the opened file until it is accepted or left. */
  readonly token: string;
  readonly preview: BundlePreview;
}

export interface Sent {
  readonly file: string;
  readonly code: string;
  readonly bytes: number;
  readonly operations: number;
  readonly to: readonly string[];
}
