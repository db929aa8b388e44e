import { describe, expect, it } from 'vitest';
import { casesOf } from './cases';
import { opening, read } from './opening';
import { rules } from './rules';
import { values } from './values';

// The cases that C# wrote and passes too: tests/vectors/README.md says what each op does.
describe.each(['basics.json', 'world.json', 'negative.json'])('%s', (file) => {
  const cases = casesOf(file);

  it('is there', () => {
    expect(cases.length).toBeGreaterThan(10);
  });

  it.each(cases)('$name', async ({ op, case: c, refusal }) => {
    const judge = rules[op] ?? opening[op];
    if (judge !== undefined) expect(await judge(c)).toBe(refusal);
    else if (op === 'reader') expect(await read(c)).toEqual(c.fields['expect']);
    else {
      const compare = values[op];
      if (compare === undefined) throw new Error(`No op ${op}`);
      await compare(c);
    }
  });
});
