import { describe, expect, it } from 'vitest';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { printAdditions, printShared } from './support/additions.ts';
import { checkSchema } from './support/check-schema.ts';
import { monstrousDesign, sampleDesigns } from './support/sample-design.ts';

describe('the schema of a project', () => {
  it.each(Object.entries(sampleDesigns))(
    'that is %s is as it was looked at, valid, and the same when its SDL is read',
    async (kind, design) => {
      const schema = createProjectSchema(design(), new Set());
      checkSchema(schema);
      await expect(printAdditions(schema)).toMatchFileSnapshot(`snapshots/${kind}.graphql`);
    },
  );

  it('that is made of all that could hurt is so too', async () => {
    const schema = createProjectSchema(monstrousDesign(), new Set());
    checkSchema(schema);
    // What is around instruments is the same for all of them; that of the first is shown.
    const isAround = (type: string): boolean =>
      /_(Connection|Edge|Row|Filter|Input|Field|WritableField|MissingDataInput)$/.test(type) &&
      !type.startsWith('Query_Instrument_');
    await expect(printAdditions(schema, isAround)).toMatchFileSnapshot('snapshots/monstrous.graphql');
  });

  it('has filters and inputs that are the same for every project', async () => {
    const design = sampleDesigns['classic']?.();
    if (design === undefined) throw new Error('there is no classic sample');
    await expect(printShared(createProjectSchema(design, new Set()))).toMatchFileSnapshot(
      'snapshots/every-project.graphql',
    );
  });
});
