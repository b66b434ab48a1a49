import { afterEach, describe, expect, it } from 'vitest';
import type { SandboxProject } from '../../../src/sandbox/state/project.ts';
import { projectFromXml, startStudy, type Study, type StudyOptions } from '../../support/study.ts';
import { longitudinalXml, classicXml } from '../../support/project-xml.ts';

const studies: Study[] = [];

const start = async (xml: string, options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: projectFromXml(xml), ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const mappings = (project: SandboxProject): string[] =>
  project.mappings.map(
    ({ eventId, form }) =>
      `${project.events.find((event) => event.eventId === eventId)?.uniqueEventName ?? ''}/${form}`,
  );

const payload = `changes { part kind subject risksData detail } errors { code path message missingRight } dryRun`;
const input = (body: string): string => `input: { project: "study", ${body} }`;
const mutation = (name: string, body: string): string => `mutation { ${name}(${input(body)}) { ${payload} } }`;

/** Calls that change something: all but exports. */
const writes = (study: Study): string[] =>
  study.calls
    .filter((call) => call['data'] !== undefined || call['action'] === 'delete')
    .map((call) => call['content'] ?? '');

describe('addFormEventMappings', () => {
  it('keeps every other designation and sends the whole set once', async () => {
    const study = await start(longitudinalXml);
    const before = mappings(study.project);
    const { data, errors } = await study.run(
      mutation(
        'addFormEventMappings',
        'mappings: [{ event: { uniqueEventName: "visit_1_arm_2" }, instrument: "labs" }]',
      ),
    );
    expect(errors).toEqual([]);
    expect(data.addFormEventMappings).toEqual({
      changes: [
        { part: 'FORM_EVENT_MAPPINGS', kind: 'ADD', subject: 'visit_1_arm_2 / labs', risksData: false, detail: null },
      ],
      errors: [],
      dryRun: false,
    });
    expect(mappings(study.project).sort()).toEqual([...before, 'visit_1_arm_2/labs'].sort());
    expect(writes(study)).toEqual(['formEventMapping']);
  });

  it('sends nothing when the designation is there already', async () => {
    const study = await start(longitudinalXml);
    const { data } = await study.run(
      mutation(
        'addFormEventMappings',
        'mappings: [{ event: { uniqueEventName: "enrollment_arm_1" }, instrument: "labs" }]',
      ),
    );
    expect(data.addFormEventMappings).toEqual({ changes: [], errors: [], dryRun: false });
    expect(writes(study)).toEqual([]);
  });

  it.each([
    [
      'the label of an event in place of its unique name',
      '{ event: { uniqueEventName: "Visit 1" }, instrument: "labs" }',
      ['mappings', '0', 'event', 'uniqueEventName'],
      'There is no event with this unique name. This is the label of visit_1_arm_1, visit_1_arm_2.',
    ],
    [
      'an instrument that is not there',
      '{ event: { uniqueEventName: "visit_1_arm_1" }, instrument: "laboratory" }',
      ['mappings', '0', 'instrument'],
      'There is no instrument with this name in the project.',
    ],
    [
      'the label of an instrument in place of its name',
      '{ event: { uniqueEventName: "visit_1_arm_1" }, instrument: "Laboratory values" }',
      ['mappings', '0', 'instrument'],
      'There is no instrument with this name in the project. This is the label of labs.',
    ],
  ])('refuses %s before anything is sent', async (_title, mapping, path, message) => {
    const study = await start(longitudinalXml);
    const { data } = await study.run(mutation('addFormEventMappings', `mappings: [${mapping}]`));
    expect(data.addFormEventMappings.errors).toEqual([{ code: 'NOT_FOUND', path, message, missingRight: null }]);
    expect(writes(study)).toEqual([]);
  });
});

describe('replaceFormEventMappings', () => {
  const one = 'mappings: [{ event: { uniqueEventName: "enrollment_arm_1" }, instrument: "demographics" }]';

  it('says which removals touch data and refuses them without allowDataLoss', async () => {
    const study = await start(longitudinalXml);
    const { data } = await study.run(mutation('replaceFormEventMappings', one));
    const { changes, errors } = data.replaceFormEventMappings;
    expect(changes).toContainEqual({
      part: 'FORM_EVENT_MAPPINGS',
      kind: 'REMOVE',
      subject: 'visit_1_arm_1 / labs',
      risksData: true,
      detail: '1 record holds data there.',
    });
    expect(errors[0].code).toBe('WOULD_DELETE_DATA');
    expect(writes(study)).toEqual([]);
    expect(study.callsOf('record')).toHaveLength(1);
  });

  it('replaces the set when that is meant, and answers the set as it was', async () => {
    const study = await start(longitudinalXml);
    const before = mappings(study.project);
    const { data } = await study.run(
      `mutation { replaceFormEventMappings(${input(`${one}, allowDataLoss: true`)}) { previous { event { uniqueEventName } instrument { name } } errors { code } project { formEventMappings { instrument { name } } } } }`,
    );
    const { previous, errors, project } = data.replaceFormEventMappings;
    expect(errors).toEqual([]);
    expect(
      previous
        .map(
          (pair: { event: { uniqueEventName: string }; instrument: { name: string } }) =>
            `${pair.event.uniqueEventName}/${pair.instrument.name}`,
        )
        .sort(),
    ).toEqual([...before].sort());
    expect(mappings(study.project)).toEqual(['enrollment_arm_1/demographics']);
    expect(project.formEventMappings).toEqual([{ instrument: { name: 'demographics' } }]);
  });
});

describe('importEvents and importArms', () => {
  it('make an arm, an event and its designation in one request, each step seeing the one before', async () => {
    const study = await start(longitudinalXml);
    const { data, errors } = await study.run(`mutation {
      importArms(${input('arms: [{ armNum: 3, name: "Drug C" }]')}) { ${payload} }
      importEvents(${input('events: [{ eventName: "6-month follow-up", armNum: 3 }]')}) { ${payload} project { events(arms: [3]) { uniqueEventName } } }
      addFormEventMappings(${input('mappings: [{ event: { armNum: 3, eventName: "6-month follow-up" }, instrument: "labs" }]')}) { ${payload} }
    }`);
    expect(errors).toEqual([]);
    expect(data.importArms.errors).toEqual([]);
    expect(data.importEvents.errors).toEqual([]);
    expect(data.importEvents.project.events).toEqual([{ uniqueEventName: '6month_followup_arm_3' }]);
    expect(data.addFormEventMappings.errors).toEqual([]);
    expect(mappings(study.project)).toContain('6month_followup_arm_3/labs');
    expect(study.calls.map((call) => call['override']).filter((value) => value !== undefined)).toEqual(['0', '0']);
  });

  it.each([
    ['arm 0', 'importArms', 'arms: [{ armNum: 0, name: "None" }]', 'VALIDATION', ['arms', '0', 'armNum']],
    ['an arm without a name', 'importArms', 'arms: [{ armNum: 4, name: " " }]', 'VALIDATION', ['arms', '0', 'name']],
    [
      'an event in an arm that is not there',
      'importEvents',
      'events: [{ eventName: "New", armNum: 9 }]',
      'NOT_FOUND',
      ['events', '0', 'armNum'],
    ],
    [
      'a label in place of a unique name',
      'importEvents',
      'events: [{ uniqueEventName: "Visit 1", eventName: "Visit one", armNum: 1 }]',
      'NOT_FOUND',
      ['events', '0', 'uniqueEventName'],
    ],
    [
      'the move of an event to another arm',
      'importEvents',
      'events: [{ uniqueEventName: "visit_1_arm_1", eventName: "Visit 1", armNum: 2 }]',
      'VALIDATION',
      ['events', '0', 'armNum'],
    ],
    [
      'the same event twice',
      'importEvents',
      'events: [{ eventName: "New", armNum: 1 }, { eventName: "New", armNum: 1 }]',
      'VALIDATION',
      ['events', '1'],
    ],
    ['an arm to delete that is not there', 'deleteArms', 'arms: [7], allowDataLoss: true', 'NOT_FOUND', ['arms', '0']],
  ])('refuse %s before anything is sent', async (_title, name, body, code, path) => {
    const study = await start(longitudinalXml);
    const { data } = await study.run(mutation(name, body));
    expect(data[name].errors.map((error: { code: string; path: string[] }) => [error.code, error.path])).toEqual([
      [code, path],
    ]);
    expect(writes(study)).toEqual([]);
  });

  it('change an event by its unique name, keep what is not named, and make no twin of an event that is there', async () => {
    const study = await start(longitudinalXml);
    await study.run(mutation('importEvents', 'events: [{ eventName: "Visit 1", armNum: 1 }]'));
    expect(writes(study)).toEqual([]);
    const { data } = await study.run(
      mutation('importEvents', 'events: [{ uniqueEventName: "visit_1_arm_1", eventName: "First visit", armNum: 1 }]'),
    );
    expect(data.importEvents.errors).toEqual([]);
    expect(data.importEvents.changes[0].kind).toBe('CHANGE');
    expect(study.project.events.map(({ uniqueEventName }) => uniqueEventName)).toEqual([
      'enrollment_arm_1',
      'first_visit_arm_1',
      'enrollment_arm_2',
      'visit_1_arm_2',
    ]);
  });
});

describe('deleteEvents', () => {
  it('needs allowDataLoss and says how many records hold data', async () => {
    const study = await start(longitudinalXml);
    const first = await study.run(mutation('deleteEvents', 'events: ["visit_1_arm_1"]'));
    expect(first.data.deleteEvents.errors[0].code).toBe('WOULD_DELETE_DATA');
    expect(first.data.deleteEvents.changes[0].detail).toBe('1 record holds data there.');
    expect(writes(study)).toEqual([]);
    const second = await study.run(mutation('deleteEvents', 'events: ["visit_1_arm_1"], allowDataLoss: true'));
    expect(second.data.deleteEvents.errors).toEqual([]);
    expect(study.project.events.map(({ uniqueEventName }) => uniqueEventName)).not.toContain('visit_1_arm_1');
  });
});

describe('every design mutation', () => {
  const add = mutation('importEvents', 'events: [{ eventName: "New", armNum: 1 }]');

  it('sends nothing on a dry run and says what would change', async () => {
    const study = await start(longitudinalXml);
    const { data } = await study.run(
      mutation('importEvents', 'events: [{ eventName: "New", armNum: 1 }], dryRun: true'),
    );
    expect(data.importEvents.dryRun).toBe(true);
    expect(data.importEvents.changes).toHaveLength(1);
    expect(writes(study)).toEqual([]);
  });

  it('answers CONFLICT when the design has moved on since the expected revision', async () => {
    const study = await start(longitudinalXml);
    const { data } = await study.run('{ project(key: "study") { designRevision } }');
    const { designRevision } = data.project;
    const stale = mutation(
      'importEvents',
      `events: [{ eventName: "Newer", armNum: 1 }], expectedRevision: "${designRevision}"`,
    );
    await study.run(add);
    study.forget();
    const late = await study.run(stale);
    expect(late.data.importEvents.errors[0].code).toBe('CONFLICT');
    expect(writes(study)).toEqual([]);
  });

  it('is refused in Production before anything is sent', async () => {
    const study = await start(longitudinalXml);
    study.project.status = 'production';
    const { data } = await study.run(add);
    expect(data.importEvents.errors[0].code).toBe('WRONG_PROJECT_STATUS');
    expect(writes(study)).toEqual([]);
  });

  it('is refused in a classic project before anything is sent', async () => {
    const study = await start(classicXml);
    const { data } = await study.run(add);
    expect(data.importEvents.errors[0].code).toBe('NOT_LONGITUDINAL');
    expect(writes(study)).toEqual([]);
  });

  it('names the missing right before anything is sent', async () => {
    const study = await start(longitudinalXml);
    study.owner.flags['design'] = 0;
    const { data } = await study.run(add);
    expect(data.importEvents.errors).toEqual([
      {
        code: 'FORBIDDEN_RIGHT',
        path: ['project'],
        message: "The token's user lacks the right Project Design and Setup. Nothing was sent.",
        missingRight: 'Project Design and Setup',
      },
    ]);
    expect(writes(study)).toEqual([]);
  });

  it('names the right that REDCap refused for', async () => {
    const study = await start(longitudinalXml);
    study.owner.flags['api_import'] = 0;
    const { data } = await study.run(add);
    expect(data.importEvents.errors[0]).toMatchObject({ code: 'FORBIDDEN_RIGHT', missingRight: 'API Import/Update' });
  });

  it('is refused for a caller that may only read', async () => {
    const study = await start(longitudinalXml, { mayWrite: false });
    const { errors } = await study.run(add);
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
    expect(study.calls).toEqual([]);
  });

  it('finds out by a look what became of a change whose answer was lost', async () => {
    const study = await start(longitudinalXml, {
      intercept: async (call, answer) => {
        const response = await answer();
        return call['content'] === 'event' && call['data'] !== undefined ? 'reset' : response;
      },
    });
    const { data } = await study.run(add);
    expect(data.importEvents.errors).toEqual([]);
    expect(writes(study)).toEqual(['event']);
  });

  it('says that the outcome is unknown when the change was not there afterwards', async () => {
    const study = await start(longitudinalXml, {
      intercept: async (call, answer) =>
        call['content'] === 'event' && call['data'] !== undefined ? 'reset' : answer(),
    });
    const { data } = await study.run(add);
    expect(data.importEvents.errors[0].code).toBe('UNKNOWN_OUTCOME');
    expect(writes(study)).toEqual(['event']);
  });
});

describe('importRepeatingInstrumentsAndEvents', () => {
  it('adds to the setup and keeps the rest', async () => {
    const study = await start(longitudinalXml);
    const { data } = await study.run(
      mutation(
        'importRepeatingInstrumentsAndEvents',
        'entries: [{ event: { uniqueEventName: "visit_1_arm_1" }, instrument: "labs", customLabel: "[lab_date]" }]',
      ),
    );
    expect(data.importRepeatingInstrumentsAndEvents.errors).toEqual([]);
    expect(study.project.repeating.map(({ form, customLabel }) => [form, customLabel])).toEqual([
      ['labs', '[lab_date]'],
    ]);
    const entry = 'event: { uniqueEventName: "visit_1_arm_1" }, instrument: "labs"';
    for (const mode of ['MERGE', 'REPLACE']) {
      const { data: again } = await study.run(
        mutation('importRepeatingInstrumentsAndEvents', `entries: [{ ${entry} }], mode: ${mode}`),
      );
      expect(again.importRepeatingInstrumentsAndEvents).toMatchObject({ changes: [], errors: [] });
    }
    const mixed = await study.run(
      mutation('importRepeatingInstrumentsAndEvents', 'entries: [{ event: { uniqueEventName: "visit_1_arm_1" } }]'),
    );
    expect(mixed.data.importRepeatingInstrumentsAndEvents.errors[0]).toMatchObject({
      code: 'VALIDATION',
      path: ['entries'],
    });
  });

  it('refuses an instrument that is not designated for the event', async () => {
    const study = await start(longitudinalXml);
    const { data } = await study.run(
      mutation(
        'importRepeatingInstrumentsAndEvents',
        'entries: [{ event: { uniqueEventName: "visit_1_arm_2" }, instrument: "labs" }]',
      ),
    );
    expect(data.importRepeatingInstrumentsAndEvents.errors[0].message).toBe(
      'labs is not designated for visit_1_arm_2.',
    );
    expect(writes(study)).toEqual([]);
  });
});

describe('importMetadata', () => {
  const field =
    '{ fieldName: "sodium", instrument: "labs", fieldType: TEXT, fieldLabel: "Sodium", textValidationType: "number", afterField: "lab_date" }';

  it('adds a field in its place and keeps all others as they are', async () => {
    const study = await start(longitudinalXml);
    const before = study.project.fields.map((row) => ({ ...row }));
    const { data } = await study.run(mutation('importMetadata', `fields: [${field}]`));
    expect(data.importMetadata.errors).toEqual([]);
    expect(data.importMetadata.changes).toEqual([
      { part: 'METADATA', kind: 'ADD', subject: 'sodium', risksData: false, detail: 'New on labs.' },
    ]);
    expect(study.project.fields.filter(({ field_name }) => field_name !== 'sodium')).toEqual(before);
    expect(study.project.fields.map(({ field_name }) => field_name)).toEqual([
      'id',
      'sex',
      'lab_date',
      'sodium',
      'risk',
    ]);
  });

  it('flags a choice that goes, and refuses it without allowDataLoss', async () => {
    const study = await start(longitudinalXml);
    const { data } = await study.run(
      mutation(
        'importMetadata',
        'fields: [{ fieldName: "sex", instrument: "demographics", fieldType: RADIO, fieldLabel: "Sex", choices: [{ code: "1", label: "Male" }] }]',
      ),
    );
    expect(data.importMetadata.changes).toEqual([
      {
        part: 'METADATA',
        kind: 'CHANGE',
        subject: 'sex',
        risksData: true,
        detail:
          'Changes select_choices_or_calculations. Choices are removed: 0. Data with these codes are lost or orphaned. 1 record holds data there.',
      },
    ]);
    expect(data.importMetadata.errors[0].code).toBe('WOULD_DELETE_DATA');
    expect(writes(study)).toEqual([]);
  });

  it('says for each field that goes how many records hold data in it, with one export for all', async () => {
    const study = await start(longitudinalXml);
    const { data } = await study.run(
      mutation(
        'importMetadata',
        'mode: REPLACE, dryRun: true, fields: [{ fieldName: "id", instrument: "demographics", fieldType: TEXT, fieldLabel: "Record ID" }]',
      ),
    );
    expect(data.importMetadata.changes).toEqual([
      {
        part: 'METADATA',
        kind: 'REMOVE',
        subject: 'sex',
        risksData: true,
        detail: 'Its data are lost. 2 records hold data there.',
      },
      {
        part: 'METADATA',
        kind: 'REMOVE',
        subject: 'lab_date',
        risksData: true,
        detail: 'Its data are lost. 1 record holds data there.',
      },
      {
        part: 'METADATA',
        kind: 'REMOVE',
        subject: 'risk',
        risksData: true,
        detail: 'Its data are lost. 1 record holds data there.',
      },
    ]);
    expect(study.callsOf('record')).toHaveLength(1);
    expect(writes(study)).toEqual([]);
  });

  it('does not call it done when the field that was read back is not the one that was sent', async () => {
    const study = await start(longitudinalXml, {
      intercept: async (call, answer) => {
        const response = await answer();
        if (call['content'] !== 'metadata' || call['data'] !== undefined) return response;
        return new Response((await response.text()).replace('"Sodium"', '"Natrium"'), response);
      },
    });
    const { data } = await study.run(mutation('importMetadata', `fields: [${field}]`));
    expect(data.importMetadata.errors[0].code).toBe('PARTIAL_WRITE');
  });
});
