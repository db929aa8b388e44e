import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { build, type Rollup } from 'vite';
import { readCues } from '../../src/cues';

afterEach(() => void vi.restoreAllMocks());

it('The rules and their lexicon weigh less than 15 kB, gzipped', async () => {
  const { output } = (await build({
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    build: { write: false, target: 'es2022', rollupOptions: { input: fileURLToPath(new URL('../../src/cues/index.ts', import.meta.url)), preserveEntrySignatures: 'strict' } },
  })) as Rollup.RollupOutput;
  const size = gzipSync(output[0].code).length;
  console.info(`cues: ${size} bytes gzipped`);
  expect(size).toBeLessThan(15_000);
});

describe('The work grows with the length of the text and no faster', () => {
  // A look into a set is what the rules do most; a clock would measure the machine.
  const steps = (text: string): number => {
    const looks = vi.spyOn(Set.prototype, 'has');
    readCues(text);
    const count = looks.mock.calls.length;
    looks.mockRestore();
    return count;
  };

  it.each([
    'i want to die ', 'no quiero morir ', 'years ago i wanted to die ', 'a', 'not ', 'i ', '"i want, ', 'want to want to ', 'kill. ', 'better if when i ', 'no … ', 'aaaaaaab ',
  ])('%j over and over', (unit) => {
    const once = unit.repeat(Math.ceil(4_000 / unit.length));
    expect(steps(once + once)).toBeLessThan(2.2 * steps(once) + 200);
  });

  it('64 KiB of the worst of these is a bounded number of steps for each word', () => {
    const unit = 'years ago not i want to die but i still want to kill myself ';
    const text = unit.repeat(Math.ceil(65_536 / unit.length));
    expect(steps(text) / text.split(' ').length).toBeLessThan(400);
  });
});
