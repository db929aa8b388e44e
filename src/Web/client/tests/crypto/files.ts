import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Bytes, fromHex } from '../../src/crypto';

const root = new URL('../../../../../', import.meta.url);

/** A published vector file beside the repository, or undefined where it is absent. */
export function published<T>(name: string): T | undefined {
  return read<T>(new URL(`../shared/vectors/${name}`, root));
}

/** A vector file committed in tests/vectors. */
export function committed<T>(name: string): T | undefined {
  return read<T>(new URL(`tests/vectors/${name}`, root));
}

function read<T>(url: URL): T | undefined {
  const path = fileURLToPath(url);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;
}

export function hex(text: string): Bytes {
  const bytes = fromHex(text);
  if (bytes === undefined) throw new RangeError(`Not hexadecimal: ${text}`);
  return bytes;
}
