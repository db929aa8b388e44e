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
        if (begun) return this.#read(socket, data);
        if (!isAccepted(data)) return socket.close();
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

  /** A frame that is none ends the connection; the next one fetches what was missed. */
  #read(socket: WebSocket, data: string | ArrayBuffer): void {
    this.#heard = Date.now();
    const messages = readFrame(data);
    if (messages === undefined) return socket.close();
    for (const message of messages) this.#handle(message);
  }

  #handle([kind, , id, ...rest]: readonly unknown[]): void {
    switch (kind) {
      case kinds.invocation: {
        const [method, args] = rest;
        if (typeof method === 'string' && Array.isArray(args)) this.#listeners.get(method)?.(...(args as unknown[]));
        break;
      }
      case kinds.completion:
        if (typeof id === 'string') this.#complete(id, rest);
        break;
      case kinds.close:
        this.#socket?.close();
        break;
    }
  }

  #complete(id: string, [kind, result]: readonly unknown[]): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (kind === results.error) waiting?.reject(new Error(typeof result === 'string' ? result : 'The hub could not answer'));
    else waiting?.resolve(kind === results.void ? undefined : result);
  }
}

/** Whether the hub takes the handshake: its answer is JSON without an error. */
function isAccepted(data: string | ArrayBuffer): boolean {
  const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
  try {
    const answer: unknown = JSON.parse(text.slice(0, text.indexOf('\x1e')));
    return typeof answer === 'object' && answer !== null && !('error' in answer && typeof answer.error === 'string');
  } catch (e) {
    if (e instanceof SyntaxError) return false;
    throw e;
  }
}

/** The messages of a frame, one or more, each an array behind its length; undefined when it is something else. */
function readFrame(data: string | ArrayBuffer): (readonly unknown[])[] | undefined {
  if (typeof data === 'string') return undefined;
  const bytes = new Uint8Array(data);
  const messages: (readonly unknown[])[] = [];
  try {
    for (let at = 0; at < bytes.length;) {
      const [length, start] = readLength(bytes, at);
      if (length > bytes.length - start) return undefined;
      at = start + length;
      const message = unpack(bytes.subarray(start, at));
      if (!Array.isArray(message)) return undefined;
      messages.push(message as readonly unknown[]);
    }
  } catch (e) {
    if (e instanceof RangeError) return undefined;
    throw e;
  }
  return messages;
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
