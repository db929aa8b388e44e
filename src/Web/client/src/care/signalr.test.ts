import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import { MessageType, NullLogger, type HubMessage } from '@microsoft/signalr';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pack, unpack } from './msgpack';
import { SignalRWire } from './signalr';

const theirs = new MessagePackHubProtocol();

/** The far end of a WebSocket, speaking Microsoft's own protocol code. */
class Socket {
  static readonly OPEN = 1;
  static last: Socket;
  readonly sent: (string | Uint8Array)[] = [];
  readyState = 0;
  binaryType = '';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;

  readonly url: string;

  constructor(url: string) {
    this.url = url;
    Socket.last = this;
  }
  send(data: string | Uint8Array): void { this.sent.push(data); }
  close(): void { this.readyState = 3; this.onclose?.(); }
  open(): void { this.readyState = 1; this.onopen?.(); }
  say(data: unknown): void { this.onmessage?.({ data }); }
  tell(...messages: HubMessage[]): void {
    const all = messages.map((m) => new Uint8Array(theirs.writeMessage(m)));
    this.say(new Uint8Array(all.flatMap((bytes) => [...bytes])).buffer);
  }
  heard(): HubMessage[] {
    return this.sent.slice(1).flatMap((bytes) => theirs.parseMessages((bytes as Uint8Array).slice().buffer, NullLogger.instance));
  }
}

async function connected(): Promise<{ wire: SignalRWire; socket: Socket }> {
  const wire = new SignalRWire(() => 'ws://clinic/hub');
  const started = wire.start();
  Socket.last.open();
  Socket.last.say('{}\x1e');
  await started;
  return { wire, socket: Socket.last };
}

beforeEach(() => {
  vi.stubGlobal('WebSocket', Socket);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the connection to the hub', () => {
  it('shakes hands in MessagePack, whether the answer comes as text or bytes', async () => {
    const { socket } = await connected();
    expect([socket.url, socket.sent[0], socket.binaryType]).toEqual(['ws://clinic/hub', '{"protocol":"messagepack","version":1}\x1e', 'arraybuffer']);
    const wire = new SignalRWire(() => 'ws://clinic/hub');
    const started = wire.start();
    Socket.last.open();
    Socket.last.say(new TextEncoder().encode('{}\x1e').buffer);
    await started;
  });

  it('rejects when the hub does not take the handshake, or is not there', async () => {
    const wire = new SignalRWire(() => 'ws://clinic/hub');
    const refused = wire.start();
    Socket.last.open();
    Socket.last.say('{"error":"no such protocol"}\x1e');
    await expect(refused).rejects.toThrow('closed');
    const absent = wire.start();
    Socket.last.close();
    await expect(absent).rejects.toThrow('closed');
  });

  it("asks so that Microsoft's code understands it, and gives each answer to who asked", async () => {
    const { wire, socket } = await connected();
    const [first, second, third] = [wire.invoke('Since', 'circle', 3), wire.invoke('Post', new Uint8Array([1, 2])), wire.invoke('Nothing')];
    expect(socket.heard()).toMatchObject([
      { type: MessageType.Invocation, invocationId: '1', target: 'Since', arguments: ['circle', 3] },
      { type: MessageType.Invocation, invocationId: '2', target: 'Post', arguments: [new Uint8Array([1, 2])] },
      { invocationId: '3', target: 'Nothing', arguments: [] },
    ]);
    socket.tell(
      { type: MessageType.Completion, invocationId: '2', result: { Error: null, Number: 7 } },
      { type: MessageType.Completion, invocationId: '1', error: 'it broke' },
      { type: MessageType.Completion, invocationId: '3' },
    );
    expect(await second).toEqual({ Error: null, Number: 7 });
    await expect(first).rejects.toThrow('it broke');
    expect(await third).toBeUndefined();
  });

  it('hears what the hub tells, several in one frame, and of any size', async () => {
    const { wire, socket } = await connected();
    const heard: unknown[] = [];
    wire.on('Appended', (...args) => heard.push(args));
    const big = new Uint8Array(70_000).fill(9);
    socket.tell(
      { type: MessageType.Invocation, target: 'Appended', arguments: ['a', { Number: 1, Bytes: big }] },
      { type: MessageType.Ping },
      { type: MessageType.Invocation, target: 'Unknown', arguments: [] },
      { type: MessageType.Invocation, target: 'Appended', arguments: ['b', null] },
    );
    expect(heard).toEqual([['a', { Number: 1, Bytes: big }], ['b', null]]);
  });

  it('pings, and takes silence for the end', async () => {
    const { wire, socket } = await connected();
    const closed = vi.fn();
    wire.onclose(closed);
    await vi.advanceTimersByTimeAsync(15_000);
    socket.tell({ type: MessageType.Ping });
    expect(socket.heard()).toMatchObject([{ type: MessageType.Ping }]);
    const asked = wire.invoke('Queue');
    await Promise.all([expect(asked).rejects.toThrow('closed'), vi.advanceTimersByTimeAsync(50_000)]);
    expect(closed).toHaveBeenCalledTimes(1);
    await expect(wire.invoke('Queue')).rejects.toThrow('no connection');
  });

  it('leaves nothing of a line that was stopped, even while its far end is slow to close', async () => {
    const { wire, socket } = await connected();
    socket.close = () => undefined;
    const asked = wire.invoke('Queue');
    await wire.stop();
    await expect(asked).rejects.toThrow('closed');
    const again = wire.start();
    Socket.last.open();
    Socket.last.say('{}\x1e');
    await again;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(Socket.last.heard()).toHaveLength(1);
  });

  it('closes when the hub says so, and can start again', async () => {
    const { wire, socket } = await connected();
    const closed = vi.fn();
    wire.onclose(closed);
    socket.tell({ type: MessageType.Close } as HubMessage);
    expect(closed).toHaveBeenCalledTimes(1);
    const again = wire.start();
    Socket.last.open();
    Socket.last.say('{}\x1e');
    await again;
    socket.onclose?.();
    expect(closed).toHaveBeenCalledTimes(1);
  });
});

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true }, fc.constant(null), fc.boolean(), fc.maxSafeInteger(), fc.double({ noNaN: true }).map((n) => (n === 0 ? 0 : n)), fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }), fc.array(tie('any'), { maxLength: 20 }), fc.dictionary(fc.string({ minLength: 1 }), tie('any'), { maxKeys: 20, noNullPrototype: true }),
  ),
})).any;

describe('MessagePack', () => {
  const frame = (result: unknown): HubMessage => ({ type: MessageType.Completion, invocationId: 'x', result } as HubMessage);

  it("is read as Microsoft's code wrote it, and the other way round", () => {
    fc.assert(fc.property(value, (v) => {
      const bytes = new Uint8Array(theirs.writeMessage(frame(v)));
      const start = bytes.findIndex((b) => b < 0x80) + 1;
      expect((unpack(bytes.subarray(start)) as unknown[])[4]).toEqual(v);
      expect(unpack(pack(v))).toEqual(v);
    }));
  });

  it('does not take what is cut short, or is not spoken here', () => {
    const whole = pack({ a: ['text', new Uint8Array(40), 1.5] });
    for (let length = 0; length < whole.length; length++) expect(() => unpack(whole.subarray(0, length))).toThrow(RangeError);
    expect(() => unpack(Uint8Array.of(0xc1))).toThrow(RangeError);
    expect(() => unpack(Uint8Array.of(0xcf, 255, 255, 255, 255, 255, 255, 255, 255))).toThrow('2^53');
  });
});
