import { buildSchema, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Design } from '../../src/graph/design/design.ts';
import { countFields, createSchemaStore, type SchemaStore } from '../../src/project-schema/store.ts';
import { designOf, metadataRow } from '../graph/support/design.ts';

const NONE: ReadonlySet<string> = new Set();

/** A design whose one field besides the record's name has this name. */
const designWith = (field: string): Design =>
  designOf([metadataRow('record_id', 'f', 'text'), metadataRow(field, 'f', 'text')]);

interface Builds {
  readonly store: SchemaStore;
  /** Revisions of the designs that schemas were made of. */
  readonly revisions: string[];
}

/** A store whose schemas have 10 fields, types and directives aside. */
const startStore = (limits: { maxFields?: number; maxSchemas?: number } = {}): Builds => {
  const revisions: string[] = [];
  const store = createSchemaStore({
    build: async (design) => {
      revisions.push(design.revision);
      return buildSchema(
        `type Query { ${Array.from({ length: 10 }, (_, index) => `f${String(index)}: Int`).join(' ')} }`,
      );
    },
    maxFields: limits.maxFields ?? 1_000_000,
    maxSchemas: limits.maxSchemas ?? 1_000,
  });
  return { store, revisions };
};

/** Fields of one schema of {@link startStore}, with those of introspection. */
const FIELDS = countFields(
  buildSchema('type Query { a: Int b: Int c: Int d: Int e: Int f: Int g: Int h: Int i: Int j: Int }'),
);

describe('the schema store', () => {
  it('makes one schema for 100 who ask at the same time', async () => {
    const { store, revisions } = startStore();
    const design = designWith('a');
    const schemas = await Promise.all(Array.from({ length: 100 }, () => store.get(design, NONE)));
    expect(new Set(schemas).size).toBe(1);
    expect(revisions).toHaveLength(1);
  });

  it('gives the same object for equal designs of different projects', async () => {
    const { store, revisions } = startStore();
    const rows = [metadataRow('record_id', 'f', 'text')];
    const one = designOf(rows, { project: { project_id: 1, project_title: 'One' } });
    const other = designOf(rows, { project: { project_id: 2, project_title: 'Other' } });
    expect(await store.get(one, NONE)).toBe(await store.get(other, NONE));
    expect(revisions).toHaveLength(1);
  });

  it('goes by the whole digest: designs whose revisions collide have schemas of their own', async () => {
    const { store, revisions } = startStore();
    const one = designWith('a');
    const forged = { ...designWith('b'), revision: one.revision };
    expect(await store.get(forged, NONE)).not.toBe(await store.get(one, NONE));
    expect(revisions).toEqual([one.revision, one.revision]);
  });

  it('keeps schemas of other rights apart, in whatever order the rights come', async () => {
    const { store, revisions } = startStore();
    const design = designWith('a');
    const all = await store.get(design, NONE);
    const without = await store.get(design, new Set(['a', 'f_complete']));
    expect(without).not.toBe(all);
    expect(await store.get(design, new Set(['f_complete', 'a']))).toBe(without);
    expect(await store.get(design, new Set(['a']))).not.toBe(without);
    expect(revisions).toHaveLength(3);
  });

  it('gives a failure to all who wait, and tries again for the next', async () => {
    let builds = 0;
    const store = createSchemaStore({
      build: () => {
        builds += 1;
        if (builds === 1) throw new Error('no memory');
        return buildSchema('type Query { a: Int }');
      },
      maxFields: 100,
      maxSchemas: 10,
    });
    const design = designWith('a');
    const both = await Promise.allSettled([store.get(design, NONE), store.get(design, NONE)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(builds).toBe(1);
    await expect(store.get(design, NONE)).resolves.toBeDefined();
    expect(builds).toBe(2);
  });

  it.each([
    ['many schemas', { maxSchemas: 2 }],
    ['many fields', { maxFields: 2 * FIELDS }],
  ])('forgets the least recently used when there are too %s, and leaves it to who has it', async (_what, limits) => {
    const { store, revisions } = startStore(limits);
    const [a, b, c] = [designWith('a'), designWith('b'), designWith('c')];
    const first = await store.get(a, NONE);
    const second = await store.get(b, NONE);
    await store.get(a, NONE);
    await store.get(c, NONE);
    expect(await store.get(a, NONE)).toBe(first);
    expect(revisions).toEqual([a.revision, b.revision, c.revision]);
    expect(await store.get(b, NONE)).not.toBe(second);
    expect(second.getQueryType()?.name).toBe('Query');
  });

  it('keeps the one that is used, however large', async () => {
    const { store, revisions } = startStore({ maxFields: 1 });
    await store.get(designWith('a'), NONE);
    await store.get(designWith('a'), NONE);
    expect(revisions).toHaveLength(1);
  });

  it('does not make one twice that is under way, however many are', async () => {
    const waiting: ((schema: GraphQLSchema) => void)[] = [];
    const store = createSchemaStore({
      build: () => new Promise((resolve) => waiting.push(resolve)),
      maxFields: 1,
      maxSchemas: 1,
    });
    const asked = ['a', 'b', 'a', 'b'].map((field) => store.get(designWith(field), NONE));
    expect(waiting).toHaveLength(2);
    for (const resolve of waiting) resolve(buildSchema('type Query { a: Int }'));
    const [a, b, again] = await Promise.all(asked);
    expect(again).toBe(a);
    expect(b).not.toBe(a);
  });
});

describe('the size of a schema', () => {
  it('counts types and their fields', () => {
    const size = (sdl: string): number =>
      countFields(buildSchema(sdl)) - countFields(buildSchema('type Query { a: Int }'));
    expect(size('type Query { a: Int b: Int }')).toBe(1);
    expect(size('type Query { a: T } type T { x: Int y: Int }')).toBe(3);
    expect(size('type Query { a(in: In): Int } input In { x: Int y: Int z: Int }')).toBe(4);
  });
});
