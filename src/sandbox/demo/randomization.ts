import type { Allocation, Randomization } from '../state/project.ts';
import type { DemoSchedule } from './schedule.ts';

const ageGroups = ['1', '2'];
const anticoagulation = ['0', '1'];

/** The treatments of one block. Each block has both treatments twice, so that the groups stay alike in size. */
const blocks = [
  ['2', '1', '1', '2'],
  ['1', '2', '1', '2'],
  ['1', '1', '2', '2'],
  ['2', '1', '2', '1'],
];

const makeTable = (): Allocation[] =>
  ageGroups
    .flatMap((age_group) => anticoagulation.map((anticoagulated) => ({ age_group, anticoagulated })))
    .flatMap((strata) => blocks.flat().map((value) => ({ value, strata })))
    .map(({ value, strata }, index) => ({
      value,
      number: `R-${String(index + 1).padStart(3, '0')}`,
      strata,
      dagId: null,
      record: null,
    }));

/**
 * The demo study's randomization of arm 1, by age group and anticoagulation. Its allocations are for the participants who
 * are not randomized yet.
 */
export const makeDemoRandomization = ({ eventId }: DemoSchedule): Randomization => {
  const baseline = eventId(1, 'baseline');
  return {
    randomizationId: 1,
    targetField: 'rand_group',
    targetEventId: baseline,
    strata: [
      { field: 'age_group', eventId: baseline },
      { field: 'anticoagulated', eventId: baseline },
    ],
    byGroup: false,
    isConcealed: false,
    table: makeTable(),
  };
};
