import type { Bytes } from '../crypto';
import { openApi } from './api';
import { Refused, SignedOut, Unreachable } from './errors';
import { SignalRWire } from './signalr';
import { type Readable, Store } from './store';
import type { HubCalls, HubEvents } from './wire';

/**
 * `connecting` at first; `connected` once the device said hello; `waiting` between tries, for ever;
 * `ended` when the session is over (sign in again) or this device was removed (unlock again).
 */
export type Connection = 'connecting' | 'connected' | 'waiting' | 'ended';

/** The one connection of a page. */
export interface Hub {
  readonly connection: Readable<Connection>;
  /** Why it ended: `SignedOut`, or a refusal of hello such as `UnknownDevice`. */
  readonly ended: string | null;
  /** Asks; waits up to ten seconds for a connection. Failures are Unreachable or SignedOut; what the reply says is the caller's. */
  call<M extends keyof HubCalls>(method: M, ...args: HubCalls[M][0]): Promise<HubCalls[M][1]>;
  /** As call, but a reply with an error is thrown as Refused. */
  ask<M extends keyof HubCalls>(method: M, ...args: HubCalls[M][0]): Promise<HubCalls[M][1]>;
  /** Listens to what the hub tells. Answers with the way to stop. */
  on<E extends keyof HubEvents>(event: E, listener: (...args: HubEvents[E]) => void): () => void;
  /** Called after each hello that succeeded: the first one and every return; at once when connected already. */
  onConnected(listener: () => void): () => void;
  stop(): Promise<void>;
}

/** What the hub module needs of a SignalR connection. */
export interface Wire {
  /** Connects. Rejects when the hub was not reached, or did not let us in: a browser does not say which. */
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke(method: string, ...args: unknown[]): Promise<unknown>;
  on(method: string, listener: (...args: unknown[]) => void): void;
  onclose(listener: (error?: Error) => void): void;
}

const events: readonly (keyof HubEvents)[] = [
  'Appended', 'OpenedBy', 'TypingBy', 'CircleStale', 'CirclesChanged', 'QueueChanged', 'TaskChanged', 'AlertChanged', 'PeopleChanged',
  'Moving', 'SignedOut',
];

/** How long a node that stops is given to answer what it was asked. */
const answersIn = 10_000;

/** The hub's records come with C#'s names: `RetryAfter` becomes `retryAfter`, all the way down. */
export function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.charAt(0).toLowerCase() + key.slice(1), camel(inner)]));
}

/**
 * Milliseconds before try n (from 0): at most two seconds, doubling to half a minute, drawn from all but its first tenth:
 * whom a node lost do not all come at once, not even at the first try.
 */
export function delayBefore(attempt: number, random: () => number = Math.random): number {
  return Math.min(30_000, 2_000 * 2 ** attempt) * (0.1 + 0.9 * random());
}

/** A browser does not say why a connection failed. False only when the server answers that the session is over. */
async function askWhetherSignedIn(): Promise<boolean> {
  try {
    await openApi().me();
    return true;
  } catch (error) {
    return !(error instanceof SignedOut);
  }
}

export class CareHub implements Hub {
  readonly connection = new Store<Connection>('connecting');
  ended: string | null = null;
  readonly #wire: Wire;
  readonly #device: Bytes;
  readonly #signedIn: () => Promise<boolean>;
  readonly #listeners = new Map<string, Set<(...args: never[]) => void>>();
  readonly #returns = new Set<() => void>();
  readonly #asked = new Set<Promise<unknown>>();
  #wake: (() => void) | null = null;
  #attempt = 0;

  /**
   * @param device The device's signing key: who this connection is, said first after each connect.
   * @param signedIn Asked after a failed try: false ends it.
   */
  constructor(device: Bytes, wire: Wire = new SignalRWire(), signedIn: () => Promise<boolean> = askWhetherSignedIn) {
    this.#device = device;
    this.#wire = wire;
    this.#signedIn = signedIn;
    for (const event of events) {
      wire.on(event, (...args) => {
        if (event === 'SignedOut') this.#end('SignedOut');
        if (event === 'Moving') void this.#move(args[0] as number);
        for (const listener of [...(this.#listeners.get(event) ?? [])]) (listener as (...a: unknown[]) => void)(...args.map(camel));
      });
    }
    wire.onclose(() => {
      if (this.connection.get() !== 'connected') return;
      this.#attempt = 0;
      void this.#connect();
    });
    if (typeof window !== 'undefined') {
      window.addEventListener('online', () => this.#wake?.());
      // A socket whose network went away would look alive until a ping is missed, and promise what it can't keep.
      window.addEventListener('offline', () => {
        if (this.connection.get() === 'connected') void this.#wire.stop();
      });
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') this.#wake?.();
      });
    }
    void this.#connect();
  }

  async call<M extends keyof HubCalls>(method: M, ...args: HubCalls[M][0]): Promise<HubCalls[M][1]> {
    await this.#untilConnected(10_000);
    return this.#invoke(method, args) as Promise<HubCalls[M][1]>;
  }

  async ask<M extends keyof HubCalls>(method: M, ...args: HubCalls[M][0]): Promise<HubCalls[M][1]> {
    const reply = await this.call(method, ...args);
    if (reply.error !== null && reply.error !== undefined) {
      throw new Refused(reply.error, reply, 'retryAfter' in reply ? reply.retryAfter : 0);
    }
    return reply;
  }

  on<E extends keyof HubEvents>(event: E, listener: (...args: HubEvents[E]) => void): () => void {
    const known = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, known.add(listener as (...args: never[]) => void));
    return () => known.delete(listener as (...args: never[]) => void);
  }

  onConnected(listener: () => void): () => void {
    this.#returns.add(listener);
    if (this.connection.get() === 'connected') listener();
    return () => this.#returns.delete(listener);
  }

  async stop(): Promise<void> {
    this.#end('Stopped');
    await this.#wire.stop();
  }

  async #invoke(method: string, args: readonly unknown[]): Promise<unknown> {
    const answer = this.#wire.invoke(method, ...args);
    this.#asked.add(answer);
    try {
      return camel(await answer);
    } catch (cause) {
      throw new Unreachable('The answer did not arrive', { cause });
    } finally {
      this.#asked.delete(answer);
    }
  }

  /** Another node takes over, at a moment of our own: calls begun from now on wait for it, those that were begun are answered here. */
  async #move(within: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * within));
    if (this.connection.get() !== 'connected') return;
    this.connection.set('connecting');
    await Promise.race([Promise.allSettled(this.#asked), new Promise((resolve) => setTimeout(resolve, answersIn))]);
    await this.#wire.stop();
    this.#attempt = 0;
    void this.#connect();
  }

  /** Tries until the device has said hello, or may not. */
  async #connect(): Promise<void> {
    for (; this.ended === null; this.#attempt++) {
      if (this.#attempt > 0 || this.connection.get() === 'connected') {
        this.connection.set('waiting');
        await this.#pause(delayBefore(this.#attempt));
        if (this.ended !== null) return;
      }
      try {
        await this.#wire.start();
        const hello = (await this.#invoke('Hello', [this.#device])) as { error?: string | null; retryAfter?: number };
        if (hello.error === null || hello.error === undefined) {
          this.#attempt = 0;
          this.connection.set('connected');
          for (const listener of [...this.#returns]) listener();
          return;
        }
        await this.#wire.stop();
        if (hello.error !== 'Busy') this.#end(hello.error === 'NotAllowed' ? 'SignedOut' : hello.error);
      } catch {
        await this.#wire.stop();
        // Not after each try: many come back at once, and this is one request more for each of them.
        if (this.#attempt % 4 === 0 && !(await this.#signedIn())) this.#end('SignedOut');
      }
    }
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#wake = done;
    });
  }

  #untilConnected(milliseconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): boolean => {
        const now = this.connection.get();
        if (now === 'connected') resolve();
        else if (now === 'ended') reject(this.ended === 'SignedOut' ? new SignedOut('The session has ended') : new Unreachable('The connection has ended'));
        else return false;
        return true;
      };
      if (look()) return;
      const stop = this.connection.subscribe(() => {
        if (!look()) return;
        clearTimeout(timer);
        stop();
      });
      const timer = setTimeout(() => {
        stop();
        reject(new Unreachable('There is no connection'));
      }, milliseconds);
    });
  }

  #end(reason: string): void {
    if (this.ended !== null) return;
    this.ended = reason;
    this.connection.set('ended');
    this.#wake?.();
  }
}
