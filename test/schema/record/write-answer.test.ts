import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { clinic, keep } from '../../support/clinic.ts';
import { startStudy, type Study } from '../../support/study.ts';

const studies: Study[] = [];

/** The clinic with record 5, which has adverse events 1 and 2. */
const start = async (): Promise<Study> => {
  const study = await startStudy({
    project: (store) => {
      const made = clinic(store);
      keep(made.project, '5', 'baseline_arm_1', { weight: '61.5', demographics_complete: '2' });
      for (const instance of [1, 2]) {
        const values = { ae_term: `term ${String(instance)}`, adverse_events_complete: '1' };
        keep(made.project, '5', 'baseline_arm_1', values, { repeatInstrument: 'adverse_events', instance });
      }
      return made;
    },
  });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const event = 'baseline_arm_1';

const adverseEvent = (term: string, repeatInstance: number) => ({
  record: '5',
  event,
  instrument: 'adverse_events',
  repeatInstance,
  values: [{ field: 'ae_term', raw: term }],
});

const importing = (selection: string): string =>
  `mutation Import($rows: [InstrumentRowInput!]!, $dryRun: Boolean) {
    importRecords(input: { project: "study", rows: $rows, dryRun: $dryRun }) { rows { outcome ${selection} } errors { message } }
  }`;

const SAVED = 'instrument { id repeatInstance value(field: "ae_term") { raw } }';

/** How often records were exported. */
const countExports = (study: Study): number => study.callsOf('record').filter((call) => !('data' in call)).length;

describe('the answer of importRecords', () => {
  it('has what is saved now, with the id by which it is found again, for one export more for all rows', async () => {
    const study = await start();
    const rows = [adverseEvent('first', 1), adverseEvent('third', 3)];
    await study.run(importing(''), { rows });
    const plain = countExports(study);
    study.forget();
    const changed = [adverseEvent('fever', 1), adverseEvent('cough', 3)];
    const { data, errors } = await study.run(importing(SAVED), { rows: changed });
    expect(errors).toEqual([]);
    expect(data.importRecords.rows).toEqual([
      {
        outcome: 'UPDATED',
        instrument: { id: expect.any(String) as string, repeatInstance: 1, value: { raw: 'fever' } },
      },
      {
        outcome: 'UPDATED',
        instrument: { id: expect.any(String) as string, repeatInstance: 3, value: { raw: 'cough' } },
      },
    ]);
    expect(countExports(study) - plain).toBe(1);
    const [{ instrument }] = data.importRecords.rows;
    const again = await study.run(
      `query Again($id: ID!) { node(id: $id) { ... on InstrumentData { repeatInstance } } }`,
      {
        id: instrument.id,
      },
    );
    expect(again.data.node).toEqual({ repeatInstance: 1 });
  });

  it('has the name and the id of each record without a further call', async () => {
    const study = await start();
    const rows = [{ record: '7', event, instrument: 'demographics', values: [{ field: 'weight', raw: '70.5' }] }];
    await study.run(importing(''), { rows: [{ ...rows[0], record: '8' }] });
    const plain = study.calls.filter(({ content }) => content === 'record').length;
    study.forget();
    const { data } = await study.run(importing('recordNode { id name }'), { rows });
    expect(study.callsOf('record').length + study.callsOf('record', 'import').length).toBe(plain);
    const { data: read } = await study.run('{ project(key: "study") { record(name: "7") { id name } } }');
    expect(data.importRecords.rows).toEqual([{ outcome: 'CREATED', recordNode: read.project.record }]);
  });

  it('has null where nothing is saved: in a dry run, and of a row that is refused', async () => {
    const study = await start();
    const rows = [{ record: '9', event, instrument: 'demographics', values: [{ field: 'weight', raw: '70.5' }] }];
    const dry = await study.run(importing(`${SAVED} recordNode { name }`), { rows, dryRun: true });
    expect(dry.data.importRecords.rows).toEqual([{ outcome: 'CREATED', instrument: null, recordNode: null }]);
    const wrong = [{ ...rows[0], values: [{ field: 'weight', raw: 'heavy' }] }];
    const refused = await study.run(importing(SAVED), { rows: wrong });
    expect(refused.data.importRecords.rows).toEqual([{ outcome: 'REJECTED', instrument: null }]);
    const nowhere = await study.run(importing(SAVED), { rows: [{ ...rows[0], event: 'no_such_event' }] });
    expect([nowhere.errors, nowhere.data.importRecords.rows]).toEqual([
      [],
      [{ outcome: 'REJECTED', instrument: null }],
    ]);
  });

  it('has, in the graph of a project, what is saved as the type of its instrument', async () => {
    const study = await start();
    const { data, errors } = await study.runTyped(
      `mutation { importRecords(input: { adverse_events: [{ record: "5", event: baseline_arm_1, repeatInstance: 2, values: { ae_term: "rash" } }] }) {
        rows { path savedNode { __typename id ... on AdverseEvents { ae_term { raw } repeatInstance } } }
      } }`,
    );
    expect(errors).toEqual([]);
    const [{ savedNode: instrument, path }] = data.importRecords.rows;
    expect([path, instrument.__typename, instrument.ae_term, instrument.repeatInstance]).toEqual([
      ['adverse_events', '0'],
      'AdverseEvents',
      { raw: 'rash' },
      2,
    ]);
    const again = await study.runTyped(
      `query Again($id: ID!) { node(id: $id) { __typename ... on AdverseEvents { ae_term { raw } } } }`,
      { id: instrument.id },
    );
    expect(again.data.node).toEqual({ __typename: 'AdverseEvents', ae_term: { raw: 'rash' } });
  });
});

describe('the answer of deleteRecords', () => {
  const deleting = (more: string): string =>
    `mutation { deleteRecords(input: { project: "study", records: ["5"], confirmCount: 1, ${more} }) {
      deletedCount deletedIds records { id instances(instrument: "adverse_events") { repeatInstance } } errors { message }
    } }`;

  const idOfIt = async (study: Study): Promise<unknown> =>
    (await study.run('{ project(key: "study") { record(name: "5") { id } } }')).data.project.record.id;

  it('has the record that goes on, as it is now, where a part was deleted', async () => {
    const study = await start();
    const id = await idOfIt(study);
    const part = 'event: "baseline_arm_1", instrument: "adverse_events", repeatInstance: 1';
    const { data, errors } = await study.run(deleting(part));
    expect(errors).toEqual([]);
    expect(data.deleteRecords).toEqual({
      deletedCount: 1,
      deletedIds: [],
      records: [{ id, instances: [{ repeatInstance: 2 }] }],
      errors: [],
    });
  });

  it('has the id of a record that was in the one arm alone, for one export more', async () => {
    const study = await start();
    const id = await idOfIt(study);
    const bare = (selection: string): string =>
      `mutation { deleteRecords(input: { project: "study", records: ["5"], confirmCount: 1, arm: 1 }) { ${selection} } }`;
    study.forget();
    const { data } = await study.run(bare('deletedCount deletedIds'));
    expect(data.deleteRecords).toEqual({ deletedCount: 1, deletedIds: [id] });
    const withLook = countExports(study);
    keep(study.project, '5', 'baseline_arm_1', { weight: '61.5' });
    study.forget();
    await study.run(bare('deletedCount'));
    expect(withLook - countExports(study)).toBe(1);
  });

  it('has the record and no id of it where it goes on in another arm', async () => {
    const study = await start();
    const id = await idOfIt(study);
    keep(study.project, '5', 'baseline_arm_2', { weight: '70.5' });
    const { data } = await study.run(deleting('arm: 1'));
    expect(data.deleteRecords).toEqual({
      deletedCount: 1,
      deletedIds: [],
      records: [{ id, instances: [] }],
      errors: [],
    });
  });
});

describe('the answer of renameRecord', () => {
  it('has the record with its new id, and the id that it had', async () => {
    const study = await start();
    const before = await study.run('{ project(key: "study") { record(name: "5") { id } } }');
    const { data } = await study.run(
      'mutation { renameRecord(input: { project: "study", record: "5", newName: "A-1" }) { record { id name } previousId } }',
    );
    const after = await study.run('{ project(key: "study") { record(name: "A-1") { id name } } }');
    expect(data.renameRecord).toEqual({
      record: after.data.project.record,
      previousId: before.data.project.record.id,
    });
  });
});

describe('the answers of importFile and deleteFile', () => {
  const upload = {
    promise: Promise.resolve({
      filename: 'report.pdf',
      mimetype: 'application/pdf',
      createReadStream: () => Readable.from([Buffer.from('pdf')]),
    }),
  };
  const at = { record: '5', event, field: 'ae_report', repeatInstance: 2 };
  const written = 'recordNode { id name } instrument { id repeatInstance value(field: "ae_report") { raw } }';
  const importing = `mutation Import($input: ImportFileInput!) { importFile(input: $input) { errors { message } ${written} } }`;
  const deleting = `mutation Delete($input: DeleteFileInput!) { deleteFile(input: $input) { errors { message } ${written} } }`;

  it('have the record and the instrument as they are saved now, with the ids that a list has', async () => {
    const study = await start();
    const { data: before } = await study.run(
      '{ project(key: "study") { record(name: "5") { id name instances(instrument: "adverse_events") { id } } } }',
    );
    const { id, name, instances } = before.project.record;
    const saved = { id: instances[1].id, repeatInstance: 2 };
    const { data: stored } = await study.run(importing, { input: { project: 'study', ...at, file: upload } });
    expect(stored.importFile).toEqual({
      errors: [],
      recordNode: { id, name },
      instrument: { ...saved, value: { raw: 'report.pdf' } },
    });
    const { data: deleted } = await study.run(deleting, { input: { project: 'study', ...at } });
    expect(deleted.deleteFile).toEqual({
      errors: [],
      recordNode: { id, name },
      instrument: { ...saved, value: { raw: null } },
    });
  });

  it('cost one export more where the instrument is selected, and none for the id of the record', async () => {
    const study = await start();
    const upTo = async (selection: string): Promise<number> => {
      study.forget();
      const document = importing.replace(written, selection);
      const { errors } = await study.run(document, { input: { project: 'study', ...at, file: upload } });
      expect(errors).toEqual([]);
      return countExports(study);
    };
    await upTo('');
    const plain = await upTo('');
    expect([await upTo('recordNode { id name }'), await upTo(written)]).toEqual([plain, plain + 1]);
  });

  it('have nothing where nothing was done', async () => {
    const study = await start();
    const { data } = await study.run(deleting, { input: { project: 'study', ...at } });
    expect(data.deleteFile).toEqual({
      errors: [{ message: 'The field holds no file there.' }],
      recordNode: null,
      instrument: null,
    });
  });

  it('have, in the graph of a project, the instrument as its own type', async () => {
    const study = await start();
    const { data, errors } = await study.runTyped(
      `mutation Import($input: ImportFileInput!) { importFile(input: $input) {
        savedNode { __typename id ... on AdverseEvents { repeatInstance ae_report { file { fileName } } } }
      } }`,
      { input: { ...at, file: upload } },
    );
    expect(errors).toEqual([]);
    const { savedNode } = data.importFile;
    expect(savedNode).toEqual({
      __typename: 'AdverseEvents',
      id: expect.any(String) as string,
      repeatInstance: 2,
      ae_report: { file: { fileName: 'report.pdf' } },
    });
    const again = await study.runTyped('query Again($id: ID!) { node(id: $id) { __typename } }', { id: savedNode.id });
    expect(again.data.node).toEqual({ __typename: 'AdverseEvents' });
  });
});

describe('the answers of mutations of the design', () => {
  const project = 'project { id arms { id armNum } events { id uniqueEventName } instruments { id name } }';
  const parts = project.replace('project {', 'project(key: "study") {');

  it.each([
    ['importArms', 'arms: [{ armNum: 2, name: "Other" }]', 'previous { id name }'],
    ['importEvents', 'events: [{ armNum: 1, eventName: "Follow-up" }]', 'previous { id }'],
    [
      'addFormEventMappings',
      'mappings: [{ event: { uniqueEventName: "baseline_arm_2" }, instrument: "labs" }]',
      'previous { event { id } }',
    ],
    ['importMetadata', 'fields: [{ fieldName: "dob", fieldLabel: "Born" }]', 'previous { id }'],
  ])(
    'have the project of %s as it is now, with the ids of its parts, as a query of then reads them',
    async (name, input, previous) => {
      const study = await start();
      const { data, errors } = await study.run(
        `mutation { ${name}(input: { project: "study", ${input} }) { ${project} ${previous} errors { path message } } }`,
      );
      expect(errors).toEqual([]);
      expect(data[name].errors).toEqual([]);
      expect(data[name].previous.length).toBeGreaterThan(0);
      const { data: read } = await study.run(`{ ${parts} }`);
      expect(data[name].project).toEqual(read.project);
    },
  );

  it('have the groups of the project as they are now, with their ids', async () => {
    const study = await start();
    const { data, errors } = await study.run(`mutation {
      importDataAccessGroups(input: { project: "study", groups: [{ dataAccessGroupName: "Oslo" }] }) {
        project { dataAccessGroups { id uniqueGroupName } } errors { message }
      }
    }`);
    const { data: read } = await study.run('{ project(key: "study") { dataAccessGroups { id uniqueGroupName } } }');
    expect([errors, data.importDataAccessGroups]).toEqual([[], { project: read.project, errors: [] }]);
    expect(read.project.dataAccessGroups.map((group: { uniqueGroupName: string }) => group.uniqueGroupName)).toEqual([
      'lyon',
      'kampala',
      'oslo',
    ]);
  });

  it('name a renamed arm by the id that it had', async () => {
    const study = await start();
    const { data: before } = await study.run('{ project(key: "study") { arms { id name } } }');
    const { data } = await study.run(
      'mutation { importArms(input: { project: "study", arms: [{ armNum: 2, name: "Other" }] }) { project { arms { id name } } previous { id name } } }',
    );
    const [first, second] = before.project.arms;
    expect(data.importArms).toEqual({
      project: { arms: [first, { id: second.id, name: 'Other' }] },
      previous: [first, second],
    });
  });
});
