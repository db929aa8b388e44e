import { isStaff, isTeam, kinds, type Manifest, type Member, roles } from './manifest';
import type { Refusal } from './refusal';

/** Step 4 of `checkManifest`: what each kind must look like, read against the clinic link relied on. */
export function checkShape(next: Manifest, clinic: Manifest): Refusal {
  switch (next.kind) {
    case kinds.clinic: return clinicFits(next) ? 'None' : 'Shape';
    case kinds.team: return teamFits(next, clinic) ? 'None' : 'Shape';
    case kinds.journal: return journalFits(next, clinic) ? 'None' : 'Shape';
    default: return conversation(next, clinic);
  }
}

// At least one steward, at most one custodian; heads for stewards only; no commitment, copies or team key.
function clinicFits(next: Manifest): boolean {
  if (next.commitment !== undefined || next.teamKey.length !== 0) return false;
  const fits = (m: Member): boolean =>
    m.role !== roles.patient && m.copy === undefined && (m.head === undefined) === (m.role !== roles.steward);
  const count = (role: number): number => next.members.filter((m) => m.role === role).length;
  return next.members.every(fits) && count(roles.steward) > 0 && count(roles.custodian) <= 1;
}

// Persons only, each of them staff or steward.
function teamFits(next: Manifest, clinic: Manifest): boolean {
  return hasSecret(next) && next.teamKey.length !== 0 && next.members.length > 0
    && next.members.every((m) => m.role <= roles.lead && isStaff(clinic.find(m.principal)));
}

// One person and nobody else.
function journalFits(next: Manifest, clinic: Manifest): boolean {
  const [only, other] = next.members;
  return hasSecret(next) && next.teamKey.length === 0 && only !== undefined && other === undefined
    && (only.role === roles.member || only.role === roles.patient) && !isTeam(clinic.find(only.principal));
}

function conversation(next: Manifest, clinic: Manifest): Refusal {
  if (!hasSecret(next) || next.teamKey.length !== 0) return 'Shape';
  let patients = 0;
  let teams = 0;
  for (const member of next.members) {
    const listed = clinic.find(member.principal);
    if (member.role === roles.patient ? listed !== undefined : member.role !== roles.member || listed === undefined) return 'Shape';
    if (member.role === roles.patient) patients++;
    if (listed?.role === roles.team) teams++;
  }
  const wanted = next.kind === kinds.channel ? patients === 0 : next.kind === kinds.group || patients === 1;
  if (!wanted || teams === 0) return 'Shape';
  const custodian = custodianOf(clinic);
  return custodian === undefined || next.find(custodian.principal) !== undefined ? 'None' : 'NoCustodian';
}

function hasSecret(next: Manifest): boolean {
  return next.commitment !== undefined
    && next.members.every((m) => m.head !== undefined && m.copy !== undefined && m.name.length === 0);
}

/** The custodian team that a clinic manifest names. */
export function custodianOf(clinic: Manifest): Member | undefined {
  return clinic.members.find((m) => m.role === roles.custodian);
}
