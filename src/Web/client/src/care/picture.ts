import { type Manifest, roles } from '../crypto';
import type { ConversationParts } from './conversation';
import { id } from './ids';
import { contentOf, type Lines } from './lines';
import type { Waiting } from './outbox';
import { keepersOnly, readersOf } from './readers';
import { writeDraft } from './plan';
import type { Planned } from './targets';
import type { ConversationState } from './types';
import type { Id } from './wire';

/** What a conversation is drawn from. */
export interface View {
  readonly circle: Id | null;
  readonly loading: boolean;
  readonly gone: ConversationState['gone'];
  readonly lines: Lines;
  readonly waiting: readonly Waiting[];
  readonly asking: Waiting | null;
  readonly typing: readonly Id[];
  readonly openedTo: number;
  readonly busy: boolean;
}

/** The state that a page shows, from what was read, what waits, and who is who. */
export function picture(view: View, planned: Planned, parts: ConversationParts): ConversationState {
  const { chains, person, hub, directory } = parts;
  const { circle, asking } = view;
  const reader = circle === null ? undefined : chains.reader(circle);
  const newest = reader?.newest;
  const stopped = reader === undefined || reader.stoppedBy === 'None' ? null : reader.stoppedBy;
  const nameOf = (principal: Id): string => nameIn(principal, circle, newest, parts) || planned.nameOf(principal);
  const readers = readersOf(membersOf(newest, circle, planned, parts), { person, nameOf, team: (team) => directory.team(team) });
  return {
    circle, kind: newest?.kind ?? planned.kind, loading: view.loading, readers,
    lines: view.lines.draw(view.waiting, {
      person, links: chains.links, nameOf, typing: view.typing, reaches: (epoch) => chains.reaches(epoch), aside: keepersOnly(readers),
    }),
    typing: view.typing.map(nameOf),
    canWrite: stopped === null && view.gone === null && (newest === undefined ? circle === null : chains.reaches(newest)),
    stopped, gone: view.gone,
    ask: asking === null ? null : { id: `${asking.pressedAt}`, text: textOf(asking), added: addedSince(asking, newest).map(nameOf) },
    last: reader?.position ?? 0, openedByMe: Math.max(view.openedTo, view.lines.openedBy(person)),
    connection: hub.connection.get(), busy: view.busy && view.waiting.length > 0,
  };
}

/** What the person wrote, to be put back into the composer. */
export function textOf({ draft }: Waiting): string {
  const content = contentOf(draft.content);
  if (content.type === 'details') return [content.where, content.text].filter((part) => part !== '').join('\n');
  if (content.type === 'location') return content.where;
  if (content.type === 'plan') return writeDraft(content);
  return content.type === 'text' ? content.text : '';
}

function membersOf(newest: Manifest | undefined, circle: Id | null, planned: Planned, { directory }: ConversationParts) {
  if (newest !== undefined) return newest.members.map((m) => ({ principal: m.principal.toString(), patient: m.role === roles.patient }));
  if (circle !== null || directory.state.get() === null) return [];
  return planned.audience().map((principal) => ({ principal, patient: planned.isPatient(principal) }));
}

function addedSince(asking: Waiting, newest: Manifest | undefined): Id[] {
  const before = new Set(asking.draft.audience);
  return (newest?.members ?? []).map((m) => m.principal.toString()).filter((principal) => !before.has(principal));
}

/** Staff and teams by the clinic's signed list; the patient by the clinic's record. */
function nameIn(principal: Id, circle: Id | null, newest: Manifest | undefined, { directory, self, person, mine }: ConversationParts): string {
  const signed = directory.nameOf(principal);
  if (signed !== null) return signed;
  if (principal === person) return self.name;
  if (newest?.find(id(principal))?.role !== roles.patient) return '';
  return mine.get()?.find((c) => c.circle === circle)?.patientName ?? '';
}
