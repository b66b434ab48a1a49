import { afterEach, describe, expect, it } from 'vitest';
import { clinic, keep } from '../../support/clinic.ts';
import { startStudy, type Study } from '../../support/study.ts';

const studies: Study[] = [];

/** The clinic, whose record 1 is of a group and has a missing data code. */
const start = async (): Promise<Study> => {
  const study = await startStudy({ project: clinic });
  studies.push(study);
  const record = keep(study.project, '1', 'baseline_arm_1', { sex: '1', weight: 'UNK' }, { checked: { race: ['1'] } });
  record.dagId = study.project.dags.find(({ uniqueName }) => uniqueName === 'lyon')?.groupId ?? null;
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const VALUES = `{ project(key: "study") {
  arms { id armNum }
  dataAccessGroups { id uniqueGroupName }
  missingDataCodes { id code }
  metadata(fields: ["sex", "race", "ae_grade"]) { choices { id code } }
  record(name: "1") {
    arms { id }
    dataAccessGroup { id }
    instances(instrument: "demographics") {
      sex: value(field: "sex") { ... on ChoiceValue { choice { id } } }
      race: value(field: "race") { ... on CheckboxValue { checked { id } } }
      weight: value(field: "weight") { missingDataCode { id } }
    }
  }
} }`;

const NODE = `query Node($id: ID!) { node(id: $id) { __typename id
  ... on Arm { armNum name events { uniqueEventName } }
  ... on Choice { code label }
  ... on DataAccessGroup { uniqueGroupName dataAccessGroupName }
} }`;

describe('the id of an arm, a choice and a data access group', () => {
  it('is one and the same wherever the object is met, and another for each object', async () => {
    const study = await start();
    const { data, errors } = await study.run(VALUES);
    expect(errors).toEqual([]);
    const { arms, dataAccessGroups: groups, missingDataCodes: missing, metadata, record } = data.project;
    const choices = metadata.flatMap((field: { choices: { id: string; code: string }[] }) => field.choices);
    const [saved] = record.instances;
    expect(record.arms).toEqual([{ id: arms[0].id }]);
    expect(record.dataAccessGroup).toEqual({ id: groups[0].id });
    expect(saved).toEqual({
      sex: { choice: { id: choices[1].id } },
      race: { checked: [{ id: choices[2].id }] },
      weight: { missingDataCode: { id: missing[0].id } },
    });
    expect(choices.map(({ code }: { code: string }) => code)).toEqual(['0', '1', '1', '-4', 'a', '1', '2']);
    const ids = [...arms, ...groups, ...missing, ...choices].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(2 + 2 + 1 + 7);
    expect((await study.run(VALUES)).data).toEqual(data);
  });

  it('leads back to it, and to nothing once it is gone or for another caller', async () => {
    const study = await start();
    const {
      arms,
      dataAccessGroups: groups,
      missingDataCodes: missing,
      metadata,
    } = (await study.run(VALUES)).data.project;
    const ids: string[] = [arms[1].id, groups[0].id, missing[0].id, metadata[1].choices[1].id];
    const find = (id: string | undefined, as = study.owner) => study.run(NODE, { id }, as);
    const found = await Promise.all(ids.map((id) => find(id)));
    expect(found.map(({ data }) => data.node)).toEqual([
      { __typename: 'Arm', id: ids[0], armNum: 2, name: 'Drug B', events: [{ uniqueEventName: 'baseline_arm_2' }] },
      { __typename: 'DataAccessGroup', id: ids[1], uniqueGroupName: 'lyon', dataAccessGroupName: 'Lyon' },
      { __typename: 'Choice', id: ids[2], code: 'UNK', label: 'Unknown' },
      { __typename: 'Choice', id: ids[3], code: '-4', label: 'Other' },
    ]);
    const theirs = await find(ids[0], { ...study.owner, username: 'stranger' });
    expect([theirs.data, theirs.errors]).toEqual([{ node: null }, []]);
    study.project.events = study.project.events.filter(({ armNum }) => armNum === 1);
    study.project.dags = [];
    study.project.settings.missing_data_codes = '';
    for (const field of study.project.fields) {
      if (field.field_name === 'race') field.select_choices_or_calculations = '1, Asian';
    }
    study.restart();
    const gone = await Promise.all(ids.map((id) => find(id)));
    expect(gone.map(({ data, errors }) => [data.node, errors])).toEqual(ids.map(() => [null, []]));
  });

  it('costs a list of records no call of REDCap', async () => {
    const study = await start();
    const list = (selection: string) => study.run(`{ project(key: "study") { records { nodes { ${selection} } } } }`);
    await list('name');
    study.forget();
    const { data, errors } = await list('dataAccessGroup { id uniqueGroupName } arms { id }');
    expect(errors).toEqual([]);
    expect(data.project.records.nodes[0]).toEqual({
      dataAccessGroup: { id: expect.any(String) as string, uniqueGroupName: 'lyon' },
      arms: [{ id: expect.any(String) as string }],
    });
    expect(study.callsOf('dag')).toEqual([]);
  });
});
