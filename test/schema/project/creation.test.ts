import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { createSandbox } from '../../../src/sandbox/http/app.ts';
import { defaultSuperToken } from '../../../src/sandbox/state/store.ts';
import { clinic } from '../../support/clinic.ts';
import { fetchDownload } from '../../support/fetch.ts';
import { startStudy, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, mayCreateProjects: true, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const document = `mutation ($input: CreateProjectInput!) {
  createProject(input: $input) { token errors { code path message isRetryable } }
}`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
const create = async (study: Study, input: object = {}): Promise<any> => {
  const { data, errors } = await study.run(document, {
    input: { projectTitle: 'New', purpose: 'PRACTICE', ...input },
  });
  expect(errors).toEqual([]);
  return data.createProject;
};

const upload = (content: string): object => ({
  promise: Promise.resolve({
    filename: 'project.xml',
    mimetype: 'text/xml',
    createReadStream: () => Readable.from([Buffer.from(content)]),
  }),
});

/** The project that a token opens. */
const projectOf = (study: Study, token: string) =>
  [...study.store.projects.values()].find((project) => project.users.some((user) => user.token === token));

const creations = (study: Study) => study.calls.filter((call) => call['content'] === 'project' && 'data' in call);

describe('createProject', () => {
  it('makes a project and returns its token to the caller', async () => {
    const study = await start();
    const { token, errors } = await create(study, {
      purpose: 'OTHER',
      purposeOther: 'Teaching',
      projectNotes: 'Notes',
      surveysEnabled: true,
      recordAutonumberingEnabled: false,
    });
    expect([token, errors]).toEqual([expect.stringMatching(/^[0-9A-F]{32}$/), []]);
    expect(projectOf(study, token)?.settings).toMatchObject({
      project_title: 'New',
      purpose: 1,
      purpose_other: 'Teaching',
      project_notes: 'Notes',
      surveys_enabled: true,
      record_autonumbering_enabled: false,
    });
    expect(study.calls).toHaveLength(1);
  });

  it.each([
    ['limited', 403],
    ['all', 400],
  ] as const)('makes a project whose creator has the rights that REDCap gives (%s)', async (rights, status) => {
    const study = await start({ variants: { 'creator-rights': rights } });
    const { token } = await create(study);
    const body = new URLSearchParams({ token, content: 'record', action: 'delete', 'records[0]': '1' });
    const answer = await createSandbox(study.store)(new Request('http://a.test/api/', { method: 'POST', body }));
    // With the right, the record is missed.
    expect(answer.status).toBe(status);
    const asked = '{ __type(name: "CreateProjectPayload") { fields { name description } } }';
    const { data } = await study.run(asked);
    const field = (data.__type.fields as { name: string; description: string }[]).find(({ name }) => name === 'token');
    expect(field?.description).toContain('no right to delete, rename or lock records');
  });

  it.each(['a file', 'text'])('makes it of a project XML that is %s', async (form) => {
    const study = await start();
    const { data } = await study.run('{ project(key: "study") { projectXmlDownload { downloadUrl } } }');
    const fetched = await fetchDownload(study, data.project.projectXmlDownload.downloadUrl);
    const xml = fetched?.bytes.toString() ?? '';
    const { token, errors } = await create(study, form === 'text' ? { odmText: xml } : { odm: upload(xml) });
    expect(errors).toEqual([]);
    const made = projectOf(study, token);
    expect(made?.settings.project_title).toBe('New');
    expect(made?.fields.map(({ field_name }) => field_name)).toEqual(
      study.project.fields.map(({ field_name }) => field_name),
    );
    expect(made?.events.map(({ uniqueEventName }) => uniqueEventName)).toEqual([
      'baseline_arm_1',
      'unscheduled_arm_1',
      'baseline_arm_2',
    ]);
  });

  it.each([
    ['a file', 'odm'],
    ['text', 'odmText'],
  ])('refuses a project XML as %s with a character that no XML may hold, and names its place', async (_form, path) => {
    const study = await start();
    const xml = '<?xml version="1.0"?>\n<ODM>\n<Study OID="a\u000bb"/></ODM>';
    const { token, errors } = await create(study, { [path]: path === 'odm' ? upload(xml) : xml });
    expect([token, errors]).toEqual([
      null,
      [
        {
          code: 'VALIDATION',
          path: [path],
          message: 'No XML may hold the control character in line 3, column 14. Take it out. Nothing was sent.',
          isRetryable: false,
        },
      ],
    ]);
    expect(study.calls).toEqual([]);
  });

  it.each([
    ['a blank title', { projectTitle: ' ' }, ['projectTitle']],
    ['a purpose that is not said', { purpose: 'OTHER' }, ['purposeOther']],
    ['a file that is no project XML', { odm: upload('<html><ODM/></html>') }, ['odm']],
    ['text that is no project XML', { odmText: '{}' }, ['odmText']],
    ['XML twice', { odmText: '<ODM/>', odm: upload('<ODM/>') }, ['odmText']],
  ])('refuses %s before anything is sent', async (_title, input, path) => {
    const study = await start();
    expect(await create(study, input)).toMatchObject({ token: null, errors: [{ code: 'VALIDATION', path }] });
    expect(study.calls).toEqual([]);
  });

  it.each([
    ['a key without the scope', { mayCreateProjects: false }],
    ['a key that may read only', { mayWrite: false }],
  ])('refuses %s', async (_title, options) => {
    const study = await start(options);
    const { data, errors } = await study.run(document, { input: { projectTitle: 'New', purpose: 'PRACTICE' } });
    expect(data).toEqual({ createProject: null });
    expect(errors[0]?.extensions['code']).toBe('FORBIDDEN');
    expect(study.calls).toEqual([]);
  });

  it('is never sent again after a lost answer, and says how to find out', async () => {
    const study = await start({
      intercept: async (call, answer) => {
        await answer();
        return call['content'] === 'project' && 'data' in call ? 'reset' : answer();
      },
    });
    const payload = await create(study);
    expect(payload).toMatchObject({ token: null, errors: [{ code: 'UNKNOWN_OUTCOME', isRetryable: false }] });
    expect(payload.errors[0].message).toContain('Look for its title');
    expect([creations(study).length, study.store.projects.size]).toEqual([1, 2]);
  });

  it('reveals the super token to nobody', async () => {
    const study = await start({
      intercept: () => Promise.resolve(Response.json({ error: `token ${defaultSuperToken} refused` }, { status: 400 })),
    });
    const payload = await create(study);
    expect(payload).toMatchObject({ token: null, errors: [{ code: 'REDCAP_REJECTED' }] });
    expect(JSON.stringify(payload)).not.toContain(defaultSuperToken);
  });
});
