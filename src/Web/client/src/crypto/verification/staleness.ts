import { equal } from './bytes';
import type { Hash } from './hash';
import type { Links } from './links';
import { kinds, type Manifest, roles } from './manifest';
import { custodianOf } from './shapes';

/**
 * Whether the newest epoch of a team or conversation must be repaired before anyone seals into it (PROTOCOL section 4): a
 * listed receiving key differs from the principal's newest, a principal left the clinic's list, or the custodian is missing.
 * `newest` must answer `newest`; what it does not know counts as not changed.
 */
export function isStale(epoch: Manifest, clinic: Manifest, newest: Links): boolean {
  if (epoch.kind === kinds.clinic) return false;
  for (const member of epoch.members) {
    if (epoch.kind !== kinds.journal && member.role !== roles.patient && clinic.find(member.principal) === undefined) return true;
    const name = newest.newest(member.principal);
    if (name !== undefined && !name.equals(member.head) && !sameKey(member.head, name, newest)) return true;
  }
  if (epoch.kind === kinds.team || epoch.kind === kinds.journal) return false;
  const custodian = custodianOf(clinic);
  return custodian !== undefined && epoch.find(custodian.principal) === undefined;
}

/** The receiving key of a card or team link, or undefined when it is not known. */
export function receivingKeyOf(link: Hash, links: Links): Uint8Array | undefined {
  return links.card(link)?.receivingKey ?? links.manifest(link)?.teamKey;
}

function sameKey(listed: Hash | undefined, newest: Hash, links: Links): boolean {
  const key = listed && receivingKeyOf(listed, links);
  const now = receivingKeyOf(newest, links);
  return key !== undefined && now !== undefined && equal(key, now);
}
