import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { partRules } from '../../../src/gateway/part/rule.ts';

const schema = buildSchema(`
  directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
  directive @stream(if: Boolean! = true, label: String, initialCount: Int! = 0) on FIELD
  type Query { visits: [Visit!]! visit: Visit! }
  type Visit { name: String notes: [String] visits: [Visit!]! }
  type Mutation { add: Visit visits: [Visit!] }
  type Subscription { visit: Visit! }
`);

const problemsOf = (source: string): string[] =>
  validate(schema, parse(source), partRules).map(({ message }) => message);

describe('a document with @defer and @stream', () => {
  it.each([
    ['labels that differ', '{ visits @stream(label: "a") { name } visit { ... @defer(label: "b") { name } } }'],
    ['no labels', '{ visits @stream { name } ... @defer { visit { name } } ... @defer { visit { name } } }'],
    ['a label that is null', '{ visits @stream(label: null) { name } visit { notes @stream(label: null) } }'],
    ['a list of leaves', '{ visit { notes @stream } }'],
    ['a directive below the root of a mutation', 'mutation { add { visits @stream { name } ... @defer { name } } }'],
    ['other directives anywhere', 'mutation { add @skip(if: true) { name } }'],
  ])('is valid with %s', (_what, source) => {
    expect(problemsOf(source)).toEqual([]);
  });

  it.each([
    [
      'a label twice',
      '{ visits @stream(label: "a") { ... @defer(label: "a") { name } } }',
      '@defer has a label that another directive has. Give it its own.',
    ],
    [
      'a label that is a variable',
      'query ($l: String) { visits @stream(label: $l) { name } }',
      '@stream has a label that is a variable. Write it as a string.',
    ],
    ['a field that is no list', '{ visit @stream { name } }', '@stream stands at visit, which is no list.'],
    [
      'a field of the root of a mutation',
      'mutation { visits @stream { name } }',
      '@stream cannot stand at the root of a mutation.',
    ],
    [
      'a fragment at the root of a mutation',
      'mutation { ...F } fragment F on Mutation { ... @defer { add { name } } }',
      '@defer cannot stand at the root of a mutation.',
    ],
    [
      'a fragment of a subscription',
      'subscription { visit { ...F } } fragment F on Visit { visits @stream { name } }',
      '@stream cannot stand in a subscription.',
    ],
  ])('is refused with %s', (_what, source, message) => {
    expect(problemsOf(source)).toEqual([message]);
  });
});
