import { describe, expect, it, vi } from 'vitest';
import { Refused, SignedOut, Unreachable } from './errors';
import { camel, CareHub, delayBefore, type Wire } from './hub';

/** A SignalR connection whose far end the test plays. */
class Line implements Wire {
  readonly asked: [string, ...unknown[]][] = [];
  answer: (method: string, args: unknown[]) => unknown = () => ({ Error: null });
  reachable = true;
  #closed: (error?: Error) => void = () => undefined;
  readonly #listeners = new Map<string, (...args: unknown[]) => void>();

  start(): Promise<void> { return this.reachable ? Promise.resolve() : Promise.reject(new Error('no network')); }
  stop(): Promise<void> { return Promise.resolve(); }
  async invoke(method: string, ...args: unknown[]): Promise<unknown> {
    this.asked.push([method, ...args]);
    return this.answer(method, args);
  }
  on(method: string, listener: (...args: unknown[]) => void): void { this.#listeners.set(method, listener); }
  onclose(listener: (error?: Error) => void): void { this.#closed = listener; }
  push(method: string, ...args: unknown[]): void { this.#listeners.get(method)?.(...args); }
  drop(): void { this.#closed(new Error('dropped')); }
}

const device = new Uint8Array(32).fill(7);
let signedIn = true;
const open = (line: Line): CareHub => new CareHub(device, line, async () => signedIn);
const settle = async (): Promise<void> => { for (let i = 0; i < 20; i++) await Promise.resolve(); };

describe('the hub', () => {
  it('says hello with its device before anything else', async () => {
    const line = new Line();
    const hub = open(line);
    await hub.call('Queue');
    expect(line.asked).toEqual([['Hello', device], ['Queue']]);
    expect(hub.connection.get()).toBe('connected');
  });

  it("gives replies and events with the client's names, bytes untouched", async () => {
    const line = new Line();
    const hub = open(line);
    const bytes = new Uint8Array([1, 2]);
    line.answer = () => ({ Error: null, Entries: [{ Number: 1, Bytes: bytes }], Last: 1 });
    const reply = await hub.call('Since', 'c', 0);
    expect(reply.entries[0]?.number).toBe(1);
    expect(reply.entries[0]?.bytes).toBe(bytes);
    const heard: unknown[] = [];
    const stop = hub.on('Appended', (circle, entry) => heard.push([circle, entry.number]));
    line.push('Appended', 'c', { Number: 2 });
    stop();
    line.push('Appended', 'c', { Number: 3 });
    expect(heard).toEqual([['c', 2]]);
  });

  it('comes back after a drop, says hello again, and tells those who want to catch up', async () => {
    vi.useFakeTimers();
    try {
      const line = new Line();
      const hub = open(line);
      const back = vi.fn();
      hub.onConnected(back);
      await settle();
      line.reachable = false;
      line.drop();
      await settle();
      expect(hub.connection.get()).toBe('waiting');
      await vi.advanceTimersByTimeAsync(10 * 60_000);
      expect(hub.connection.get()).toBe('waiting');
      line.reachable = true;
      await vi.advanceTimersByTimeAsync(31_000);
      expect(hub.connection.get()).toBe('connected');
      expect(line.asked.map(([m]) => m)).toEqual(['Hello', 'Hello']);
      expect(back).toHaveBeenCalledTimes(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends, and says so, when the session is over or the device was removed', async () => {
    for (const [error, reason] of [['NotAllowed', 'SignedOut'], ['UnknownDevice', 'UnknownDevice']] as const) {
      const line = new Line();
      line.answer = () => ({ Error: error });
      const hub = open(line);
      await expect(hub.call('Queue')).rejects.toBeInstanceOf(reason === 'SignedOut' ? SignedOut : Unreachable);
      expect([hub.connection.get(), hub.ended]).toEqual(['ended', reason]);
    }
    const line = new Line();
    line.reachable = false;
    signedIn = false;
    const hub = open(line);
    await expect(hub.call('Queue')).rejects.toBeInstanceOf(SignedOut);
    signedIn = true;
  });

  it('turns a reply with an error into a Refused that keeps the reply', async () => {
    const line = new Line();
    line.answer = (method) => (method === 'Hello' ? { Error: null } : { Error: 'AlreadyTaken', By: 'dana' });
    const hub = open(line);
    await expect(hub.ask('Claim', 'x')).rejects.toMatchObject({ reason: 'AlreadyTaken', reply: { by: 'dana' } });
    await expect(hub.ask('Claim', 'x')).rejects.toBeInstanceOf(Refused);
  });

  it('says that the answer did not arrive when the line breaks under a call', async () => {
    const line = new Line();
    const hub = open(line);
    await settle();
    line.answer = () => { throw new Error('closed'); };
    await expect(hub.call('Queue')).rejects.toBeInstanceOf(Unreachable);
  });
});

describe('a node that stops', () => {
  it('is left once it answered what it was asked; what is asked meanwhile goes to the next one', async () => {
    vi.useFakeTimers();
    try {
      const line = new Line();
      const stop = vi.spyOn(line, 'stop');
      const hub = open(line);
      await settle();
      let answered: (reply: unknown) => void = () => undefined;
      line.answer = (method) => (method === 'Since' ? new Promise((resolve) => { answered = resolve; }) : { Error: null, Rows: [] });
      const first = hub.call('Since', 'c', 0);
      await settle();
      line.push('Moving', 3_000);
      await vi.advanceTimersByTimeAsync(3_000);
      const second = hub.call('Queue');
      await settle();
      expect([hub.connection.get(), stop.mock.calls.length]).toEqual(['connecting', 0]);

      answered({ Error: null, Entries: [], Last: 7 });
      expect((await first).last).toBe(7);
      await second;
      expect([hub.connection.get(), stop.mock.calls.length]).toEqual(['connected', 1]);
      expect(line.asked.map(([method]) => method)).toEqual(['Hello', 'Since', 'Hello', 'Queue']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is left without an answer that does not come', async () => {
    vi.useFakeTimers();
    try {
      const line = new Line();
      const hub = open(line);
      await settle();
      line.answer = (method) => (method === 'Since' ? new Promise(() => undefined) : { Error: null });
      void hub.call('Since', 'c', 0);
      await settle();
      line.push('Moving', 0);
      await vi.advanceTimersByTimeAsync(10_100);
      expect(hub.connection.get()).toBe('connected');
      expect(line.asked.map(([method]) => method)).toEqual(['Hello', 'Since', 'Hello']);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('waiting between tries', () => {
  it('doubles up to half a minute and is spread out from the first try on', () => {
    expect([0, 1, 2, 10].map((n) => delayBefore(n, () => 0))).toEqual([200, 400, 800, 3_000]);
    expect([0, 1, 2, 10].map((n) => delayBefore(n, () => 1))).toEqual([2_000, 4_000, 8_000, 30_000]);
  });
});

describe('camel', () => {
  it('changes the first letter of keys only', () => {
    expect(camel({ RetryAfter: 1, Rows: [{ ClaimBy: 'Wait' }], None: null })).toEqual({ retryAfter: 1, rows: [{ claimBy: 'Wait' }], none: null });
  });
});
