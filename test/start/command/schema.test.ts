import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, isObjectType } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { schema } from '../../../src/schema/index.ts';
import { runSchema } from '../../../src/start/command/schema.ts';
import { createLog } from '../../../src/start/log.ts';
import { openProject } from '../../../src/start/project.ts';
import type { Surroundings } from '../../../src/start/surroundings.ts';
import { classicClinic } from '../../support/clinic.ts';
import { startPeople, userOf } from '../../support/people.ts';
import { startStudy, type Study } from '../../support/study.ts';

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of running.splice(0)) await close();
});

const keepRunning = (study: Study): Study => {
  running.push(() => study.close());
  return study;
};

const surroundings = (
  argv: string[],
  env: Record<string, string> = {},
): Surroundings & { readonly text: () => string } => {
  let text = '';
  const out = { write: (part: string) => (text += part) };
  return {
    argv,
    env,
    out,
    schemaFolder: 'nowhere',
    createLog: () => createLog('silent'),
    loadSchema: () => Promise.resolve(schema),
    text: () => text,
  };
};

/** Names of all fields of the object types of an SDL. */
const fieldsIn = (sdl: string): string[] =>
  Object.values(buildSchema(sdl).getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.keys(type.getFields()) : [],
  );

describe('the command "schema" with a project', () => {
  it('prints the project’s graph as SDL and nothing else, of the sandbox when nothing is configured', async () => {
    const given = surroundings(['stroke2']);
    await runSchema(given);
    expect(given.text()).toMatch(/[^\n]\n$/);
    expect(fieldsIn(given.text())).toContain('nihss');
    expect(given.text().indexOf('type Arm')).toBeLessThan(given.text().indexOf('type Query'));
  });

  it('prints the same each time', async () => {
    const [one, two] = [surroundings(['stroke2']), surroundings(['stroke2'])];
    await runSchema(one);
    await runSchema(two);
    expect(one.text()).toBe(two.text());
  });

  it('prints it as the configured token may see it', async () => {
    const study = keepRunning(await startPeople());
    const token = userOf(study, 'demo_statistician').token ?? '';
    const given = surroundings(['stroke'], { REDCAP_URL: study.url, REDCAP_TOKEN: token, REDCAP_PROJECT: 'stroke' });
    await runSchema(given);
    expect(fieldsIn(given.text())).toContain('nihss');
    expect(fieldsIn(given.text())).not.toContain('dob');
  });

  it('takes the gateway’s options before and after the name', async () => {
    const study = keepRunning(await startStudy({ project: classicClinic }));
    const folder = mkdtempSync(join(tmpdir(), 'schema-command-'));
    const path = join(folder, 'gateway.json');
    writeFileSync(path, JSON.stringify({ projects: [{ key: 'clinic', url: study.url, token: { env: 'TOKEN' } }] }));
    const env = { TOKEN: study.owner.token ?? '' };
    const [before, after] = [
      surroundings(['--config', path, 'clinic'], env),
      surroundings(['clinic', `--config=${path}`], env),
    ];
    await runSchema(before);
    await runSchema(after);
    expect(fieldsIn(before.text())).toContain('first_name');
    expect(after.text()).toBe(before.text());
    rmSync(folder, { recursive: true });
  });

  it.each([
    [['nope'], 'There is no project "nope" in the configuration. There is: stroke2.'],
    [['stroke2', 'second'], 'Name one project: "second" is one too many.'],
    [['stroke2', '--check'], '--check is not an option.'],
    [['--colour'], '"--colour" is not an option of "schema" without a project.'],
  ])('prints nothing and says what is wrong: %s', async (argv, message) => {
    const given = surroundings(argv);
    await expect(runSchema(given)).rejects.toThrow(message);
    expect(given.text()).toBe('');
  });
});

describe('a project opened by a command', () => {
  it('leaves nothing running where it could not be opened', async () => {
    const study = keepRunning(
      await startStudy({
        project: classicClinic,
        intercept: async () => Response.json({ error: 'You do not have permissions to use the API' }, { status: 403 }),
      }),
    );
    const env = { REDCAP_URL: study.url, REDCAP_TOKEN: study.owner.token ?? '' };
    const opening = openProject({ argv: [], env }, 'project');
    await expect(opening).rejects.toThrow(
      'REDCap does not accept the token of this project. REDCap says: You do not have permissions to use the API',
    );
    await expect(opening).rejects.not.toThrow(study.owner.token ?? '');
  });

  it('asks REDCap for its design and one record, and for nothing twice', async () => {
    const study = keepRunning(await startPeople());
    const env = { REDCAP_URL: study.url, REDCAP_TOKEN: study.owner.token ?? '' };
    const project = await openProject({ argv: [], env }, 'project');
    await project.close();
    expect(study.calls.map((call) => call['content']).sort()).toEqual([
      'arm',
      'event',
      'exportFieldNames',
      'formEventMapping',
      'instrument',
      'metadata',
      'project',
      'record',
      'repeatingFormsEvents',
    ]);
  });
});
