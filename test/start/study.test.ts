import { isObjectType } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { schema } from '../../src/schema/index.ts';
import type { Running } from '../../src/start/command.ts';
import { runGateway } from '../../src/start/command/gateway.ts';
import { createLog } from '../../src/start/log.ts';
import { openProject } from '../../src/start/project.ts';

const running: Running[] = [];

afterEach(async () => {
  for (const started of running.splice(0)) await started.close();
});

/** Starts the gateway; gives what it printed. */
const start = async (argv: readonly string[]): Promise<string> => {
  let text = '';
  const out = { write: (part: string) => (text += part) };
  const given = {
    env: {},
    out,
    schemaFolder: 'schema',
    createLog: () => createLog('silent'),
    loadSchema: () => Promise.resolve(schema),
  };
  running.push(await runGateway({ ...given, argv: ['--port', '0', ...argv] }));
  return text;
};

const ask = async (printed: string, query: string): Promise<unknown> => {
  const url = /http:\/\/127\.0\.0\.1:\d+\/graphql/.exec(printed)?.[0] ?? '';
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return response.json();
};

describe('the option --study', () => {
  it('puts invented studies behind the gateway, each by its name, beside the demo study', async () => {
    const printed = await start(['--study', 'lighthouse', '--study', 'orchestra', '--study', 'lighthouse']);
    expect(await ask(printed, '{ projects { key settings { projectTitle } } }')).toMatchObject({
      data: {
        projects: [
          { key: 'stroke2', settings: { projectTitle: 'STROKE-2: a two-arm trial (demo)' } },
          { key: 'lighthouse', settings: { projectTitle: 'Lighthouse keepers' } },
          { key: 'orchestra', settings: { projectTitle: 'Orchestra on tour' } },
        ],
      },
    });
  });

  it('serves the records of a study', async () => {
    const printed = await start(['--study', 'lighthouse']);
    const query = '{ project(key: "lighthouse") { records(first: 10) { totalCount nodes { name } } } }';
    const nodes = [{ name: '1' }, { name: '2' }, { name: '3' }, { name: '10' }];
    expect(await ask(printed, query)).toMatchObject({ data: { project: { records: { totalCount: 4, nodes } } } });
  });

  it('gives a study a schema of its own by its name', async () => {
    const project = await openProject({ argv: ['--study', 'ferry'], env: {} }, 'ferry');
    const type = project.schema.getType('Boarding');
    await project.close();
    expect(isObjectType(type) && Object.keys(type.getFields())).toEqual(expect.arrayContaining(['mail', 'deck']));
  });

  it('lists the studies when it knows none of the name', async () => {
    await expect(start(['--study', 'light-house'])).rejects.toThrow(
      /^--study light-house: there is no study of this name\. There are:\n(.*\n)* {2}lighthouse {3}Lighthouse keepers\n/,
    );
  });
});
