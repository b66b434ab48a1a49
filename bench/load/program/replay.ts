// What a gateway asked of its upstream, asked again by hand: the calls all at once, and their answers passed on one after another.
// node bench/load/program/replay.ts UPSTREAM BODIES_AS_JSON
import { createServer } from 'node:http';
import { createPost } from '../by-hand.ts';
import { sayReady } from '../ready.ts';

const [upstream = '', bodies = '[]'] = process.argv.slice(2);
const post = createPost(upstream);
// `scenario/story.ts` writes them so.
const calls = JSON.parse(bodies) as readonly string[];

sayReady(
  createServer((request, response) => {
    request.resume().on('end', () => {
      const answer = async (): Promise<void> => {
        response.writeHead(200, { 'content-type': 'application/json' });
        for (const body of await Promise.all(calls.map(post))) response.write(await body.bytes());
        response.end();
      };
      answer().catch(() => response.destroy());
    });
  }),
);
