import { graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createContext } from '../../../src/context.ts';
import { systemClock } from '../../../src/redcap/clock.ts';
import { createRedcap } from '../../../src/redcap/client.ts';
import { createTransport } from '../../../src/redcap/transport.ts';
import { schema } from '../../../src/schema/index.ts';
import { maskError } from '../../support/error-mask.ts';
import { classicXml } from '../../support/project-xml.ts';
import { projectFromXml, startStudy } from '../../support/study.ts';

describe('several projects in one request', () => {
  it('keep their answers when one of them fails', async () => {
    const study = await startStudy({ project: projectFromXml(classicXml) });
    const transport = createTransport({ url: study.url, clock: systemClock });
    try {
      const connect = (key: string, token: string) => ({
        key,
        host: study.url,
        redcap: createRedcap({ transport, token }),
      });
      const connections = [connect('good', study.owner.token ?? ''), connect('withdrawn', 'F'.repeat(32))];
      const contextValue = createContext(study.shared, { subject: 'test', mayWrite: false, connections }, {});
      const source = `{
        projects { key projectTitle }
        good: project(key: "good") { record(name: "1") { name } }
        bad: project(key: "withdrawn") { projectTitle }
      }`;
      const { data, errors } = await graphql({ schema, source, contextValue });
      expect(JSON.parse(JSON.stringify(data))).toEqual({
        projects: [{ key: 'good', projectTitle: 'Classic' }, null],
        good: { record: { name: '1' } },
        bad: null,
      });
      expect(errors?.map((error) => [error.path?.join('.'), maskError(error).extensions['code']])).toEqual([
        ['projects.1.projectTitle', 'UNAUTHENTICATED'],
        ['bad.projectTitle', 'UNAUTHENTICATED'],
      ]);
    } finally {
      await transport.close(0);
      await study.close();
    }
  });
});
