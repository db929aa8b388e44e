import type { MissingChain } from './applied';
import type { Hash } from './verification/hash';
import type { Links } from './verification/links';
import { isTeam, kinds, type Manifest } from './verification/manifest';

/** Chains that a manifest relies on and that are not known far enough to check it. */
export function missingOf(manifest: Manifest, clinic: Hash, links: Links): MissingChain[] {
  const { clinicLink } = manifest;
  // Without the clinic link it is not known which principals are teams; ask for everything that no card answers.
  const listed = manifest.kind === kinds.clinic ? manifest : clinicLink && links.manifest(clinicLink);
  const missing: MissingChain[] = [];
  if (clinicLink !== undefined && listed === undefined) missing.push({ kind: 'clinic', id: clinic });
  for (const { principal, head } of manifest.members) {
    if (head === undefined || links.card(head) !== undefined || links.manifest(head) !== undefined) continue;
    const team = manifest.kind > kinds.team && isTeam(listed?.find(principal));
    missing.push({ kind: team ? 'team' : 'person', id: principal });
  }
  return missing;
}
