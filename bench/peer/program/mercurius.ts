// Mercurius with jit over the same resolvers, with its limit of depth, its masking and its CSRF protection.
// node bench/peer/program/mercurius.ts UPSTREAM TOKEN FIELDS
import fastify from 'fastify';
import { mercurius } from 'mercurius';
import { sayReady } from '../../load/ready.ts';
import { createPeerSchema } from '../schema.ts';

const [upstream = '', token = '', fields] = process.argv.slice(2);

const app = fastify();
await app.register(mercurius, {
  schema: createPeerSchema(upstream, token, Number(fields)),
  path: '/graphql',
  jit: 1,
  graphiql: false,
  queryDepth: 15,
  csrfPrevention: true,
  errorFormatter: (execution, context) => {
    const { statusCode, response } = mercurius.defaultErrorFormatter(execution, context);
    return { statusCode, response: { ...response, errors: [{ message: 'Unexpected error.' }] } };
  },
});
await app.ready();
sayReady(app.server);
