// Yoga and Pothos with plain resolvers, with its limits, its masking and its CSRF protection; `jit` compiles documents.
// node bench/peer/program/yoga.ts UPSTREAM TOKEN FIELDS [jit]
import { createServer } from 'node:http';
import { useGraphQlJit } from '@envelop/graphql-jit';
import { EnvelopArmorPlugin } from '@escape.tech/graphql-armor';
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import { createYoga } from 'graphql-yoga';
import { sayReady } from '../../load/ready.ts';
import { armor } from '../armor.ts';
import { createPeerSchema } from '../schema.ts';

const [upstream = '', token = '', fields, jit] = process.argv.slice(2);

const yoga = createYoga({
  schema: createPeerSchema(upstream, token, Number(fields)),
  graphiql: false,
  landingPage: false,
  logging: false,
  plugins: [
    EnvelopArmorPlugin(armor),
    useCSRFPrevention({ requestHeaders: ['x-graphql-yoga-csrf'] }),
    ...(jit === 'jit' ? [useGraphQlJit()] : []),
  ],
});

sayReady(createServer((request, response) => void yoga(request, response)));
