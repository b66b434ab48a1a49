import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Design } from '../../src/graph/design/design.ts';
import {
  calm,
  designArbitraryOf,
  exportArbitraryOf,
  formFieldsOfAllTypes,
} from '../graph/support/project-arbitrary.ts';
import { clinic, keep } from '../support/clinic.ts';
import { runs } from '../support/runs.ts';
import { startStudy, type Study } from '../support/study.ts';
import { readTypedInstruments } from '../support/typed-records.ts';
import { projectFromExport } from './support/random-study.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** The clinic, whose record 3 is in arm 2 and whose record 4 has a baseline in both arms. */
const startArms = async (): Promise<Study> => {
  const study = await startStudy({ project: clinic });
  studies.push(study);
  keep(study.project, '3', 'baseline_arm_2', { first_name: 'Cy' });
  keep(study.project, '4', 'baseline_arm_1', { first_name: 'Di' });
  keep(study.project, '4', 'baseline_arm_2', { first_name: 'Di of arm 2' });
  await study.runTyped('{ __typename }');
  study.forget();
  return study;
};

const eventsOf = (call: Readonly<Record<string, string>> | undefined): string[] =>
  Object.entries(call ?? {}).flatMap(([name, value]) => (name.startsWith('events') ? [value] : []));

describe('an instrument that is asked for without an event', () => {
  it('is the one that is saved, whichever the event of a record is', async () => {
    const study = await startArms();
    const { data, errors } = await study.runTyped(`query One($event: Demographics_Event) {
      one: record(name: "2") { demographics { event { uniqueEventName } first_name { value } } }
      two: record(name: "3") { demographics(event: $event) { event { uniqueEventName } first_name { value } } }
    }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      one: { demographics: { event: { uniqueEventName: 'baseline_arm_1' }, first_name: { value: 'Bo' } } },
      two: { demographics: { event: { uniqueEventName: 'baseline_arm_2' }, first_name: { value: 'Cy' } } },
    });
    expect(study.calls).toHaveLength(1);
  });

  it('costs what the list of all of its events costs', async () => {
    const study = await startArms();
    await study.runTyped('{ record(name: "3") { demographics { first_name { value } } } }');
    const [alone] = study.callsOf('record');
    study.forget();
    await study.runTyped('{ record(name: "3") { demographicsList { first_name { value } } } }');
    expect(eventsOf(alone)).toEqual(['baseline_arm_1', 'baseline_arm_2']);
    expect(study.callsOf('record')).toEqual([alone]);
  });

  it('is an error of that record alone where it is saved in two events, in a list and by name', async () => {
    const study = await startArms();
    const { data, errors } = await study.runTyped(`{
      records { nodes { name demographics { first_name { value } } } }
      record(name: "4") { demographics { first_name { value } } demographicsList { first_name { value } } }
    }`);
    expect(data.records.nodes.slice(1)).toEqual([
      { name: '2', demographics: { first_name: { value: 'Bo' } } },
      { name: '3', demographics: { first_name: { value: 'Cy' } } },
      { name: '4', demographics: null },
    ]);
    expect(data.record).toEqual({
      demographics: null,
      demographicsList: [{ first_name: { value: 'Di' } }, { first_name: { value: 'Di of arm 2' } }],
    });
    expect(errors.map(({ path, message, extensions }) => [path?.join('.'), message, extensions])).toEqual(
      ['record.demographics', 'records.nodes.3.demographics'].map((path) => [
        path,
        'demographics is saved in 2 of the events that are asked for: name one by event, or select demographicsList.',
        { code: 'SEVERAL_EVENTS', argument: 'event' },
      ]),
    );
  });
});

describe('an event that is asked for in any arm', () => {
  it('is found in the arm of each record, and is refused where a record has it in two', async () => {
    const study = await startArms();
    const { data, errors } = await study.runTyped(`{ records { nodes { name
      own: demographics(event: baseline_arm_1) { first_name { value } }
      any: demographics(event: baseline_arm_1, anyArm: true) { first_name { value } }
    } } }`);
    expect(data.records.nodes).toEqual([
      { name: '1', own: { first_name: { value: 'Ada' } }, any: { first_name: { value: 'Ada' } } },
      { name: '2', own: { first_name: { value: 'Bo' } }, any: { first_name: { value: 'Bo' } } },
      { name: '3', own: null, any: { first_name: { value: 'Cy' } } },
      { name: '4', own: { first_name: { value: 'Di' } }, any: null },
    ]);
    expect(errors.map(({ path, extensions }) => [path?.join('.'), extensions['code']])).toEqual([
      ['records.nodes.3.any', 'SEVERAL_EVENTS'],
    ]);
  });

  it('is meant by a filter in the arm of each record, and in a table', async () => {
    const study = await startArms();
    const named = (where: string): string => `{
      records(where: { ${where} }) { nodes { name } }
    }`;
    const namesOf = async (where: string): Promise<string[]> => {
      const { data, errors } = await study.runTyped(named(where));
      expect(errors).toEqual([]);
      return data.records.nodes.map(({ name }: { readonly name: string }) => name);
    };
    const ofNames = 'first_name: { in: ["Bo", "Cy", "Di of arm 2"] }';
    expect(await namesOf(`demographics: { event: baseline_arm_1, ${ofNames} }`)).toEqual(['2']);
    expect(await namesOf(`demographics: { event: baseline_arm_1, anyArm: true, ${ofNames} }`)).toEqual(['2', '3', '4']);
    expect(await namesOf(`not: { demographics: { event: baseline_arm_2, anyArm: true, ${ofNames} } }`)).toEqual(['1']);
    const table = await study.runTyped(`{ instrumentData {
      both: demographics(where: { event: baseline_arm_1, anyArm: true, first_name: { startsWith: "Di" } }) { totalCount }
      one: demographics(event: baseline_arm_2, where: { event: baseline_arm_1, anyArm: true }) { totalCount }
    } }`);
    expect(table.errors).toEqual([]);
    expect(table.data.instrumentData).toEqual({ both: { totalCount: 2 }, one: { totalCount: 2 } });
    const { errors } = await study.runTyped(named('demographics: { not: { anyArm: true } }'));
    expect(errors.map(({ message, extensions }) => [message, extensions['argument']])).toEqual([
      [
        'anyArm belongs to the outermost filter of demographics, which is about one event or any.',
        'where.demographics.not.anyArm',
      ],
    ]);
  });

  it('orders records by the value of the arm that has one, in the export of the list', async () => {
    const study = await startArms();
    keep(study.project, '2', 'baseline_arm_1', { first_name: 'Bo' });
    keep(study.project, '3', 'baseline_arm_2', { weight: '60.0' });
    keep(study.project, '4', 'baseline_arm_2', { weight: '50.0' });
    const ordered = async (orderBy: string): Promise<string[]> => {
      const { data, errors } = await study.runTyped(`{ records(orderBy: { ${orderBy} }) { nodes { name } } }`);
      expect(errors).toEqual([]);
      return data.records.nodes.map(({ name }: { readonly name: string }) => name);
    };
    const byWeight = 'demographics: weight, event: baseline_arm_1';
    expect(await ordered(byWeight)).toEqual(['1', '2', '3', '4']);
    expect(await ordered(`${byWeight}, anyArm: true`)).toEqual(['4', '3', '1', '2']);
    expect(await ordered(`${byWeight}, anyArm: true, direction: DESC`)).toEqual(['1', '3', '4', '2']);
    expect(study.callsOf('record')).toHaveLength(3);
  });

  it('asks REDCap for the events of that name alone, and a table has the rows of all of them', async () => {
    const study = await startArms();
    const follow = {
      ...study.project.events[2],
      eventName: 'Follow-up',
      uniqueEventName: 'followup_arm_2',
      eventId: 99,
    };
    study.project.events.push(follow as (typeof study.project.events)[number]);
    study.project.mappings.push({ eventId: 99, form: 'demographics' });
    keep(study.project, '3', 'followup_arm_2', { first_name: 'Cy later' });
    study.restart();
    await study.runTyped('{ __typename }');
    study.forget();
    const { data, errors } = await study.runTyped(
      '{ record(name: "3") { demographics(event: baseline_arm_2, anyArm: true) { first_name { value } } } }',
    );
    expect([data.record, errors]).toEqual([{ demographics: { first_name: { value: 'Cy' } } }, []]);
    expect(eventsOf(study.callsOf('record')[0])).toEqual(['baseline_arm_2', 'baseline_arm_1']);
    const table = await study.runTyped(`{ instrumentData {
      demographics(event: baseline_arm_1, anyArm: true) { nodes { record { name } event { uniqueEventName } } }
      later: demographics(event: followup_arm_2, anyArm: true) { totalCount }
    } }`);
    expect(table.errors).toEqual([]);
    expect(table.data.instrumentData).toEqual({
      demographics: {
        nodes: [
          ['1', 1],
          ['2', 1],
          ['3', 2],
          ['4', 1],
          ['4', 2],
        ].map(([name, arm]) => ({ record: { name }, event: { uniqueEventName: `baseline_arm_${String(arm)}` } })),
      },
      later: { totalCount: 1 },
    });
    const refused = await study.runTyped(`{ instrumentData {
      demographics(event: baseline_arm_1, anyArm: true, where: { event: followup_arm_2 }) { totalCount }
    } }`);
    expect(refused.errors.map(({ extensions }) => extensions['argument'])).toEqual(['where.event']);
  });

  it('can be said of instruments in several arms alone', async () => {
    const study = await startArms();
    const { data } = await study.runTyped('{ __type(name: "Record") { fields { name args { name } } } }');
    const withArms = data.__type.fields.flatMap(({ name, args }: { name: string; args: { name: string }[] }) =>
      args.some((argument) => argument.name === 'anyArm') ? [name] : [],
    );
    expect(withArms).toEqual(['demographics']);
  });
});

describe('the events of any project', () => {
  it('are chosen from as the list of all saved instances says', { timeout: 120_000 }, async () => {
    const isPerEvent = (design: Design, instrument: string): boolean => {
      const kinds = design.eventsOf(instrument).map((event) => design.repeatKind(event, instrument));
      return kinds.length > 1 && kinds.every((kind) => kind === 'NONE');
    };
    const designs = designArbitraryOf(formFieldsOfAllTypes)
      .map(calm)
      .filter((design) => design.isLongitudinal && design.instruments.some(({ name }) => isPerEvent(design, name)));
    const anyStudy = exportArbitraryOf(designs);
    await fc.assert(
      fc.asyncProperty(anyStudy, async (exported) => {
        const study = await startStudy({ project: projectFromExport(exported) });
        try {
          const instruments = (await readTypedInstruments(study)).filter(({ shape }) => shape === 'perEvent');
          expect(instruments).not.toEqual([]);
          const names = new Map(exported.design.events.map((event) => [event.uniqueEventName, event.eventName]));
          const fields = instruments.flatMap(({ name, events }) => [
            `${name}List { id event { uniqueEventName } } ${name} { id }`,
            ...(new Set(events.map((event) => event.at(-1))).size > 1
              ? events.map((event) => `${name}_${event}: ${name}(event: ${event}, anyArm: true) { id }`)
              : []),
          ]);
          const { data } = await study.runTyped(`{ records { nodes { ${fields.join('\n')} } } }`);
          for (const record of data.records.nodes) {
            for (const { name, events } of instruments) {
              const all: { id: string; event: { uniqueEventName: string } }[] = record[`${name}List`];
              const one = (saved: typeof all): unknown => (saved.length === 1 ? { id: saved[0]?.id } : null);
              expect(record[name]).toEqual(one(all));
              for (const event of events) {
                const given = record[`${name}_${event}`];
                const same = all.filter((each) => names.get(each.event.uniqueEventName) === names.get(event));
                if (given !== undefined) expect(given).toEqual(one(same));
              }
            }
          }
        } finally {
          await study.close();
        }
      }),
      { numRuns: runs(60) },
    );
  });
});
