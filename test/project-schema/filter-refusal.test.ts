import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readVocabulary } from '../../src/project-schema/vocabulary.ts';
import { readWhere } from '../../src/project-schema/where-predicate.ts';
import { schema } from '../../src/schema/index.ts';
import { choices, designOf, eventRow, metadataRow, validated } from '../graph/support/design.ts';
import { startStudy, type Answer, type Study } from '../support/study.ts';
import { projectFromExport } from './support/random-study.ts';

const design = designOf(
  [
    metadataRow('id', 'base', 'text'),
    metadataRow('age', 'base', 'text', validated('integer')),
    metadataRow('sex', 'base', 'radio', choices('0, Female | 1, Male')),
    metadataRow('site', 'base', 'dropdown', choices('n, North | s, South')),
    metadataRow('seen', 'base', 'text', { ...validated('integer'), field_annotation: '@NOMISSING' }),
    metadataRow('at', 'base', 'text', validated('time')),
    metadataRow('box', 'visit', 'checkbox', choices('1, A | -4, B')),
    metadataRow('note', 'visit', 'notes'),
  ],
  {
    project: { is_longitudinal: true, missing_data_codes: 'NASK, Not asked | -99, Unknown' },
    events: [eventRow('start_arm_1'), eventRow('end_arm_1')],
    mappings: [
      { arm_num: 1, unique_event_name: 'start_arm_1', form: 'base' },
      { arm_num: 1, unique_event_name: 'start_arm_1', form: 'visit' },
      { arm_num: 1, unique_event_name: 'end_arm_1', form: 'visit' },
    ],
  },
);

const row = { id: '1', redcap_event_name: 'start_arm_1', base_complete: '2', age: '30' };

let study: Study;

beforeAll(async () => {
  study = await startStudy({ project: projectFromExport({ design, columns: [], rows: [row] }) });
});
beforeEach(() => {
  study.forget();
});
afterAll(() => study.close());

const list = (where: object): Promise<Answer> =>
  study.runTyped('query List($where: RecordWhere) { records(first: 5, where: $where) { totalCount } }', { where });

const table = (where: object): Promise<Answer> =>
  study.runTyped(
    'query Table($where: Visit_Filter) { instrumentData { visit(first: 5, where: $where) { totalCount } } }',
    { where },
  );

const refusal = ({ errors }: Answer): unknown[] =>
  errors.map(({ message, extensions }) => [message, extensions['argument'], extensions['code']]);

describe('a typed filter', () => {
  it.each<[object, string, string]>([
    [{ base: { sex: { eq: '7' } } }, 'where.base.sex.eq', 'sex has no such code: eq takes one of 0, 1.'],
    [{ base: { sex: { in: ['0', '7'] } } }, 'where.base.sex.in', 'sex has no such code: in takes one of 0, 1.'],
    [
      { base: { sex: { ne: 'Male' } } },
      'where.base.sex.ne',
      'sex is compared by code, not by label: ne takes one of 0, 1.',
    ],
    [
      { not: { or: [{ base: {} }, { visit: { and: [{ box: { notChecked: ['2'] } }] } }] } },
      'where.not.or.1.visit.and.0.box.notChecked',
      'box has no such code: notChecked takes one of 1, -4.',
    ],
    [
      { base: { age: { missingDataCode: 'UNK' } } },
      'where.base.age.missingDataCode',
      'age can have no such missing data code: missingDataCode takes one of NASK, -99.',
    ],
    [
      { base: { sex: { missingDataCode: '1' } } },
      'where.base.sex.missingDataCode',
      'sex can have no such missing data code: missingDataCode takes one of NASK, -99.',
    ],
    [
      { visit: { box: { missingDataCode: '1' } } },
      'where.visit.box.missingDataCode',
      'box can have no such missing data code: missingDataCode takes one of NASK, -99.',
    ],
    [
      { base: { seen: { missingDataCode: 'NASK' } } },
      'where.base.seen.missingDataCode',
      'seen can have no such missing data code: leave missingDataCode out.',
    ],
    [
      { base: { site: { gte: 'n' } } },
      'where.base.site.gte',
      'site has no order: gte takes numbers, dates, times and number codes.',
    ],
    [{ base: { at: { lt: 'noon' } } }, 'where.base.at.lt', 'at is a time: lt takes it in the form of the field.'],
    [
      { visit: { note: { contains: '' } } },
      'where.visit.note.contains',
      'note is compared with nothing: give contains a text.',
    ],
    [{ base: { sex: { in: [] } } }, 'where.base.sex.in', 'where.base.sex.in is empty: leave it out.'],
    [{ visit: { box: { checked: [] } } }, 'where.visit.box.checked', 'where.visit.box.checked is empty: leave it out.'],
    [{ base: { age: {} } }, 'where.base.age', 'where.base.age is empty: give an operator, or leave it out.'],
    [{ base: { or: [] } }, 'where.base.or', 'where.base.or is empty: leave it out.'],
    [{ base: { not: {} } }, 'where.base.not', 'where.base.not is empty: say what must hold, or leave it out.'],
    [{ and: [] }, 'where.and', 'where.and is empty: leave it out.'],
    [{ and: [{}] }, 'where.and.0', 'where.and.0 is empty: say what must hold, or leave it out.'],
    [{}, 'where', 'where is empty: say what must hold, or leave it out.'],
    [{ dataAccessGroups: [] }, 'where.dataAccessGroups', 'where.dataAccessGroups is empty: leave it out.'],
    [
      { visit: { not: { event: 'end_arm_1' } } },
      'where.visit.not.event',
      'event belongs to the outermost filter of visit, which is about one event or any.',
    ],
  ])('%j is refused at its place, before any record is asked for', async (where, argument, message) => {
    expect(refusal(await list(where))).toEqual([[message, argument, 'BAD_USER_INPUT']]);
    expect(study.callsOf('record')).toEqual([]);
  });

  it('of a table is refused in the same way', async () => {
    const answer = await table({ or: [{ box: { checked: ['2'] } }] });
    expect(refusal(answer)).toEqual([
      ['box has no such code: checked takes one of 1, -4.', 'where.or.0.box.checked', 'BAD_USER_INPUT'],
    ]);
    expect(study.callsOf('record')).toEqual([]);
  });

  it.each([20, 1_000])('that stands in %i others is not followed', async (depth) => {
    const nested = (part: object): object =>
      Array.from({ length: depth }).reduce<object>((inner) => ({ not: inner }), part);
    const expected = [['A filter may be nested 20 levels deep: write it flatter.', 'where', 'BAD_USER_INPUT']];
    expect(refusal(await list(nested({ base: {} })))).toEqual(expected);
    expect(refusal(await table(nested({ note: { isBlank: true } })))).toEqual(expected);
  });

  it('may name no group that the project does not have, for which the groups are asked once', async () => {
    study.restart();
    const answer = await list({ or: [{ base: {} }, { not: { dataAccessGroups: ['', 'Site A'] } }] });
    expect(refusal(answer)).toEqual([
      [
        'Site A is no unique name of a data access group: take one of site_a, or "" for no group.',
        'where.or.1.not.dataAccessGroups',
        'BAD_USER_INPUT',
      ],
    ]);
    expect((await list({ dataAccessGroups: ['site_a'] })).data.records.totalCount).toBe(0);
    expect((await list({ dataAccessGroups: ['', 'site_a'] })).data.records.totalCount).toBe(1);
    expect(study.callsOf('dag')).toHaveLength(1);
    expect(study.callsOf('record')).toHaveLength(2);
  });

  it('may name any group where REDCap does not list them', async () => {
    study.owner.flags.data_access_groups = 0;
    study.restart();
    const answer = await list({ dataAccessGroups: ['Site A'] });
    study.owner.flags.data_access_groups = 1;
    expect(answer.errors).toEqual([]);
    expect(answer.data.records.totalCount).toBe(0);
  });

  it.each([
    ['instrument', { visit: {} }, designOf(design.rows.metadata.filter((field) => field.form_name !== 'visit'))],
    ['event', { visit: { event: 'end_arm_1' } }, designOf(design.rows.metadata)],
  ])('of an %s that is gone by now is not taken for one that nothing satisfies', (what, where, moved) => {
    const vocabulary = readVocabulary(design, new Set(), schema);
    expect(() => readWhere({ vocabulary, design: moved, groups: null }, where)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(`is no ${what} any more`) as string,
        extensions: { code: 'SCHEMA_OUTDATED' },
      }),
    );
  });
});
