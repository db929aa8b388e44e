import type { Links } from './links';
import { isStaff, kinds, type Manifest, roles } from './manifest';
import type { Refusal } from './refusal';

/** Step 8 of `checkManifest`: a repair is anyone's, a change needs the right. */
export function checkChange(next: Manifest, previous: Manifest | undefined, clinic: Manifest, links: Links): Refusal {
  if (previous === undefined) return founding(next, clinic);
  const refused = changeRight(next, previous, clinic);
  for (const member of next.members) {
    const before = previous.find(member.principal);
    if (before === undefined) continue;
    // Nobody raises `since`: it would take words away that were promised.
    if (member.since > before.since || (member.since < before.since && refused !== 'None')) return 'SinceChanged';
  }
  return refused === 'None' || isRepair(next, previous, clinic, links) ? 'None' : refused;
}

// Link 0: a clinic by a steward of it, a team by its lead or a steward, a thread or crisis by the patient or staff,
// one's own journal by anyone, the rest by staff.
function founding(next: Manifest, clinic: Manifest): Refusal {
  const author = next.find(next.author);
  const listed = clinic.find(next.author);
  switch (next.kind) {
    case kinds.clinic:
    case kinds.journal:
      return 'None';
    case kinds.team:
      return author?.role === roles.lead || listed?.role === roles.steward ? 'None' : 'NotLead';
    case kinds.thread:
    case kinds.crisis:
      return author?.role === roles.patient || isStaff(listed) ? 'None' : 'NotStaff';
    default:
      return isStaff(listed) ? 'None' : 'NotStaff';
  }
}

function changeRight(next: Manifest, previous: Manifest, clinic: Manifest): Refusal {
  const listed = clinic.find(next.author);
  switch (next.kind) {
    // The author step has already demanded a steward of both links.
    case kinds.clinic: return 'None';
    case kinds.team:
      return previous.find(next.author)?.role === roles.lead || listed?.role === roles.steward ? 'None' : 'NotLead';
    default: return isStaff(listed) ? 'None' : 'NotStaff';
  }
}

// Later heads; dropping whom the clinic no longer lists; swapping the custodian, with since = n.
function isRepair(next: Manifest, previous: Manifest, clinic: Manifest, links: Links): boolean {
  const old = previous.clinicLink && links.manifest(previous.clinicLink);
  for (const before of previous.members) {
    const stays = next.find(before.principal);
    const listed = clinic.find(before.principal);
    if (stays !== undefined) {
      if (stays.role !== before.role) return false;
      continue;
    }
    const unlisted = before.role !== roles.patient && listed === undefined;
    const replaced = old?.find(before.principal)?.role === roles.custodian && listed?.role !== roles.custodian;
    if (!unlisted && !replaced) return false;
  }
  return next.members.every((m) => previous.find(m.principal) !== undefined
    || (m.since === next.n && next.kind !== kinds.team && clinic.find(m.principal)?.role === roles.custodian));
}
