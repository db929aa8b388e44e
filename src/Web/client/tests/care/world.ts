import './browser';
import { Invitation } from '../../src/crypto';
import { NewPerson } from '../../src/care/enrolment';
import { CareHub } from '../../src/care/hub';
import { id } from '../../src/care/ids';
import { openCareWith, type PageCare } from '../../src/care/open';
import type { ConversationState, Conversation, MessageLine } from '../../src/care/types';
import type { Role } from '../../src/care/wire';
import { type Account, FakeServer, type FakeWire } from './server';

/** Someone with an account and keys on one device. */
export interface Someone { account: Account; person: string; care: PageCare; wire: FakeWire; code: string }

/** A clinic in memory: everybody enrols and opens as in a browser. */
export class World {
  readonly server = new FakeServer();
  readonly pages: PageCare[] = [];

  async found(name = 'Priya'): Promise<Someone> {
    const account = this.server.account('administrator', name);
    const fresh = new NewPerson();
    const person = await fresh.store({ foundAs: name }, this.parts(account));
    return this.page(account, person, fresh.groups.join(' '));
  }

  /** Somebody enrols with the clinic pinned; a steward lists staff. */
  async join(role: Role, name: string, steward?: Someone, asSteward = false): Promise<Someone> {
    const account = this.server.account(role, name);
    const invitation = Invitation.create(id(this.server.clinicId as string));
    const fresh = new NewPerson();
    const person = await fresh.store({ clinic: invitation.clinic, tag: (p) => invitation.tag(p) }, this.parts(account));
    if (steward !== undefined) await steward.care.circles.listStaff(person, name, asSteward);
    return this.page(account, person, fresh.groups.join(' '));
  }

  parts(account: Account) {
    return { api: this.server.api(account), now: () => this.server.now, firstLink: async () => this.server.logs.get(this.server.clinicId as string)?.entries[0]?.bytes as never };
  }

  /** A tab of a person's browser. */
  async page(account: Account, person: string, code: string): Promise<Someone> {
    const wire = this.server.wire(account);
    const care = await openCareWith(this.server.self(account), {
      api: this.server.api(account), hub: (device) => new CareHub(device.key.publicKey.bytes, wire, async () => true), now: () => this.server.now, random: () => 0,
    });
    this.pages.push(care);
    await care.directory.ready;
    return { account, person, care, wire, code };
  }

  async close(): Promise<void> {
    await Promise.all(this.pages.map((page) => page.hub.stop()));
  }
}

/** Waits until the state of a conversation is as wanted; fails with the last state after twenty seconds. */
export function until(conversation: Conversation, wanted: (state: ConversationState) => boolean): Promise<ConversationState> {
  return new Promise((resolve, reject) => {
    const look = (): boolean => {
      if (!wanted(conversation.state.get())) return false;
      clearTimeout(timer);
      stop();
      resolve(conversation.state.get());
      return true;
    };
    const timer = setTimeout(() => {
      stop();
      const { lines, stopped, gone, loading, ask } = conversation.state.get();
      reject(new Error(`Not so after twenty seconds: ${JSON.stringify({ lines, stopped, gone, loading, ask })}`));
    }, 20_000);
    const stop = conversation.state.subscribe(look);
    look();
  });
}

export const texts = (state: ConversationState): string[] =>
  state.lines.filter((line): line is MessageLine => line.is === 'message').map((line) => ('text' in line.content ? line.content.text : `(${line.content.type})`));
