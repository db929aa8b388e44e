// Reads one sentence a line from standard input and prints, for each, one JSON object a line: what the risk cues make of it.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const { output } = await build({
  configFile: false,
  publicDir: false,
  logLevel: 'silent',
  build: {
    ssr: fileURLToPath(new URL('../src/cues/lines.ts', import.meta.url)),
    write: false,
    target: 'node20',
    rollupOptions: { output: { entryFileNames: 'lines.mjs', codeSplitting: false } },
  },
});
const { answerLines } = await import(`data:text/javascript;base64,${Buffer.from(output[0].code).toString('base64')}`);

await answerLines(process.stdin, (lines) => new Promise((resolve, reject) => {
  process.stdout.write(lines, (error) => (error ? reject(error) : resolve()));
}));
