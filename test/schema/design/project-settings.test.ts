import { afterEach, describe, expect, it } from 'vitest';
import { classicClinic, clinic, keep, stored } from '../../support/clinic.ts';
import { startStudy, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const document = `mutation ($input: UpdateProjectInput!) {
  updateProject(input: $input) {
    project { projectTitle isLongitudinal settings { projectTitle purpose purposeOther projectNotes secondaryUniqueField } }
    previous { projectTitle projectNotes }
    changes { part kind subject risksData detail }
    dryRun
    errors { code path message missingRight }
  }
}`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
const update = async (study: Study, input: object): Promise<any> => {
  const { data, errors } = await study.run(document, { input: { project: 'study', ...input } });
  expect(errors).toEqual([]);
  return data.updateProject;
};

const sent = (study: Study): unknown[] =>
  study.calls
    .filter((call) => call['content'] === 'project_settings')
    .map((call) => JSON.parse(call['data'] ?? '') as unknown);

describe('updateProject', () => {
  it('sends what is named and differs, and reads it back', async () => {
    const study = await start();
    const payload = await update(study, {
      projectTitle: 'Clinic 2',
      purpose: 'RESEARCH',
      recordAutonumberingEnabled: true,
      surveysEnabled: true,
    });
    expect(payload).toEqual({
      project: {
        projectTitle: 'Clinic 2',
        isLongitudinal: true,
        settings: {
          projectTitle: 'Clinic 2',
          purpose: 'RESEARCH',
          purposeOther: '',
          projectNotes: '',
          secondaryUniqueField: '',
        },
      },
      previous: { projectTitle: 'Clinic', projectNotes: '' },
      changes: [
        {
          part: 'PROJECT_INFO',
          kind: 'CHANGE',
          subject: 'projectTitle',
          risksData: false,
          detail: '"Clinic" → "Clinic 2".',
        },
        { part: 'PROJECT_INFO', kind: 'CHANGE', subject: 'purpose', risksData: false, detail: 'PRACTICE → RESEARCH.' },
        {
          part: 'PROJECT_INFO',
          kind: 'CHANGE',
          subject: 'surveysEnabled',
          risksData: false,
          detail: 'false → true. It makes no instrument a survey: that is done on the pages of REDCap.',
        },
      ],
      dryRun: false,
      errors: [],
    });
    expect(sent(study)).toEqual([{ project_title: 'Clinic 2', purpose: 2, surveys_enabled: 1 }]);
    expect(study.project.settings.record_autonumbering_enabled).toBe(true);
  });

  it('sends nothing for a dry run, nor when everything is so already', async () => {
    const study = await start();
    const planned = await update(study, { projectNotes: 'Two\nlines', dryRun: true });
    expect(planned).toMatchObject({ dryRun: true, changes: [{ subject: 'projectNotes' }], errors: [] });
    const same = await update(study, { projectTitle: 'Clinic', isLongitudinal: true });
    expect(same).toMatchObject({ changes: [], errors: [] });
    expect(sent(study)).toEqual([]);
  });

  it('clears a text only when the input says so', async () => {
    const study = await start();
    study.project.settings.project_notes = 'Old';
    expect(await update(study, { projectNotes: null })).toMatchObject({ changes: [] });
    expect(await update(study, { projectNotes: '' })).toMatchObject({
      changes: [{ detail: '"Old" → "".' }],
      errors: [],
    });
    expect(study.project.settings.project_notes).toBe('');
  });

  it('does not hide data outside the first event unless that is allowed, and says of how many records', async () => {
    const study = await start();
    keep(study.project, '1', 'unscheduled_arm_1', { sodium: '140', labs_complete: '2' }, { instance: 1 });
    const refused = await update(study, { isLongitudinal: false });
    expect(refused.changes).toEqual([
      {
        part: 'PROJECT_INFO',
        kind: 'CHANGE',
        subject: 'isLongitudinal',
        risksData: true,
        detail: 'true → false. 1 record holds data outside the first event, which would be dropped.',
      },
    ]);
    expect(refused.errors).toMatchObject([{ code: 'WOULD_DELETE_DATA', path: ['allowDataLoss'] }]);
    expect(sent(study)).toEqual([]);
    expect(stored(study.project, '1', 'unscheduled_arm_1', '', 1)).toMatchObject({ sodium: '140' });
    const done = await update(study, { isLongitudinal: false, allowDataLoss: true });
    expect(done).toMatchObject({ project: { isLongitudinal: false }, errors: [] });
    expect(sent(study)).toEqual([{ is_longitudinal: 0 }]);
  });

  it('can set the longitudinal flag before there are events', async () => {
    const study = await start({ project: classicClinic });
    expect(await update(study, { isLongitudinal: true })).toMatchObject({
      changes: [
        { detail: 'false → true. REDCap shows that it is on only once there are arms and events.', risksData: false },
      ],
      errors: [],
    });
    expect(study.project.settings.is_longitudinal).toBe(true);
  });

  it.each([
    ['a purpose that is not said', { purpose: 'OTHER' }, 'VALIDATION', ['purposeOther']],
    ['a blank title', { projectTitle: ' ' }, 'VALIDATION', ['projectTitle']],
    ['a field that is not there', { secondaryUniqueField: 'mrn' }, 'NOT_FOUND', ['secondaryUniqueField']],
    ['another revision', { projectTitle: 'X', expectedRevision: 'r-000000000000' }, 'CONFLICT', ['expectedRevision']],
  ])('refuses %s', async (_title, input, code, path) => {
    const study = await start();
    expect(await update(study, input)).toMatchObject({ errors: [{ code, path }] });
    expect(sent(study)).toEqual([]);
  });

  it('names the right to change the design, before anything is sent', async () => {
    const study = await start();
    study.owner.flags['design'] = 0;
    expect(await update(study, { projectTitle: 'X' })).toMatchObject({
      errors: [{ code: 'FORBIDDEN_RIGHT', missingRight: 'Project Design and Setup' }],
    });
    expect(sent(study)).toEqual([]);
  });

  it('finds out after a lost answer that it was done, and that it was not', async () => {
    let keeps = true;
    const study = await start({
      intercept: async (call, answer) => {
        if (call['content'] !== 'project_settings') return answer();
        if (keeps) await answer();
        return 'reset';
      },
    });
    expect(await update(study, { projectTitle: 'Kept' })).toMatchObject({
      project: { projectTitle: 'Kept' },
      errors: [],
    });
    keeps = false;
    expect(await update(study, { projectTitle: 'Lost' })).toMatchObject({ errors: [{ code: 'UNKNOWN_OUTCOME' }] });
    expect(sent(study)).toHaveLength(2);
  });

  it('says when REDCap took no notice of a setting', async () => {
    const study = await start({
      intercept: (call, answer) =>
        call['content'] === 'project_settings' ? Promise.resolve(Response.json(1)) : answer(),
    });
    expect(await update(study, { projectTitle: 'X' })).toMatchObject({ errors: [{ code: 'PARTIAL_WRITE' }] });
  });
});

describe('Project.nextRecordName', () => {
  it('is asked anew each time', async () => {
    const study = await start();
    const query = '{ project(key: "study") { nextRecordName } }';
    expect((await study.run(query)).data.project.nextRecordName).toBe('3');
    keep(study.project, '7', 'baseline_arm_1', { first_name: 'Cy' });
    expect((await study.run(query)).data.project.nextRecordName).toBe('8');
    expect(study.callsOf('generateNextRecordName')).toHaveLength(2);
  });
});
