import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { configJsonSchema } from '../src/config/file.ts';
import { ConfigError, configPath, parseConfig } from '../src/config.ts';
import type { ConfigInput, SecretFile } from '../src/config.ts';
import { defaultLimits } from '../src/gateway/limits.ts';

const TOKEN = '0123456789ABCDEF0123456789ABCDEF';
const HASH = `sha256:${'a'.repeat(64)}`;

const input = (changes: Partial<ConfigInput> = {}): ConfigInput => ({ env: {}, argv: [], ...changes });

const problemsOf = (changes: Partial<ConfigInput>): readonly string[] => {
  try {
    parseConfig(input(changes));
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

const project = (changes: object = {}): object => ({
  key: 'stroke',
  url: 'https://redcap.example.org/api/',
  token: { env: 'STROKE_TOKEN' },
  ...changes,
});

describe('configuration from nothing', () => {
  it('is the sandbox on loopback with every limit at its default', () => {
    const config = parseConfig(input());
    expect(config).toMatchObject({ mode: 'sandbox', host: '127.0.0.1', port: 4000, projectFiles: [], projects: [] });
    expect(config).toMatchObject({ callers: { apiKeys: [], passThrough: null }, cors: { origins: [] }, secret: null });
    expect(config).toMatchObject({ graphiql: true, introspection: true, compression: true, logLevel: 'info' });
    expect(config.limits).toEqual(defaultLimits);
    expect(config.redcap).toEqual({
      callsPerMinute: 500,
      readTimeoutSeconds: 30,
      writeTimeoutSeconds: 120,
      turnWaitSeconds: 20,
      designMaxAgeSeconds: 60,
      rightsMaxAgeSeconds: 3600,
      listMaxAgeSeconds: 300,
    });
  });

  it('takes variables that are set to nothing as not set', () => {
    const env = { REDCAP_URL: '', REDCAP_TOKEN: ' ', HOST: '', PORT: '', REDCAP_GRAPHQL_CONFIG: '' };
    expect(parseConfig(input({ env }))).toMatchObject({ mode: 'sandbox', host: '127.0.0.1', port: 4000 });
    expect(configPath({ env, argv: [] })).toBeUndefined();
  });

  it('takes project files for the sandbox from the command line', () => {
    const config = parseConfig(input({ argv: ['--project', 'a.xml', '--project=b.xml'] }));
    expect(config.projectFiles).toEqual(['a.xml', 'b.xml']);
  });

  it('takes invented studies for the sandbox from the command line', () => {
    const config = parseConfig(input({ argv: ['--study', 'ferry', '--study=attic'] }));
    expect(config).toMatchObject({ mode: 'sandbox', studies: ['ferry', 'attic'] });
  });
});

describe('configuration from the environment', () => {
  const env = { REDCAP_URL: 'https://redcap.example.org', REDCAP_TOKEN: TOKEN };

  it('is one project with the key "project"', () => {
    const config = parseConfig(input({ env }));
    expect(config.mode).toBe('redcap');
    expect(config.projects).toMatchObject([{ key: 'project', url: 'https://redcap.example.org/api/' }]);
    expect(config.projects[0]?.token.reveal()).toBe(TOKEN);
  });

  it('names the project as REDCAP_PROJECT says and reads its token from a file', () => {
    const readSecretFile = (path: string): SecretFile => ({ text: path === 't' ? `${TOKEN}\n` : '', mode: 0o100600 });
    const fromFile = { REDCAP_URL: env.REDCAP_URL, REDCAP_TOKEN_FILE: 't', REDCAP_PROJECT: 'stroke-2' };
    const config = parseConfig(input({ env: fromFile, readSecretFile }));
    expect(config.projects[0]?.key).toBe('stroke-2');
    expect(config.projects[0]?.token.reveal()).toBe(TOKEN);
  });

  it('opens the gateway to the holder of one API key', () => {
    const config = parseConfig(input({ env: { ...env, REDCAP_GRAPHQL_API_KEY_HASH: HASH, HOST: '0.0.0.0' } }));
    expect(config.callers.apiKeys).toEqual([
      { name: 'default', sha256: 'a'.repeat(64), projects: 'all', scopes: ['read', 'write', 'logging'] },
    ]);
  });

  it.each([
    ['a token without an address', { REDCAP_TOKEN: TOKEN }, 'REDCAP_URL is missing: REDCAP_TOKEN needs'],
    ['an address without a token', { REDCAP_URL: env.REDCAP_URL }, 'REDCAP_TOKEN is missing'],
    ['a token of the wrong length', { ...env, REDCAP_TOKEN: 'ABC' }, 'REDCAP_TOKEN: This is not a REDCap token'],
    ['a super token', { ...env, REDCAP_TOKEN: 'a'.repeat(64) }, 'REDCAP_TOKEN: This is a super token'],
    [
      'plain http',
      { ...env, REDCAP_URL: 'http://redcap.example.org/api/' },
      'REDCAP_URL: The REDCap address must begin',
    ],
    ['no address at all', { ...env, REDCAP_URL: 'redcap' }, 'REDCAP_URL: The REDCap address is not a URL'],
    ['a bad key', { ...env, REDCAP_PROJECT: '2 b' }, 'REDCAP_PROJECT must begin with a letter'],
    ['a bad port', { PORT: '70000' }, 'PORT must be a number from 0 to 65535'],
    ['a port in words', { PORT: 'http' }, 'PORT must be a number from 0 to 65535'],
    ['a bad key hash', { REDCAP_GRAPHQL_API_KEY_HASH: 'secret' }, 'REDCAP_GRAPHQL_API_KEY_HASH must be "sha256:"'],
    ['a short secret', { REDCAP_GRAPHQL_SECRET: 'short' }, 'secret: must have at least 32 characters'],
  ])('refuses %s', (_what, wrong, problem) => {
    expect(problemsOf({ env: wrong })).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    ['loopback', { ...env, REDCAP_URL: 'http://127.0.0.1:8080/api/' }],
    ['an explicit allowance', { ...env, REDCAP_URL: 'http://redcap.lan/api/', REDCAP_ALLOW_INSECURE_HTTP: 'true' }],
  ])('allows plain http with %s', (_what, allowed) => {
    expect(problemsOf({ env: allowed })).toEqual([]);
  });

  it('refuses to listen beyond loopback while nobody needs a credential', () => {
    expect(problemsOf({ env: { HOST: '0.0.0.0' } })).toEqual([
      expect.stringMatching(/^HOST: refusing to listen on 0\.0\.0\.0, .*callers\.apiKeys/),
    ]);
  });
});

describe('the data folder', () => {
  const env = { REDCAP_URL: 'https://redcap.example.org/api/', REDCAP_TOKEN: TOKEN, HOME: '/a' };
  const dataOf = (changes: Partial<ConfigInput>) => parseConfig(input({ env, ...changes })).data;
  const folder = (path: string | null) => ({ kind: 'folder', path });

  it("is in the user's data folder, and none for the sandbox", () => {
    expect(dataOf({})).toEqual(folder('/a/.local/share/redcap-graphql'));
    expect(dataOf({ env: { ...env, XDG_DATA_HOME: '/data' } })).toEqual(folder('/data/redcap-graphql'));
    expect(dataOf({ env: { ...env, HOME: '' } })).toEqual(folder(null));
    expect(dataOf({ env: { HOME: '/a' } })).toEqual({ kind: 'memory' });
  });

  it('is what the command line says, else the environment, else the file', () => {
    const [file, variable] = [{ data: '/file' }, { ...env, REDCAP_GRAPHQL_DATA: '/variable' }];
    expect(dataOf({ file, env: variable, argv: ['--data', '/option'] })).toEqual(folder('/option'));
    expect(dataOf({ file, env: variable })).toEqual(folder('/variable'));
    expect(dataOf({ file })).toEqual(folder('/file'));
    expect(dataOf({ argv: ['--data', 'data'] })).toEqual(folder(join(process.cwd(), 'data')));
    expect(dataOf({ env: {}, argv: ['--data', '/option'] })).toEqual(folder('/option'));
  });

  it('is none where it is to be in memory, and absolute in a file', () => {
    expect(dataOf({ argv: ['--data', ':memory:'] })).toEqual({ kind: 'memory' });
    expect(dataOf({ file: { data: ':memory:' } })).toEqual({ kind: 'memory' });
    expect(problemsOf({ file: { data: 'data' } })).toEqual(['data: must be an absolute path, or ":memory:".']);
  });
});

describe('a variable whose value is wrong', () => {
  const env = { REDCAP_URL: 'https://redcap.example.org/api/', REDCAP_TOKEN: TOKEN };

  it.each([
    ['REDCAP_TIME_ZONE', 'Mars/Olympus', 'REDCAP_TIME_ZONE must be a time zone such as "Europe/Berlin".'],
    ['REDCAP_ALLOW_INSECURE_HTTP', 'yes', 'REDCAP_ALLOW_INSECURE_HTTP must be "true" or "false".'],
  ])('is refused: %s', (name, value, problem) => {
    expect(problemsOf({ env: { ...env, [name]: value } })).toEqual([problem]);
  });

  it('is refused without a project to use it for, too', () => {
    expect(problemsOf({ env: { REDCAP_TIME_ZONE: 'x', REDCAP_ALLOW_INSECURE_HTTP: 'ja' } })).toHaveLength(2);
  });
});

describe('configuration from a file', () => {
  it('reads projects, keys, limits and origins', () => {
    const file = {
      projects: [project({ username: 'gateway', serverTimeZone: 'Europe/Berlin' })],
      callers: { apiKeys: [{ name: 'dashboard', hash: HASH, projects: ['stroke'] }] },
      cors: { origins: ['https://dashboard.example.org'] },
      limits: { page: 50 },
      redcap: { callsPerMinute: 100 },
      secret: { file: 'ids.key' },
      host: '0.0.0.0',
      port: 8443,
    };
    const readSecretFile = (): SecretFile => ({ text: 's'.repeat(40), mode: 0o400 });
    const config = parseConfig(input({ file, env: { STROKE_TOKEN: TOKEN }, readSecretFile }));
    expect(config).toMatchObject({ mode: 'redcap', host: '0.0.0.0', port: 8443 });
    expect(config.projects[0]).toMatchObject({ key: 'stroke', username: 'gateway', serverTimeZone: 'Europe/Berlin' });
    expect(config.callers.apiKeys).toEqual([
      { name: 'dashboard', sha256: 'a'.repeat(64), projects: ['stroke'], scopes: ['read'] },
    ]);
    expect(config.limits).toEqual({ ...defaultLimits, page: 50 });
    expect(config.redcap.callsPerMinute).toBe(100);
    expect(config.secret?.reveal()).toBe('s'.repeat(40));
  });

  it('reads origins of the command line before those of the environment, and those before the file', () => {
    const file = { cors: { origins: ['https://file.example.org'] } };
    const env = { CORS_ORIGINS: 'https://a.example.org, http://localhost:5173' };
    const argv = ['--cors', 'https://b.example.org', '--cors', 'https://c.example.org'];
    const originsOf = (given: Partial<ConfigInput>): readonly string[] => parseConfig(input(given)).cors.origins;
    expect(originsOf({ file })).toEqual(['https://file.example.org']);
    expect(originsOf({ file, env })).toEqual(['https://a.example.org', 'http://localhost:5173']);
    expect(originsOf({ file, env, argv })).toEqual(['https://b.example.org', 'https://c.example.org']);
    expect(problemsOf({ env: { CORS_ORIGINS: 'https://a.example.org,*' } })).toEqual([
      'CORS_ORIGINS: each must be an exact origin such as "https://dashboard.example.org"; "*" is not possible.',
    ]);
    expect(problemsOf({ argv: ['--cors', 'localhost'] })).toEqual([
      '--cors: each must be an exact origin such as "https://dashboard.example.org"; "*" is not possible.',
    ]);
  });

  it.each([
    ['the demo', {}, true],
    ['the demo of an invented study', { argv: ['--study', 'ferry'] }, true],
    ['a sandbox with a project file, which may be of real people', { argv: ['--project', 'a.xml'] }, false],
    ['a sandbox with API keys', { file: { callers: { apiKeys: [{ name: 'a', hash: HASH }] } } }, false],
    ['a gateway of a REDCap', { file: { projects: [project()] }, env: { STROKE_TOKEN: TOKEN } }, false],
  ])('lets pages of this machine call, or not: %s', (_what, given, expected) => {
    expect(parseConfig(input(given)).cors.allowsLoopback).toBe(expected);
  });

  it('reads what repeats as REDCap exports it', () => {
    const setupOf = (repeating: unknown): unknown =>
      parseConfig(input({ file: { projects: [project({ repeating })] }, env: { STROKE_TOKEN: TOKEN } })).projects[0]
        ?.repeating;
    expect(setupOf([{ form_name: 'visit', custom_form_label: '[day]' }])).toEqual([
      { event_name: null, form_name: 'visit', custom_form_label: '[day]' },
    ]);
    expect(setupOf([{ event_name: 'course_arm_1', form_name: '', custom_form_label: '' }])).toEqual([
      { event_name: 'course_arm_1', form_name: '', custom_form_label: '' },
    ]);
    expect(setupOf([])).toEqual([]);
    expect(setupOf(undefined)).toBeUndefined();
  });

  it('lets the command line outweigh the environment, and the environment the file', () => {
    const file = { port: 1, host: 'localhost' };
    expect(parseConfig(input({ file })).port).toBe(1);
    expect(parseConfig(input({ file, env: { PORT: '2' } })).port).toBe(2);
    expect(parseConfig(input({ file, env: { PORT: '2' }, argv: ['--port', '3'] }))).toMatchObject({ port: 3 });
  });

  it('reads a token from a variable that is called REDCAP_TOKEN', () => {
    const file = { projects: [project({ token: { env: 'REDCAP_TOKEN' } })] };
    expect(parseConfig(input({ file, env: { REDCAP_TOKEN: TOKEN } })).projects).toHaveLength(1);
  });

  it('turns pass-through on with the server that the tokens belong to', () => {
    const passThrough = { enabled: true, url: 'https://redcap.example.org/api/' };
    const config = parseConfig(input({ file: { callers: { passThrough } } }));
    expect(config.mode).toBe('redcap');
    expect(config.callers.passThrough).toEqual({ header: 'x-redcap-token' });
    expect(config.passThrough).toMatchObject({ url: 'https://redcap.example.org/api/', project: 'project' });
  });

  it('leaves pass-through off unless it is enabled', () => {
    const passThrough = { enabled: false, url: 'https://redcap.example.org/api/' };
    expect(parseConfig(input({ file: { callers: { passThrough } } })).callers.passThrough).toBeNull();
  });

  const creator = { name: 'admin', hash: HASH, scopes: ['write', 'createProject'] };
  const creation = { url: 'https://redcap.example.org', superToken: { env: 'SUPER' } };

  it('reads where projects may be made, with a super token that does not show itself', () => {
    const file = { projects: [project()], projectCreation: creation, callers: { apiKeys: [creator] } };
    const superToken = 'A1'.repeat(32);
    const config = parseConfig(input({ file, env: { STROKE_TOKEN: TOKEN, SUPER: superToken } }));
    expect(config.projectCreation).toMatchObject({ url: 'https://redcap.example.org/api/', allowInsecureHttp: false });
    expect(config.projectCreation?.superToken.reveal()).toBe(superToken);
    expect(JSON.stringify(config)).not.toContain(superToken);
    expect(parseConfig(input({ file: { projects: [project()] }, env: { STROKE_TOKEN: TOKEN } })).projectCreation).toBe(
      null,
    );
  });

  it.each([
    [
      "a project's token in place of a super token",
      { projectCreation: creation, callers: { apiKeys: [creator] } },
      'projectCreation.superToken: This is the token of a project.',
    ],
    [
      'a place for new projects that no key may use',
      { projectCreation: creation },
      'projectCreation: no API key has the scope "createProject"',
    ],
    [
      'a key for new projects without a place for them',
      { projects: [project()], callers: { apiKeys: [creator] } },
      'callers.apiKeys: "admin" has the scope "createProject", but projectCreation does not say where.',
    ],
  ])('refuses %s', (_title, file, problem) => {
    expect(problemsOf(input({ file, env: { STROKE_TOKEN: TOKEN, SUPER: TOKEN } }))).toContainEqual(
      expect.stringContaining(problem),
    );
  });

  const inline = 'FEDCBA9876543210FEDCBA9876543210';
  it.each([
    [
      'an inline token',
      { projects: [project({ token: inline })] },
      'projects[0].token: must be { "env": "NAME" }, { "file": "PATH" } or { "stored": "NAME" }',
    ],
    [
      'a missing variable',
      { projects: [project({ token: { env: 'NONE' } })] },
      'projects[0].token: the environment variable NONE is not set.',
    ],
    ['an unknown setting', { colour: 1 }, 'The file: "colour" is not a setting here.'],
    ['an unknown setting inside', { limits: { colour: 1 } }, 'limits: "colour" is not a setting here.'],
    [
      'two projects of one key',
      { projects: [project(), project({ key: 'Stroke' })] },
      'projects[1].key: "Stroke" is used twice.',
    ],
    [
      'a key for a project that is not there',
      { projects: [project()], callers: { apiKeys: [{ name: 'a', hash: HASH, projects: ['other'] }] } },
      'callers.apiKeys[0].projects: there is no project "other".',
    ],
    [
      'two API keys of one name and different rights',
      {
        callers: {
          apiKeys: [
            { name: 'a', hash: HASH },
            { name: 'a', hash: HASH, scopes: ['read', 'write'] },
          ],
        },
      },
      'callers.apiKeys[1].name: "a" is used twice.',
    ],
    [
      'an API key that is not hashed',
      { callers: { apiKeys: [{ name: 'a', hash: 'rgk_plain' }] } },
      'callers.apiKeys[0].hash: must be "sha256:"',
    ],
    ['any origin', { cors: { origins: ['*'] } }, 'cors.origins[0]: must be an exact origin'],
    [
      'an origin with a path',
      { cors: { origins: ['https://a.example/'] } },
      'cors.origins[0]: must be an exact origin',
    ],
    [
      'a time zone that is none',
      { projects: [project({ serverTimeZone: 'Mars' })] },
      'projects[0].serverTimeZone: must be a time zone',
    ],
    [
      'a repeating place that names nothing',
      { projects: [project({ repeating: [{ form_name: '' }] })] },
      'projects[0].repeating[0]: must name an instrument, or an event that repeats as a whole',
    ],
    [
      'a repeating place with a name that REDCap does not export',
      { projects: [project({ repeating: [{ form_name: 'visit', form: 'visit' }] })] },
      'projects[0].repeating[0]: "form" is not a setting here.',
    ],
    ['GraphiQL without introspection', { introspection: false }, 'graphiql: GraphiQL needs introspection.'],
    ['a list in place of an object', [], 'The file: Invalid input: expected object'],
  ])('refuses %s', (_what, file, problem) => {
    const problems = problemsOf({ file, env: { STROKE_TOKEN: TOKEN } });
    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(problems.join()).not.toContain(inline);
  });

  it.each([
    ['is missing', { problem: 'there is no such file' }, 'projects[0].token: t.key: there is no such file.'],
    [
      'everyone may read',
      { text: TOKEN, mode: 0o100644 },
      'projects[0].token: t.key can be read by everyone on this machine. Run: chmod 600 t.key',
    ],
    [
      'belongs to another user',
      { text: TOKEN, mode: 0o100600, isForeign: true },
      "projects[0].token: t.key belongs to another user. It must be this user's, or root's.",
    ],
    ['holds something else', { text: 'x', mode: 0o600 }, 'projects[0].token: This is not a REDCap token'],
  ])('refuses a token file that %s', (_what, secretFile, problem) => {
    const file = { projects: [project({ token: { file: 't.key' } })] };
    expect(problemsOf({ file, readSecretFile: () => secretFile })).toEqual([expect.stringContaining(problem)]);
  });

  it('reports everything that is wrong at once', () => {
    const file = {
      projects: [project({ url: 'http://redcap.example.org/api/' }), project({ key: 'b', url: 'ftp://x' })],
    };
    expect(
      problemsOf({
        file,
        env: { HOST: '0.0.0.0', PORT: 'x' },
        argv: ['--colour', '--project', 'a.xml', '--study', 'ferry'],
      }),
    ).toEqual([
      '--colour is not an option. "--help" lists them.',
      expect.stringContaining('projects[0].url'),
      expect.stringContaining('projects[0].token: the environment variable STROKE_TOKEN is not set'),
      expect.stringContaining('projects[1].url'),
      expect.stringContaining('projects[1].token'),
      'PORT must be a number from 0 to 65535.',
      expect.stringContaining('--project loads a project into the sandbox'),
      expect.stringContaining('--study loads a study into the sandbox'),
      expect.stringContaining('HOST: refusing to listen'),
    ]);
  });
});

describe('a file with mistakes of every kind', () => {
  it('is reported with all of them in one pass', () => {
    const file = {
      colour: 'red',
      port: 'x',
      projects: [
        project({ key: 'a', token: { env: 'NOT_SET' } }),
        project({ key: 'A', token: { file: 'none.key' }, extra: 1 }),
        { key: '1', url: 'http://redcap.example.org/api/' },
        'stroke',
      ],
      callers: {
        apiKeys: [
          { name: 'one', hash: HASH, projects: ['other'], scopes: ['admin'] },
          { name: 'one', hash: 'plain' },
        ],
      },
      limits: { depth: 0 },
      redcap: { readTimeoutSeconds: 'long' },
      secret: { env: 'SHORT' },
    };
    const problems = problemsOf({
      file,
      env: { SHORT: 'short', REDCAP_TOKN: TOKEN },
      readSecretFile: () => ({ problem: 'there is no such file' }),
    });
    const places = problems.map((problem) => problem.split(/:? /, 1)[0]);
    expect(places.sort()).toEqual([
      'REDCAP_TOKN',
      'The',
      'callers.apiKeys[0].projects',
      'callers.apiKeys[0].scopes[0]',
      'callers.apiKeys[1].hash',
      'callers.apiKeys[1].name',
      'limits.depth',
      'port',
      'projects[0].token',
      'projects[1]',
      'projects[1].key',
      'projects[1].token',
      'projects[2].key',
      'projects[2].token',
      'projects[2].url',
      'projects[3]',
      'redcap.readTimeoutSeconds',
      'secret',
    ]);
  });

  it('that cannot be read is reported beside what is wrong elsewhere', () => {
    expect(problemsOf({ fileProblems: ['gateway.json: there is no such file.'], env: { PORT: 'x' } })).toEqual([
      'gateway.json: there is no such file.',
      'PORT must be a number from 0 to 65535.',
    ]);
  });
});

describe('a variable that is misspelt', () => {
  it.each([
    ['REDCAP_TOKN', 'REDCAP_TOKEN'],
    ['REDCAP_TOKENFILE', 'REDCAP_TOKEN_FILE'],
    ['REDCAP_GRAPHQL_SECRETS', 'REDCAP_GRAPHQL_SECRET'],
    ['REDCAP_TIMEZONE', 'REDCAP_TIME_ZONE'],
    ['SANDBOX_PROT', 'SANDBOX_PORT'],
  ])('is refused with the one that was meant: %s', (given, meant) => {
    expect(problemsOf({ env: { [given]: 'x' } })).toEqual([
      `${given} is no variable of this program. Did you mean ${meant}?`,
    ]);
  });

  it('is none where the file refers to it, or where it is like no variable of this program', () => {
    const file = { projects: [project({ token: { env: 'REDCAP_TOKEN2' } })] };
    expect(problemsOf({ file, env: { REDCAP_TOKEN2: TOKEN, REDCAP_BACKUP_FOLDER: 'x' } })).toEqual([]);
  });

  it('is named as one without effect where it is like none of this program', () => {
    const file = { projects: [project({ token: { env: 'REDCAP_TOKEN2' } })] };
    const env = {
      REDCAP_TOKEN2: TOKEN,
      REDCAP_API_URL: 'https://redcap.example.org/api/',
      SANDBOX_COLOUR: '',
      HOME: '/',
    };
    expect(parseConfig({ argv: [], env, file }).unknownVariables).toEqual(['REDCAP_API_URL', 'SANDBOX_COLOUR']);
  });
});

describe('the command line', () => {
  it.each([
    ['an unknown word', ['serve'], '"serve" is not a command.'],
    ['an option without its value', ['--config'], '--config needs a value.'],
    ['an option twice', ['--port', '1', '--port', '2'], '--port is given more than once.'],
  ])('refuses %s', (_what, argv, problem) => {
    expect(problemsOf({ argv })).toEqual([expect.stringContaining(problem)]);
  });

  it('names the configuration file before the environment does', () => {
    const env = { REDCAP_GRAPHQL_CONFIG: 'env.json' };
    expect(configPath({ env, argv: ['--config', 'line.json'] })).toBe('line.json');
    expect(configPath({ env, argv: [] })).toBe('env.json');
  });
});

describe('a configuration that is printed', () => {
  it('does not show its tokens and keys', () => {
    const env = {
      REDCAP_URL: 'https://redcap.example.org',
      REDCAP_TOKEN: TOKEN,
      REDCAP_GRAPHQL_SECRET: 'k'.repeat(32),
    };
    const config = parseConfig(input({ env }));
    const printed = `${inspect(config, { depth: 9 })}${JSON.stringify(config)}${String(config.projects[0]?.token)}`;
    expect(printed).not.toContain(TOKEN);
    expect(printed).not.toContain('kkkk');
    expect(printed).toContain('[secret]');
  });
});

describe('schema/config.schema.json', () => {
  it('is what the configuration is checked by', () => {
    const written: unknown = JSON.parse(readFileSync(new URL('../schema/config.schema.json', import.meta.url), 'utf8'));
    expect(written).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
  });
});
