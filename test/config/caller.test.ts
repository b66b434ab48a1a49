import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from '../../src/config.ts';
import { createApiKey } from '../../src/gateway/api-key.ts';

const TOKEN = '0123456789ABCDEF0123456789ABCDEF';
const { hash } = createApiKey();
const reader = { name: 'reader', projects: 'all', allow: ['read'] };
const issuer = { issuer: 'https://id.example.org', audience: 'gateway', policies: [{ policy: 'reader' }] };

const fileOf = (callers: object, more: object = {}): object => ({
  projects: [{ key: 'stroke', url: 'https://redcap.example.org/api/', token: { env: 'STROKE' } }],
  callers,
  ...more,
});

const parse = (callers: object, more: object = {}) =>
  parseConfig({ file: fileOf(callers, more), env: { STROKE: TOKEN, ADA: TOKEN }, argv: [] });

const problemsOf = (callers: object, more: object = {}): readonly string[] => {
  try {
    parse(callers, more);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('callers of a configuration', () => {
  it('are read with policies, issuers and people', () => {
    const people = [
      { issuer: issuer.issuer, subject: 'ada', projects: [{ project: 'stroke', token: { env: 'ADA' } }] },
    ];
    const config = parse({ policies: [reader], issuers: [issuer], people });
    expect(config.policies).toEqual([
      { ...reader, instruments: 'all', identifiers: false, groups: 'all', serviceToken: true },
    ]);
    expect(config.callers.issuers).toEqual([
      {
        issuer: 'https://id.example.org',
        audience: ['gateway'],
        jwksUrl: null,
        algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
        clockSkewSeconds: 60,
        subjectClaim: 'sub',
        groupClaims: ['groups'],
        policies: [{ group: null, policy: 'reader' }],
        allowInsecureHttp: false,
        limits: undefined,
      },
    ]);
    expect(config.personalTokens).toMatchObject([{ issuer: issuer.issuer, subject: 'ada', project: 'stroke' }]);
    expect(JSON.stringify(config)).not.toContain(TOKEN);
  });

  it('say how people sign in, at an issuer whose host is its name unless given', () => {
    const config = parse({ policies: [reader], issuers: [{ ...issuer, signIn: { clientId: 'workbench' } }] });
    expect(config.callers.issuers?.[0]?.signIn).toEqual({
      clientId: 'workbench',
      name: 'id.example.org',
      scopes: ['openid'],
      parameters: {},
      origins: [],
    });
  });

  const key = { name: 'k', hash, policies: ['reader'] };

  it.each<[string, object, string]>([
    [
      'a policy that may not read',
      { policies: [{ ...reader, allow: ['write'] }] },
      'policies[0].allow: leaves out "read"',
    ],
    [
      'a policy of groups that may write',
      { policies: [{ ...reader, allow: ['read', 'write'], groups: ['lyon'] }] },
      'use a token whose user is in the group',
    ],
    [
      'a policy that may change the design and not see all',
      { policies: [{ ...reader, allow: ['read', 'design'] }] },
      'may take the mark of an identifier off',
    ],
    [
      'a policy of an unknown project',
      { policies: [{ ...reader, projects: ['strok'] }] },
      'there is no project "strok"',
    ],
    ['two policies of one name', { policies: [reader, reader] }, '"reader" is used twice'],
    ['a key with an unknown policy', { apiKeys: [key] }, 'apiKeys[0].policies: there is no policy "reader"'],
    ['an issuer with an unknown policy', { issuers: [issuer] }, 'issuers[0].policies: there is no policy "reader"'],
    [
      'an issuer without an encrypted address',
      { policies: [reader], issuers: [{ ...issuer, issuer: 'http://id.example.org' }] },
      'must begin with https://',
    ],
    [
      'keys without an encrypted address',
      { policies: [reader], issuers: [{ ...issuer, jwksUrl: 'http://id.example.org/keys' }] },
      'issuers[0].jwksUrl',
    ],
    [
      'a shared secret',
      { policies: [reader], issuers: [{ ...issuer, algorithms: ['HS256'] }] },
      'issuers[0].algorithms',
    ],
    ['no signature', { policies: [reader], issuers: [{ ...issuer, algorithms: ['none'] }] }, 'issuers[0].algorithms'],
    [
      'signing in with a parameter that the page chooses',
      {
        policies: [reader],
        issuers: [{ ...issuer, signIn: { clientId: 'workbench', parameters: { state: 'fixed' } } }],
      },
      'signIn.parameters: must not have client_id',
    ],
    [
      'signing in at an address that is not encrypted',
      {
        policies: [reader],
        issuers: [
          {
            issuer: 'http://id.example.org',
            audience: 'gateway',
            jwksUrl: 'https://id.example.org/keys',
            policies: issuer.policies,
            signIn: { clientId: 'workbench' },
          },
        ],
      },
      'issuers[0].issuer: must begin with https://',
    ],
    ['an issuer twice', { policies: [reader], issuers: [issuer, issuer] }, 'is used twice'],
    [
      'a person of an unknown issuer',
      {
        people: [{ issuer: 'https://x.org', subject: 'ada', projects: [{ project: 'stroke', token: { env: 'ADA' } }] }],
      },
      'there is no such issuer',
    ],
    [
      'an end that is no date',
      { policies: [reader], apiKeys: [{ ...key, expires: 'tomorrow' }] },
      'must be a date such as',
    ],
    [
      'two keys of one name with other rights',
      { policies: [reader], apiKeys: [key, { ...key, scopes: ['read', 'write'] }] },
      '"k" is used twice',
    ],
  ])('are refused: %s', (_words, callers, problem) => {
    expect(problemsOf(callers).join('\n')).toContain(problem);
  });

  it('are refused where unknown ones may run any document', () => {
    const trustedDocuments = { files: ['app.json'], exempt: { apiKeys: ['nobody'], policies: ['none'] } };
    const problems = problemsOf({}, { trustedDocuments }).filter((problem) => problem.includes('exempt'));
    expect(problems.sort()).toEqual([
      'trustedDocuments.exempt.apiKeys: there is no API key "nobody".',
      'trustedDocuments.exempt.policies: there is no policy "none" in callers.policies.',
    ]);
  });

  it('are refused where unknown ones may read the schema', () => {
    const introspection = { apiKeys: ['nobody'], policies: ['none'] };
    expect(problemsOf({}, { introspection })).toEqual([
      'introspection.apiKeys: there is no API key "nobody".',
      'introspection.policies: there is no policy "none" in callers.policies.',
    ]);
  });

  it('are refused where a key of the file has the name of the one in the variable', () => {
    const env = { STROKE: TOKEN, REDCAP_GRAPHQL_API_KEY_HASH: createApiKey().hash };
    const read = (name: string) =>
      parseConfig({ file: fileOf({ policies: [reader], apiKeys: [{ ...key, name }] }), env, argv: [] });
    expect(() => read('default')).toThrow('the name "default" is that of the key in REDCAP_GRAPHQL_API_KEY_HASH');
    expect(read('k').callers.apiKeys.map(({ name }) => name)).toEqual(['k', 'default']);
  });

  it('are refused where one key has two entries, of which the last would count', () => {
    const apiKeys = [key, { name: 'all', hash }];
    expect(problemsOf({ policies: [reader], apiKeys }).join()).toContain('one key is that of "k" and "all" (sha256:');
    const file = fileOf({ policies: [reader], apiKeys: [key] });
    const env = { STROKE: TOKEN, REDCAP_GRAPHQL_API_KEY_HASH: hash };
    expect(() => parseConfig({ file, env, argv: [] })).toThrow('one key is that of "k" and "default" (sha256:');
  });

  it('may have two keys of one name with one end each', () => {
    const next = createApiKey();
    const apiKeys = [
      { ...key, expires: '2027-01-01' },
      { ...key, hash: next.hash },
    ];
    expect(parse({ policies: [reader], apiKeys }).callers.apiKeys.map(({ expiresAt }) => expiresAt)).toEqual([
      Date.UTC(2027, 0, 1),
      undefined,
    ]);
  });
});
