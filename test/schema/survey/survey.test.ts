import { afterEach, describe, expect, it } from 'vitest';
import type { SandboxProject, UserDefinition } from '../../../src/sandbox/state/project.ts';
import type { SandboxStore } from '../../../src/sandbox/state/store.ts';
import type { Variants } from '../../../src/sandbox/variant/variant.ts';
import { clinic, everything, keep } from '../../support/clinic.ts';
import { startStudy, type Study, type StudyOptions } from '../../support/study.ts';

/** The clinic with labs, adverse events and demographics as surveys. */
const surveyClinic = (store: SandboxStore): { project: SandboxProject; owner: UserDefinition } => {
  const made = clinic(store);
  made.project.settings.surveys_enabled = true;
  made.project.surveys = ['demographics', 'labs', 'adverse_events'].map((form) => ({ form, attributes: {} }));
  return made;
};

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: surveyClinic, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const labs = '(record: "1", instrument: "labs", event: "baseline_arm_1")';
const surveyCalls = (study: Study) => study.calls.filter((call) => /^survey/.test(call['content'] ?? ''));

describe('links and codes of surveys', () => {
  it('are given for a record that is there, with one look at it for all of them', async () => {
    const study = await start();
    await study.run('{ project(key: "study") { designRevision } }');
    study.forget();
    const { data, errors } = await study.run(`{ project(key: "study") {
      surveyLink${labs} surveyAccessCode${labs} surveyReturnCode${labs} surveyQueueLink(record: "1")
    } }`);
    expect(errors).toEqual([]);
    expect(data.project).toEqual({
      surveyLink: expect.stringMatching(/^https?:\/\/\S+\/surveys\/\?s=\w+$/) as string,
      surveyAccessCode: expect.stringMatching(/^\w{8,9}$/) as string,
      surveyReturnCode: expect.stringMatching(/^\w{8}$/) as string,
      surveyQueueLink: expect.stringMatching(/^https?:\/\/\S+\/surveys\/\?sq=\w+$/) as string,
    });
    expect(study.calls.map(({ content }) => content).sort()).toEqual([
      'record',
      'surveyAccessCode',
      'surveyLink',
      'surveyQueueLink',
      'surveyReturnCode',
    ]);
  });

  it('are given for an instance that is named', async () => {
    const study = await start();
    const { errors } = await study.run(`{ project(key: "study") {
      surveyLink(record: "1", instrument: "adverse_events", event: "baseline_arm_1", repeatInstance: 3)
    } }`);
    expect(errors).toEqual([]);
    expect(surveyCalls(study)).toMatchObject([{ instrument: 'adverse_events', repeat_instance: '3' }]);
  });

  it.each(['surveyLink', 'surveyAccessCode', 'surveyReturnCode'])(
    'are not asked for a record that is not there: %s',
    async (field) => {
      const study = await start();
      const before = everything(study.project);
      const { data, errors } = await study.run(
        `{ project(key: "study") { ${field}(record: "9", instrument: "labs", event: "baseline_arm_1") } }`,
      );
      expect(data).toEqual({ project: { [field]: null } });
      expect(errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', argument: 'record' });
      expect(errors[0]?.message).toContain('REDCap might make one');
      expect(surveyCalls(study)).toEqual([]);
      expect(everything(study.project)).toEqual(before);
    },
  );

  it('are not asked for a record in an arm that it is not in', async () => {
    const study = await start();
    const ask = (record: string) =>
      study.run(
        `{ project(key: "study") { surveyLink(record: "${record}", instrument: "demographics", event: "baseline_arm_2") } }`,
      );
    const { errors } = await ask('1');
    expect(errors[0]?.message).toContain('no record with this name in arm 2');
    expect(surveyCalls(study)).toEqual([]);
    keep(study.project, '2', 'baseline_arm_2', { first_name: 'Bo' });
    expect((await ask('2')).errors).toEqual([]);
  });

  it.each([
    ['an instrument that is not there', '(record: "1", instrument: "Labs", event: "baseline_arm_1")', 'instrument'],
    ['no event', '(record: "1", instrument: "labs")', 'event'],
    ['an event that it is not designated for', '(record: "1", instrument: "labs", event: "baseline_arm_2")', 'event'],
    [
      'no instance where it repeats',
      '(record: "1", instrument: "adverse_events", event: "baseline_arm_1")',
      'repeatInstance',
    ],
    [
      'an instance where it does not',
      '(record: "1", instrument: "labs", event: "baseline_arm_1", repeatInstance: 1)',
      'repeatInstance',
    ],
  ])('refuse %s', async (_title, args, argument) => {
    const study = await start();
    const { errors } = await study.run(`{ project(key: "study") { surveyLink${args} } }`);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(surveyCalls(study)).toEqual([]);
  });

  it('are for callers that may write', async () => {
    const study = await start({ mayWrite: false });
    const { data, errors } = await study.run(
      `{ project(key: "study") { projectTitle surveyLink${labs} surveyQueueLink(record: "1") } }`,
    );
    expect(data).toEqual({ project: { projectTitle: 'Clinic', surveyLink: null, surveyQueueLink: null } });
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(surveyCalls(study)).toEqual([]);
  });

  it('are asked for once more when the answer is lost, because the same comes back', async () => {
    let lost = 0;
    const study = await start({
      intercept: async (call, answer) => {
        const real = await answer();
        if (call['content'] !== 'surveyLink' || lost > 0) return real;
        lost += 1;
        return 'reset';
      },
    });
    const { data, errors } = await study.run(`{ project(key: "study") { surveyLink${labs} } }`);
    expect(errors).toEqual([]);
    expect(data.project.surveyLink).toContain('/surveys/?s=');
    expect(surveyCalls(study)).toHaveLength(2);
  });

  it("say which right the token's user lacks, and that an instrument is no survey", async () => {
    const study = await start();
    const noSurvey = await study.run(
      '{ project(key: "study") { surveyLink(record: "1", instrument: "consent", event: "baseline_arm_1") } }',
    );
    expect(noSurvey.errors[0]?.extensions).toMatchObject({ code: 'REDCAP_REJECTED', redcapMethod: 'exportSurveyLink' });
    study.owner.flags['manage_survey_participants'] = 0;
    const { errors } = await study.run(`{ project(key: "study") { surveyLink${labs} } }`);
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', redcapMethod: 'exportSurveyLink' });
  });
});

describe('Project.surveyParticipants', () => {
  const list = (fields: string): string =>
    `{ project(key: "study") { surveyParticipants(instrument: "labs", event: "baseline_arm_1") { ${fields} } } }`;

  const others: Readonly<Record<Variants['participants'], readonly string[]>> = {
    arm: ['2'],
    event: ['2'],
    answered: [],
  };

  it.each(Object.entries(others))(
    'reports who is on the list and how far they are (%s)',
    async (participants, rest) => {
      const study = await start({ variants: { participants: participants as Variants['participants'] } });
      await study.run(`{ project(key: "study") { surveyLink${labs} } }`);
      const { data, errors } = await study.run(
        list('email record invitationSent responseStatus surveyLink surveyAccessCode'),
      );
      expect(errors).toEqual([]);
      expect(data.project.surveyParticipants).toEqual([
        {
          email: null,
          record: '1',
          invitationSent: false,
          responseStatus: 'NONE',
          surveyLink: expect.stringContaining('/surveys/?s=') as string,
          surveyAccessCode: expect.any(String) as string,
        },
        ...rest.map((record) => expect.objectContaining({ email: null, record, responseStatus: 'NONE' }) as object),
      ]);
    },
  );

  it('keeps the links from a caller that may read only, and gives it the rest', async () => {
    const study = await start({ mayWrite: false, variants: { participants: 'arm' } });
    const refused = await study.run(list('record surveyLink'));
    expect(refused.data).toEqual({ project: { surveyParticipants: null } });
    expect(refused.errors[0]?.extensions['code']).toBe('FORBIDDEN');
    expect(study.callsOf('participantList')).toEqual([]);
    const { data, errors } = await study.run(list('record responseStatus'));
    expect(errors).toEqual([]);
    expect(data.project.surveyParticipants).toEqual(['1', '2'].map((record) => ({ record, responseStatus: 'NONE' })));
  });

  it('refuses an event that the instrument is not designated for', async () => {
    const study = await start();
    const { errors } = await study.run(
      '{ project(key: "study") { surveyParticipants(instrument: "labs", event: "baseline_arm_2") { record } } }',
    );
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'event' });
  });
});
