import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CareHub } from '../../src/care/hub';
import { pack } from '../../src/care/msgpack';
import { SignalRWire } from '../../src/care/signalr';
import { near, parameters } from './mutations';

/** The far end of a WebSocket that says what it likes. */
class Socket {
  static readonly OPEN = 1;
  static last: Socket;
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor() {
    Socket.last = this;
  }
  send(): void { /* nobody listens */ }
  close(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.();
  }
  say(data: unknown): void {
    if (this.readyState === 1) this.onmessage?.({ data });
  }
}

const framed = (message: unknown): Uint8Array => {
  const body = pack(message);
  return Uint8Array.of(...(body.length < 0x80 ? [body.length] : [(body.length & 0x7f) | 0x80, body.length >> 7]), ...body);
};

const frames = [
  framed([1, {}, null, 'Appended', ['c', { Number: 1, Kind: 'message', Bytes: new Uint8Array(9), Hash: new Uint8Array(32), At: 1 }], []]), framed([3, {}, '1', 3, { Error: null }]),
  framed([3, {}, '1', 1, 'it broke']), framed([6]), framed([7, '', false]), framed([1, {}, null, 'QueueChanged', [{ Item: 'i', Reasons: [] }], []]), framed(null), framed(3), framed([]), framed([1]), framed([1, {}, null, 'Appended', 7]), framed([3, {}, null, 1]),
];

beforeEach(() => {
  vi.stubGlobal('WebSocket', Socket);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('whatever comes over the socket', () => {
  it('is heard or ends the connection, and whoever asked is answered in the end', async () => {
    await fc.assert(fc.asyncProperty(fc.array(near(frames), { minLength: 1, maxLength: 4 }), async (said) => {
      const wire = new SignalRWire(() => 'ws://clinic/hub');
      const heard: unknown[][] = [];
      for (const event of ['Appended', 'QueueChanged']) wire.on(event, (...args) => heard.push(args));
      const started = wire.start();
      Socket.last.readyState = 1;
      Socket.last.onopen?.();
      Socket.last.say('{}\x1e');
      await started;
      const asked = wire.invoke('Queue').then(() => 'answered', () => 'refused');
      for (const frame of said) Socket.last.say(frame.buffer);
      Socket.last.close();
      expect(['answered', 'refused']).toContain(await asked);
    }), parameters(3_000));
  });

  it('instead of a handshake is not taken for one', async () => {
    const answer = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.json().map((text) => `${text}\x1e`), fc.uint8Array({ maxLength: 60 }).map((bytes) => bytes.slice().buffer));
    await fc.assert(fc.asyncProperty(answer, async (data) => {
      const started = new SignalRWire(() => 'ws://clinic/hub').start().then(() => 'taken', () => 'refused');
      Socket.last.readyState = 1;
      Socket.last.say(data);
      Socket.last.close();
      expect(['taken', 'refused']).toContain(await started);
    }), parameters(2_000));
  });

  it('in answer to hello leaves the hub waiting or ended, not broken', async () => {
    await fc.assert(fc.asyncProperty(near(frames), async (frame) => {
      const hub = new CareHub(new Uint8Array(32), new SignalRWire(() => 'ws://clinic/hub'), async () => true);
      Socket.last.readyState = 1;
      Socket.last.say('{}\x1e');
      await vi.advanceTimersByTimeAsync(0);
      Socket.last.say(frame.buffer);
      Socket.last.close();
      await vi.advanceTimersByTimeAsync(0);
      expect(['connecting', 'connected', 'waiting', 'ended']).toContain(hub.connection.get());
      await hub.stop();
    }), parameters(500));
  });
});
