// A generic gateway: Hive Gateway before a REST API that Mesh's JSON Schema handler describes. Its rows are REDCap's own.
// node bench/peer/program/hive.ts UPSTREAM TOKEN FIELDS
import { createServer } from 'node:http';
import { EnvelopArmorPlugin } from '@escape.tech/graphql-armor';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { composeSubgraphs } from '@graphql-mesh/fusion-composition';
import { loadNonExecutableGraphQLSchemaFromJSONSchemas } from '@omnigraph/json-schema';
import { OperationTypeNode } from 'graphql';
import { sayReady } from '../../load/ready.ts';
import { armor } from '../armor.ts';
import { recordIdField, studyFieldsOf } from '../../load/study.ts';

const [upstream = '', token = '', fields] = process.argv.slice(2);
const columns = [recordIdField, 'redcap_event_name', ...studyFieldsOf(Number(fields))];

const schema = await loadNonExecutableGraphQLSchemaFromJSONSchemas('redcap', {
  endpoint: upstream,
  operations: [
    {
      type: OperationTypeNode.QUERY,
      field: 'exportRecords',
      path: '/api/',
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      requestBaseBody: { token, content: 'record', format: 'json', type: 'flat' },
      requestSchema: {
        type: 'object',
        title: 'Export',
        properties: { fields: { type: 'string' }, records: { type: 'string' } },
      },
      responseSchema: {
        type: 'array',
        items: {
          type: 'object',
          title: 'Row',
          properties: Object.fromEntries(columns.map((name) => [name, { type: 'string' }])),
        },
      },
    },
  ],
});
const composed = composeSubgraphs([{ name: 'redcap', schema }]);
if (composed.errors !== undefined && composed.errors.length > 0) throw new AggregateError(composed.errors);

const gateway = createGatewayRuntime({
  supergraph: composed.supergraphSdl,
  logging: false,
  graphiql: false,
  landingPage: false,
  csrfPrevention: { requestHeaders: ['x-graphql-yoga-csrf'] },
  plugins: () => [EnvelopArmorPlugin(armor)],
});

sayReady(createServer((request, response) => void gateway(request, response)));
