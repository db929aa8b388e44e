import fc from 'fast-check';

/** A seed again, or another; and more runs than those of every day. */
export const parameters = (numRuns: number): { seed: number; numRuns: number } => ({
  seed: Number(process.env['CARECONNECT_FUZZ_SEED'] ?? 20261124), numRuns: numRuns * Number(process.env['CARECONNECT_FUZZ_TIMES'] ?? 1),
});

interface Edit { readonly how: 'flip' | 'put' | 'drop' | 'cut' | 'repeat'; readonly at: number; readonly bytes: Uint8Array }

// Heads, lengths and numbers at the edges of their forms, in CBOR and in MessagePack.
const edges = [
  [0x00], [0x17], [0x18, 0x17], [0x18, 0x18], [0x40], [0x58, 0x20], [0x60], [0x7f], [0x80], [0x98, 0xff], [0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0x9f], [0xff],
  [0x1b, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0x1b, 0, 0x20, 0, 0, 0, 0, 0, 0], [0x5a, 0x7f, 0xff, 0xff, 0xff], [0xc0], [0xc1], [0xc6, 0xff, 0xff, 0xff, 0xff],
  [0xdd, 0xff, 0xff, 0xff, 0xff], [0xdf, 0xff, 0xff, 0xff, 0xff], [0xdb, 0xff, 0xff, 0xff, 0xff], [0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0xd3, 0x80, 0, 0, 0, 0, 0, 0, 0],
].map((edge) => Uint8Array.from(edge));

const edit: fc.Arbitrary<Edit> = fc.record({
  how: fc.constantFrom<Edit['how']>('flip', 'put', 'put', 'drop', 'cut', 'repeat'), at: fc.nat({ max: 1 << 20 }),
  bytes: fc.oneof(fc.constantFrom(...edges), fc.uint8Array({ minLength: 1, maxLength: 40 })),
});

/** Inputs near these, and some that are near nothing. */
export function near(seeds: readonly Uint8Array[]): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const changed = fc.record({ seed: fc.constantFrom(...seeds), edits: fc.array(edit, { minLength: 1, maxLength: 4 }) })
    .map(({ seed, edits }) => edits.reduce(change, new Uint8Array(seed)));
  return fc.oneof({ weight: 9, arbitrary: changed }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => new Uint8Array(bytes)) });
}

function change(input: Uint8Array<ArrayBuffer>, { how, at, bytes }: Edit): Uint8Array<ArrayBuffer> {
  const place = at % (input.length + 1);
  const [before, after] = [input.subarray(0, place), input.subarray(place)];
  switch (how) {
    case 'flip': {
      const flipped = new Uint8Array(input);
      if (place < flipped.length) flipped[place] = (flipped[place] as number) ^ (bytes[0] as number);
      return flipped;
    }
    case 'put': return join(before, bytes, after);
    case 'drop': return join(before, after.subarray(bytes.length));
    case 'cut': return new Uint8Array(before);
    // Deep, or long, or both.
    case 'repeat': return join(before, ...Array.from({ length: 1 + (at % 2000) }, () => bytes.subarray(0, 1)), after);
  }
}

function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** How much a value holds: what was read from n bytes holds no more than n. */
export function held(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + 1 + held(item), 0);
  if (value === null || typeof value !== 'object') return 0;
  return Object.entries(value).reduce((sum, [key, item]) => sum + 1 + key.length + held(item), 0);
}
