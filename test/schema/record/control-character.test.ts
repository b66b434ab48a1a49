import { afterEach, describe, expect, it } from 'vitest';
import { clinic, keep, stored } from '../../support/clinic.ts';
import { startStudy, type Study } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (): Promise<Study> => {
  const study = await startStudy({ project: clinic });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** Text as word processors and terminals leave it: control characters of both kinds, and characters that are none. */
const pasted = 'a\u0000b\u0001c\u000bd\u001fe\u007ff\u0085g\ufffeh\uffffi';

const VALUE = 'instances(instrument: "demographics") { value(field: "first_name") { raw } }';

describe('a text with control characters', () => {
  it('is read as REDCap has it, and found by what it holds', async () => {
    const study = await start();
    keep(study.project, '1', 'baseline_arm_1', { first_name: pasted });
    const { data, errors } = await study.run(
      `query ($text: String!) { project(key: "study") {
        record(name: "1") { ${VALUE} }
        records(first: 5, where: { field: "first_name", eq: $text }) { nodes { name } }
      } }`,
      { text: pasted },
    );
    expect(errors).toEqual([]);
    expect(data.project.record.instances[0].value.raw).toBe(pasted);
    expect(data.project.records.nodes).toEqual([{ name: '1' }]);
  });

  it('is stored as it was given, and is no change when it is given again', async () => {
    const study = await start();
    const write = () =>
      study.run(
        `mutation ($input: ImportRecordsInput!) {
          importRecords(input: $input) { rows { outcome errors { code } } errors { code } }
        }`,
        {
          input: {
            project: 'study',
            rows: [
              {
                record: '1',
                event: 'baseline_arm_1',
                instrument: 'demographics',
                values: [{ field: 'first_name', raw: pasted }],
              },
            ],
          },
        },
      );
    expect((await write()).data.importRecords).toEqual({ rows: [{ outcome: 'UPDATED', errors: [] }], errors: [] });
    expect(stored(study.project, '1', 'baseline_arm_1')?.['first_name']).toBe(pasted);
    expect((await write()).data.importRecords.rows).toEqual([{ outcome: 'UNCHANGED', errors: [] }]);
  });

  it('is a label as REDCap has it', async () => {
    const study = await start();
    const field = study.project.fields.find(({ field_name }) => field_name === 'first_name');
    Object.assign(field ?? {}, { field_label: 'First\u000bname' });
    const { data, errors } = await study.run(
      '{ project(key: "study") { metadata(fields: ["first_name"]) { fieldLabel(format: HTML) } } }',
    );
    expect([data.project.metadata, errors]).toEqual([[{ fieldLabel: 'First\u000bname' }], []]);
    expect((await study.runTyped('{ __typename }')).errors).toEqual([]);
  });
});

describe('a record name with control characters or half a surrogate pair', () => {
  it.each([
    ['record', 'query ($name: RecordName!) { project(key: "study") { record(name: $name) { name } } }'],
    [
      'rename',
      `mutation ($name: RecordName!) {
        renameRecord(input: { project: "study", record: "1", newName: $name }) { errors { code } }
      }`,
    ],
    [
      'import',
      `mutation ($name: RecordName!) {
        importRecords(input: { project: "study", rows: [{ record: $name, instrument: "labs", values: [] }] }) {
          errors { code }
        }
      }`,
    ],
  ])('is refused by %s before anything is sent', async (_what, document) => {
    const study = await start();
    for (const name of ['a\u000bb', 'a\tb', 'a\nb', 'a\u007fb', 'a\u0000', 'a\ud83d']) {
      const { errors } = await study.run(document, { name });
      expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining('without control characters')]);
    }
    expect(study.calls).toEqual([]);
  });

  it('is listed where REDCap has it', async () => {
    const study = await start();
    keep(study.project, 'a\u000bb', 'baseline_arm_1', { first_name: 'Zed' });
    const { data, errors } = await study.run(
      `{ project(key: "study") { records(first: 9) { nodes { name ${VALUE} } completeness { isComplete } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.project.records.nodes.map(({ name }: { name: string }) => name)).toContain('a\u000bb');
    expect(data.project.records.completeness).toEqual({ isComplete: true });
  });
});
