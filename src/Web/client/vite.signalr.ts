import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Parts of SignalR's client that can never run here. Each would be weight before a person's first words show. */
const never: Readonly<Record<string, string>> = {
  XhrHttpClient: 'chosen only where there is no fetch',
  ServerSentEventsTransport: 'carries text only, and the hub speaks MessagePack, which is binary',
  MessageBuffer: 'for stateful reconnects, which the hub does not use: the log is the truth',
  JsonHubProtocol: 'the default where no protocol is named; the hub names MessagePack',
};

/** Leaves those parts out. Should one be asked for all the same, it says so instead of failing in silence. */
export function lightSignalR(): Plugin {
  return {
    name: 'light-signalr',
    enforce: 'pre',
    resolveId(source, importer) {
      const name = source.replace('./', '');
      return name in never && importer?.includes('@microsoft/signalr/') === true ? `\0never:${name}` : null;
    },
    load(id) {
      if (!id.startsWith('\0never:')) return null;
      const name = id.slice('\0never:'.length);
      return `export class ${name} { constructor() { throw new Error(${JSON.stringify(`${name} is left out of this build: ${never[name]}`)}); } }`;
    },
  };
}

/** MessagePack's source: its package gives bundlers ES5 only, a fifth heavier. */
export const modernMessagePack = {
  find: /^@msgpack\/msgpack$/,
  replacement: fileURLToPath(new URL('node_modules/@msgpack/msgpack/src/index.ts', import.meta.url)),
};
