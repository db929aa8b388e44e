import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const client = fileURLToPath(new URL('../..', import.meta.url));

/** The command as it is documented, with these bytes on its standard input. */
function cues(input: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const run = execFile('npm', ['run', '--silent', 'cues'], { cwd: client, maxBuffer: 64 << 20 }, (error, out) => (error === null ? resolve(out) : reject(error)));
    run.stdin?.end(input);
  });
}

const crisis = '{"level":"crisis","cues":["wish-to-die"]}';
const none = '{"level":"none","cues":[]}';

describe('npm run --silent cues', () => {
  it('answers each line with one line, the empty ones and the last one without an end too', async () => {
    expect(await cues('I want to die\n\nI slept well\r\nquiero morir')).toBe([crisis, none, none, crisis, ''].join('\n'));
  });

  it('answers nothing to nothing', async () => expect(await cues('')).toBe(''));

  it('reads UTF-8 that is cut anywhere, and answers ten thousand lines', async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => (i % 2 === 0 ? 'mañana ya no voy a estar aquí, adiós a todos' : '¿A qué hora es mi cita?'));
    const answers = (await cues(Buffer.from(lines.join('\n')))).trimEnd().split('\n').map((line) => (JSON.parse(line) as { level: string }).level);
    expect(answers.length).toBe(10_000);
    expect(new Set(answers.filter((_, i) => i % 2 === 0))).toEqual(new Set(['crisis']));
    expect(new Set(answers.filter((_, i) => i % 2 === 1))).toEqual(new Set(['none']));
  });
});
