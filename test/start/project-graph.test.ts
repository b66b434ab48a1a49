import { describe, expect, it, onTestFinished } from 'vitest';
import type { Config } from '../../src/config.ts';
import type { Gateway } from '../../src/gateway.ts';
import { createApiKey } from '../../src/gateway/api-key.ts';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import type { BuildSchema } from '../../src/project-schema/store.ts';
import { post, type LoggedLine } from '../gateway/gateway.ts';
import { classicClinic, keep } from '../support/clinic.ts';
import { composeInTest, configFor, startInTest } from '../support/composed-gateway.ts';
import { startPeople, userOf } from '../support/people.ts';
import type { Study, StudyOptions } from '../support/study.ts';

/** One schema that was made: of which design, and what it was to leave out. */
interface Build {
  readonly digest: string;
  readonly withheld: readonly string[];
}

interface Started {
  readonly gateway: Gateway;
  readonly builds: Build[];
  readonly lines: readonly LoggedLine[];
}

/** A gateway of this configuration. */
const compose = (config: Config): Started => {
  const builds: Build[] = [];
  const buildSchema: BuildSchema = (design, withheld) => {
    builds.push({ digest: design.digest, withheld: [...withheld] });
    return createProjectSchema(design, withheld);
  };
  return { builds, ...composeInTest(config, { buildSchema }) };
};

const start = async (options: StudyOptions | 'demo'): Promise<Study> => {
  if (options !== 'demo') return startInTest(options);
  const study = await startPeople();
  onTestFinished(() => study.close());
  return study;
};

/** A gateway for which callers bring their own tokens, before the demo study. */
const startPassThrough = async (): Promise<Started & { readonly study: Study }> => {
  const study = await start('demo');
  const callers = { passThrough: { enabled: true, url: study.url, project: 'stroke2' } };
  return { study, ...compose(configFor(study, { projects: [], callers })) };
};

/** A gateway that is open to this machine, before a study under the key `clinic`. */
const startOpen = async (options: StudyOptions | 'demo'): Promise<Started & { readonly study: Study }> => {
  const study = await start(options);
  return { study, ...compose(configFor(study, {})) };
};

interface Body {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
  readonly data: any;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions: { readonly redcap: { readonly calls: number } };
}

const ask = async (
  { gateway }: Started,
  key: string,
  query: string,
  headers: Record<string, string> = {},
): Promise<{ readonly status: number; readonly body: Body }> => {
  const { status, body } = await post(gateway, { query }, headers, `/projects/${key}/graphql`);
  return { status, body: body as Body };
};

const ALL_FIELDS = '{ __schema { types { name fields { name } } } }';

/** Names of all fields of all types that a schema shows. */
const fieldsIn = ({ data }: Body): Set<string> =>
  new Set(
    (data.__schema.types as { fields: { name: string }[] | null }[]).flatMap(({ fields }) =>
      (fields ?? []).map(({ name }) => name),
    ),
  );

describe("a project's graph", () => {
  it('is made once for 100 who ask first at the same time, from one look at the design', async () => {
    const started = await startOpen('demo');
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(started, 'clinic', '{ __typename }')));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.data)))).toEqual(new Set(['{"__typename":"Query"}']));
    expect(started.builds).toHaveLength(1);
    expect(started.study.calls).toHaveLength(9);
    // Only the request that asked REDCap reports a cost.
    const paid = answers.map(({ body }) => body.extensions.redcap.calls);
    expect(paid.reduce((sum, calls) => sum + calls, 0)).toBe(9);
  });

  it('costs nothing but the operation itself from then on', async () => {
    const started = await startOpen('demo');
    await ask(started, 'clinic', '{ __typename }');
    started.study.forget();
    const { body } = await ask(started, 'clinic', '{ records(first: 2) { totalCount nodes { name } } }');
    expect(body.data.records.nodes).toEqual([{ name: '1' }, { name: '2' }]);
    expect(body.extensions.redcap.calls).toBe(1);
    expect(started.builds).toHaveLength(1);
  });

  it('holds that project and no other', async () => {
    const [study, other] = [await start('demo'), await start({ project: classicClinic })];
    const projects = [
      { key: 'stroke', url: study.url, token: { env: 'TOKEN' } },
      { key: 'clinic', url: other.url, token: { env: 'OTHER' } },
    ];
    const started = compose(configFor(study, { projects }, { OTHER: other.owner.token ?? '' }));
    const query = '{ projects { key } }';
    expect((await ask(started, 'stroke', query)).body.data).toEqual({ projects: [{ key: 'stroke' }] });
    expect((await ask(started, 'clinic', query)).body.data).toEqual({ projects: [{ key: 'clinic' }] });
    const all = await post(started.gateway, { query });
    expect(all.body).toMatchObject({ data: { projects: [{ key: 'stroke' }, { key: 'clinic' }] } });
  });
});

describe('the rights of a token', () => {
  it('decide of its graph, which equal rights share and no other caller sees', async () => {
    const started = await startPassThrough();
    const fields = new Map<string, Set<string>>();
    for (const user of ['demo_owner', 'demo_coordinator', 'demo_monitor', 'demo_statistician', 'demo_owner']) {
      const headers = { 'x-redcap-token': userOf(started.study, user).token ?? '' };
      fields.set(user, fieldsIn((await ask(started, 'stroke2', ALL_FIELDS, headers)).body));
    }
    // Only the owner may read what repeats. The coordinator and the monitor share one, as each comes to the same.
    const [owner, reader, statistician] = started.builds;
    expect(started.builds.map(({ withheld }) => withheld.length)).toEqual([0, 0, 28]);
    expect([owner?.digest === reader?.digest, reader?.digest === statistician?.digest]).toEqual([false, true]);
    expect(statistician?.withheld).toContain('dob');
    for (const user of ['demo_owner', 'demo_coordinator', 'demo_monitor']) {
      expect([user, fields.get(user)?.has('dob'), fields.get(user)?.has('nihss')]).toEqual([user, true, true]);
    }
    const seen = fields.get('demo_statistician');
    expect(seen?.has('nihss')).toBe(true);
    // REDCap's users have an email as well, in every graph.
    expect(statistician?.withheld.filter((name) => seen?.has(name))).toEqual(['email']);
  });

  it('refuse by name what they withhold, before REDCap is asked for a record', async () => {
    const started = await startPassThrough();
    const headers = { 'x-redcap-token': userOf(started.study, 'demo_statistician').token ?? '' };
    await ask(started, 'stroke2', '{ __typename }', headers);
    started.study.forget();
    const { status, body } = await ask(
      started,
      'stroke2',
      '{ records { nodes { demographics { dob { value } } } } }',
      headers,
    );
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(started.study.calls).toEqual([]);
  });
});

describe('a project that a caller may not see', () => {
  it('is answered as one that is not there, and REDCap is not asked', async () => {
    const study = await start('demo');
    const { key, hash } = createApiKey();
    const projects = [
      { key: 'stroke', url: study.url, token: { env: 'TOKEN' } },
      { key: 'secret', url: study.url, token: { env: 'TOKEN' } },
    ];
    const callers = { apiKeys: [{ name: 'dashboard', hash, projects: ['stroke'] }] };
    const started = compose(configFor(study, { projects, callers }));
    const headers = { authorization: `Bearer ${key}` };
    const [secret, none] = [
      await ask(started, 'secret', '{ __typename }', headers),
      await ask(started, 'none', '{ __typename }', headers),
    ];
    expect(secret).toEqual(none);
    expect(secret.status).toBe(404);
    expect(secret.body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(study.calls).toEqual([]);
    expect((await ask(started, 'secret', '{ __typename }')).status).toBe(401);
    expect((await ask(started, 'stroke', '{ __typename }', headers)).status).toBe(200);
  });
});

describe('a design that REDCap does not report', () => {
  it.each([
    [
      'a token that it does not accept',
      401,
      'UNAUTHENTICATED',
      () => Response.json({ error: 'You do not have permissions to use the API' }, { status: 403 }),
    ],
    [
      'too many calls',
      502,
      'REDCAP_RATE_LIMITED',
      () => new Response('', { status: 429, headers: { 'retry-after': '120' } }),
    ],
  ])('is reported as for any call: %s', async (_what, status, code, refusal) => {
    let refuses = true;
    const started = await startOpen({
      project: classicClinic,
      intercept: async (_call, answer) => (refuses ? refusal() : answer()),
    });
    const answer = await ask(started, 'clinic', '{ __typename }');
    expect(answer.status).toBe(status);
    expect(answer.body.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(JSON.stringify([answer.body, started.lines])).not.toMatch(/\.ts:|node_modules/);
    expect(started.builds).toEqual([]);
    refuses = false;
  });
});

describe('a design that moves on', () => {
  const newField = `mutation {
    importMetadata(input: {
      project: "clinic", mode: MERGE,
      fields: [{ fieldName: "brand_new", instrument: "demographics", fieldType: TEXT, fieldLabel: "Brand new" }]
    }) { errors { code message } }
  }`;

  it('is in the next request’s graph, while a request under way ends on the one that it began with', async () => {
    let arrive = (): void => undefined;
    let release = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    const started = await startOpen({
      project: (store) => {
        const made = classicClinic(store);
        keep(made.project, '1', 'event_1_arm_1', { first_name: 'Ada' });
        return made;
      },
      intercept: async (call, answer) => {
        // The slow query is the only one that asks for this field.
        if (call['fields[0]'] === 'first_name' || call['fields[1]'] === 'first_name') {
          arrive();
          await released;
        }
        return answer();
      },
    });
    expect(fieldsIn((await ask(started, 'clinic', ALL_FIELDS)).body)).not.toContain('brand_new');
    const slow = ask(started, 'clinic', '{ records { nodes { name demographics { first_name { value } } } } }');
    await arrived;

    const changed = await ask(started, 'clinic', newField);
    expect(changed.body).toMatchObject({ data: { importMetadata: { errors: [] } } });
    expect(fieldsIn((await ask(started, 'clinic', ALL_FIELDS)).body)).toContain('brand_new');
    expect(started.builds).toHaveLength(2);

    release();
    expect((await slow).body).toMatchObject({
      data: { records: { nodes: [{ name: '1', demographics: { first_name: { value: 'Ada' } } }] } },
    });
    const { body } = await ask(
      started,
      'clinic',
      '{ records { nodes { demographics { brand_new { value absence } } } } }',
    );
    expect(body.data.records.nodes).toEqual([{ demographics: { brand_new: { value: null, absence: 'BLANK' } } }]);
  });
});
