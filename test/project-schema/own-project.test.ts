import { isInputObjectType, isNonNullType } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { schema as staticSchema } from '../../src/schema/index.ts';
import { startStudy, type Study } from '../support/study.ts';
import { lifeClinic, mutationCases, type MutationCase } from '../writers/life/mutation.ts';
import { sampleDesigns } from './support/sample-design.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const start = async (): Promise<Study> => {
  const study = await startStudy({ project: lifeClinic });
  studies.push(study);
  return study;
};

const ofProject = mutationCases.filter(({ name }) => name !== 'createProject');

/** What a mutation of the project's own graph answers, without the parts that differ from call to call. */
const run = async (study: Study, { name, input }: MutationCase, more: object): Promise<unknown> => {
  const given = typeof input === 'function' ? await input(study) : input;
  const type = String(staticSchema.getMutationType()?.getFields()[name]?.args[0]?.type);
  const source = `mutation ($input: ${type}) { ${name}(input: $input) { errors { code path message } } }`;
  const { data, errors } = await study.runTyped(source, { input: { ...given, ...more } });
  return { data, errors: errors.map(({ message, extensions }) => ({ message, argument: extensions['argument'] })) };
};

describe("a project's own graph", () => {
  it('needs the key of a project in no input of a mutation', () => {
    const own = createProjectSchema((sampleDesigns['classic'] as () => never)(), new Set());
    const inputs = Object.values(staticSchema.getTypeMap()).filter(
      (type) => isInputObjectType(type) && type.getFields()['project'] !== undefined,
    );
    expect(inputs.length).toBeGreaterThan(25);
    const needing = inputs.filter(({ name }) => {
      const type = own.getType(name);
      return !isInputObjectType(type) || isNonNullType(type.getFields()['project']?.type);
    });
    expect(needing.map(({ name }) => name)).toEqual([]);
  });

  it.each(ofProject)('does $name of this project without its key', async (mutation) => {
    const answer = await run(await start(), mutation, mutation.name === 'importFile' ? { project: null } : {});
    expect(answer).toEqual({ data: { [mutation.name]: { errors: [] } }, errors: [] });
  });

  it('refuses the key of another project, at its place in the input', async () => {
    const study = await start();
    for (const mutation of ofProject.filter(({ input }) => typeof input === 'object')) {
      expect(await run(study, mutation, { project: 'other' })).toEqual({
        data: { [mutation.name]: null },
        errors: [
          {
            message: 'There is no project with this key for this caller; { projects { key } } lists those there are.',
            argument: 'input.project',
          },
        ],
      });
    }
  });

  it('has the project of this address without its key', async () => {
    const study = await start();
    const { data, errors } = await study.runTyped('{ project { key } same: project(key: "study") { key } }');
    expect(errors).toEqual([]);
    expect(data).toEqual({ project: { key: 'study' }, same: { key: 'study' } });
  });
});
