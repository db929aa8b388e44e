import { concat } from '../crypto';
import type { Wire } from './hub';
import { pack, unpack } from './msgpack';

// SignalR's hub protocol over a WebSocket, in MessagePack (github.com/dotnet/aspnetcore, docs/specs/HubProtocol.md), as far as the
// care hub uses it: invocations with one answer, and what the hub tells. Microsoft's client is five times the code of a thread.

const kinds = { invocation: 1, completion: 3, ping: 6, close: 7 } as const;
const results = { error: 1, void: 2 } as const;
const handshake = '{"protocol":"messagepack","version":1}\x1e';

/** The hub pings every 15 seconds; silence of twice that is a dead line. We ping as often, so that it knows of us. */
const pingEvery = 15_000;
const silence = 30_000;

interface Waiting { resolve(result: unknown): void; reject(error: Error): void }

export class SignalRWire implements Wire {
  readonly #address: () => string;
  readonly #listeners = new Map<string, (...args: unknown[]) => void>();
  readonly #waiting = new Map<string, Waiting>();
  #socket: WebSocket | null = null;
  #closed: (error?: Error) => void = () => undefined;
  #ping: ReturnType<typeof setInterval> | undefined;
  #heard = 0;
  #calls = 0;

  constructor(address: () => string = () => `${location.origin.replace(/^http/, 'ws')}/hub`) {
    this.#address = address;
  }

  start(): Promise<void> {
    const socket = new WebSocket(this.#address());
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    return new Promise((resolve, reject) => {
      let begun = false;
      const timer = setTimeout(() => socket.close(), silence);
      socket.onopen = () => socket.send(handshake);
      socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
        if (begun) return this.#read(new Uint8Array(data as ArrayBuffer));
        const error = handshakeError(data);
        if (error !== undefined) return socket.close();
        begun = true;
        clearTimeout(timer);
        this.#begin(socket);
        resolve();
      };
      socket.onclose = () => {
        clearTimeout(timer);
        const error = new Error('The connection is closed');
        if (!begun) return reject(error);
        this.#end(socket, error);
      };
    });
  }

  /** Closes, and waits for nothing more: what was asked fails now, and a new start finds a clean slate. */
  async stop(): Promise<void> {
    this.#socket?.close();
    this.#drop(new Error('The connection is closed'));
  }

  invoke(method: string, ...args: unknown[]): Promise<unknown> {
    const id = String(++this.#calls);
    return new Promise((resolve, reject) => {
      if (this.#socket?.readyState !== WebSocket.OPEN) return reject(new Error('There is no connection'));
      this.#waiting.set(id, { resolve, reject });
      this.#send([kinds.invocation, {}, id, method, args, []]);
    });
  }

  on(method: string, listener: (...args: unknown[]) => void): void {
    this.#listeners.set(method, listener);
  }

  onclose(listener: (error?: Error) => void): void {
    this.#closed = listener;
  }

  #begin(socket: WebSocket): void {
    this.#heard = Date.now();
    this.#ping = setInterval(() => {
      if (Date.now() - this.#heard > silence) socket.close();
      else this.#send([kinds.ping]);
    }, pingEvery);
  }

  #end(socket: WebSocket, error: Error): void {
    if (socket !== this.#socket) return;
    this.#drop(error);
    this.#closed(error);
  }

  #drop(error: Error): void {
    clearInterval(this.#ping);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #send(message: readonly unknown[]): void {
    const body = pack(message);
    this.#socket?.send(concat(lengthPrefix(body.length), body));
  }

  /** A frame of the socket holds one message or more, each behind its length. */
  #read(bytes: Uint8Array): void {
    this.#heard = Date.now();
    for (let at = 0; at < bytes.length;) {
      const [length, start] = readLength(bytes, at);
      at = start + length;
      this.#handle(unpack(bytes.subarray(start, at)) as unknown[]);
    }
  }

  #handle(message: unknown[]): void {
    switch (message[0]) {
      case kinds.invocation:
        this.#listeners.get(message[3] as string)?.(...(message[4] as unknown[]));
        break;
      case kinds.completion:
        this.#complete(message as [number, object, string, number, unknown]);
        break;
      case kinds.close:
        this.#socket?.close();
        break;
    }
  }

  #complete([, , id, kind, result]: [number, object, string, number, unknown]): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (kind === results.error) waiting?.reject(new Error(String(result)));
    else waiting?.resolve(kind === results.void ? undefined : result);
  }
}

/** What the hub says against the handshake, if anything. */
function handshakeError(data: string | ArrayBuffer): string | undefined {
  const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
  const answer = JSON.parse(text.slice(0, text.indexOf('\x1e'))) as { error?: string };
  return answer.error;
}

/** Seven bits a byte, lowest first, the top bit for "more". */
function lengthPrefix(length: number): Uint8Array {
  const bytes: number[] = [];
  do {
    const more = length > 0x7f;
    bytes.push((length & 0x7f) | (more ? 0x80 : 0));
    length >>>= 7;
  } while (length > 0);
  return Uint8Array.from(bytes);
}

function readLength(bytes: Uint8Array, at: number): [length: number, start: number] {
  let length = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = bytes[at++];
    if (byte === undefined) throw new RangeError('A frame is cut short');
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [length, at];
  }
  throw new RangeError('A length beyond what a frame can hold');
}
