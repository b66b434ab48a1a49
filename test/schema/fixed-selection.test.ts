import { assertObjectType, buildSchema, Kind, parse, type DocumentNode, type FragmentDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createFixedSelections, type SelectionInfo } from '../../src/schema/fixed-selection.ts';

const schema = buildSchema('type Query { a(x: Int): Query b: Int }');
const query = assertObjectType(schema.getType('Query'));

/** The selection below the first field of a document, and what it is read by. */
const readingOf = (document: DocumentNode, variableValues: SelectionInfo['variableValues'] = {}) => {
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
  const [operation] = document.definitions;
  const [field] = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
  if (field?.kind !== Kind.FIELD || field.selectionSet === undefined)
    throw new Error('a field with a selection is meant');
  return { info: { schema, fragments, variableValues }, set: field.selectionSet };
};

/** Notes by what each selection is read. */
const createNoted = () => {
  const infos: SelectionInfo[] = [];
  const fieldsOf = createFixedSelections((info: SelectionInfo) => {
    infos.push(info);
    return [infos.length];
  });
  return { infos, fieldsOf };
};

describe('a selection without variables', () => {
  it('is read once for all requests with the document, and by nothing of a request', () => {
    const { infos, fieldsOf } = createNoted();
    const document = parse('query ($y: Int) { a(x: $y) { a(x: 1) { b ...F } } } fragment F on Query { b }');
    const [first, second] = [1, 2].map((y) => readingOf(document, { y }));
    if (first === undefined || second === undefined) throw new Error('two readings are meant');
    const found = fieldsOf(first.info, query, first.set);
    expect(fieldsOf(second.info, query, second.set)).toBe(found);
    expect(infos).toEqual([{ schema, fragments: first.info.fragments, variableValues: {} }]);
  });

  it('is read anew for another type, another schema and another fragment of the name', () => {
    const { infos, fieldsOf } = createNoted();
    const { info, set } = readingOf(parse('{ a { ...F } } fragment F on Query { b }'));
    const other = readingOf(parse('{ a { ...F } } fragment F on Query { a { b } }'));
    const second = buildSchema('type Query { a: Query b: Int }');
    fieldsOf(info, query, set);
    fieldsOf({ ...info, fragments: other.info.fragments }, query, set);
    fieldsOf({ ...info, schema: second }, query, set);
    fieldsOf({ ...info, schema: second }, assertObjectType(second.getType('Query')), set);
    expect(infos).toHaveLength(4);
  });
});

describe('a selection with variables', () => {
  it.each([
    'query ($y: Int) { a { a(x: $y) { b } } }',
    'query ($y: Boolean!) { a { b @include(if: $y) } }',
    'query ($y: Boolean!) { a { ... @skip(if: $y) { b } } }',
    'query ($y: Int) { a { ...F } } fragment F on Query { a { a(x: $y) { b } } }',
    'query ($y: Boolean!) { a { a { ...F @skip(if: $y) } } } fragment F on Query { b }',
  ])('is read for each request, by its variables: %s', (text) => {
    const { infos, fieldsOf } = createNoted();
    const document = parse(text);
    for (const y of [1, 2]) {
      const { info, set } = readingOf(document, { y });
      fieldsOf(info, query, set);
    }
    expect(infos.map(({ variableValues }) => variableValues)).toEqual([{ y: 1 }, { y: 2 }]);
  });
});
