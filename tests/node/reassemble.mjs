// Asks for a long message and puts its parts together with the script that docs/guides/pushing.md shows, cut out of it: first as
// the parts come, then again in the opposite order. It prints how many parts there were, and length and hash of the text.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import WebSocket from 'ws';

const [url, repetitions] = process.argv.slice(2);
const page = readFileSync(new URL('../../docs/guides/pushing.md', import.meta.url), 'utf8');
const script = page.split('```js\n').slice(1).map(block => block.split('```')[0]).find(block => block.includes('function reassemble'));
const reassemble = new Function(`${script}\nreturn reassemble;`)();

function print(text, count) {
  const bytes = Buffer.from(text, 'utf8');
  console.log(`${count} parts, ${bytes.length} bytes, ${createHash('sha256').update(bytes).digest('hex')}`);
}

const frames = [];
const client = new WebSocket(url);
client.on('open', () => client.send(JSON.stringify({ action: 'read', repetitions: Number(repetitions) })));
client.on('message', data => {
  const frame = JSON.parse(data);
  if (frame.type !== 'chunk') throw new Error(`No part: ${data}`);
  frames.push(frame);
  const text = reassemble(frame);
  if (text === undefined) return;
  print(text, frames.length);
  for (const part of frames.reverse()) {
    const again = reassemble(part);
    if (again !== undefined) print(again, frames.length);
  }
  client.close();
});
