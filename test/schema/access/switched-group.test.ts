import { afterEach, describe, expect, it } from 'vitest';
import { startPeople, userOf } from '../../support/people.ts';
import type { Study } from '../../support/study.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** A study whose token's user sees all records, until somebody puts the user into a group by REDCap's own pages. */
const start = async (): Promise<{ study: Study; own: readonly string[]; join: () => void }> => {
  const study = await startPeople();
  studies.push(study);
  const group = study.project.dags[0]?.groupId;
  const own = [...study.project.records.entries()].filter(([, { dagId }]) => dagId === group).map(([name]) => name);
  const join = (): void => {
    userOf(study, 'demo_owner').dagId = group ?? null;
  };
  return { study, own, join };
};

const page = (after: string | null): string => `{ project(key: "stroke2") {
  records(first: 5, after: ${JSON.stringify(after)}) {
    nodes { name instances(instrument: "demographics") { value(field: "sex") { raw } } } pageInfo { endCursor }
  }
} }`;

interface Node {
  readonly name: string;
}

describe('a user that somebody moves into a group by REDCap’s own pages', () => {
  it('is shown records of the group alone in every list that begins after it', async () => {
    const { study, own, join } = await start();
    await study.run(page(null));
    join();
    const { data, errors } = await study.run(page(null));
    expect(errors).toEqual([]);
    const names = (data.project.records.nodes as Node[]).map(({ name }) => name);
    expect(names).toHaveLength(5);
    expect(names.filter((name) => !own.includes(name))).toEqual([]);
  });

  it('is shown no value of another group on a later page of an older list, and the errors say what did not come', async () => {
    const { study, own, join } = await start();
    const first = await study.run(page(null));
    join();
    const { data, errors } = await study.run(page(first.data.project.records.pageInfo.endCursor as string));
    const nodes = data.project.records.nodes as Node[];
    expect(nodes.filter(({ name }) => !own.includes(name))).toEqual([]);
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['REDCAP_INCOMPLETE']);
  });
});
