import { Hash } from './hash';
import { limits } from './limits';
import type { Manifest } from './manifest';
import type { Refusal } from './refusal';

/**
 * One sealed copy per member, with the hash that the manifest lists (PROTOCOL sections 3 and 4). `copies` is by principal
 * as text. A missing one is `CopyMissing`; another hash, or a copy for nobody, `CopyMismatch`.
 */
export function checkCopies(manifest: Manifest, copies: ReadonlyMap<string, Uint8Array>): Refusal {
  let wanted = 0;
  for (const { principal, copy } of manifest.members) {
    if (copy === undefined) continue;
    wanted++;
    const given = copies.get(principal.toString());
    if (given === undefined) return 'CopyMissing';
    if (given.length > limits.object) return 'TooLarge';
    if (!Hash.of(given).equals(copy)) return 'CopyMismatch';
  }
  return copies.size === wanted ? 'None' : 'CopyMismatch';
}
