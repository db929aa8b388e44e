import { readCues } from './read';

/** Answers each line of standard input with one line: what its words say. */
export async function answerLines(input: AsyncIterable<Uint8Array>, write: (line: string) => Promise<void>): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of input) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() as string;
    if (lines.length > 0) await write(lines.map(answer).join(''));
  }
  rest += decoder.decode();
  if (rest !== '') await write(answer(rest));
}

function answer(line: string): string {
  return `${JSON.stringify(readCues(line.endsWith('\r') ? line.slice(0, -1) : line))}\n`;
}
