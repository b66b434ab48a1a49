import { extendSchema, isObjectType, parse, type GraphQLField, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { schema as staticSchema } from '../../src/schema/index.ts';
import { checkNeeds, fieldsWithoutNeed, needsSelection } from '../../src/schema/need.ts';
import { selectedNeed, wholeRecord } from '../../src/schema/record/need.ts';
import { monstrousDesign, sampleDesigns } from '../project-schema/support/sample-design.ts';
import { selectedBelow } from './support/selection.ts';

const designs = { ...sampleDesigns, monstrous: monstrousDesign };

const repeating = sampleDesigns['repeating-instrument']?.();
if (repeating === undefined) throw new Error('there is no sample of a repeating instrument');
const typedSchema = createProjectSchema(repeating, new Set());

const extend = (schema: GraphQLSchema, sdl: string): GraphQLSchema =>
  extendSchema(schema, parse(sdl), { assumeValid: true });

const fieldOf = (schema: GraphQLSchema, holder: string, name: string): GraphQLField<unknown, unknown> => {
  const type = schema.getType(holder);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (field === undefined) throw new Error(`there is no field ${holder}.${name}`);
  return field;
};

describe('a field of records', () => {
  it.each([
    'Record',
    'RecordEvent',
    'InstrumentData',
    'RecordConnection',
    'RecordEdge',
    'InstrumentDataConnection',
    'InstrumentDataEdge',
    'ChangeConnection',
    'ChangeEdge',
    'Change',
    'ChoiceValue',
  ])('is refused on %s when it does not say what it needs', (holder) => {
    const schema = extend(staticSchema, `extend type ${holder} { weight: String }`);
    expect(() => checkNeeds(schema)).toThrow(
      `These fields do not say what they need of a record (src/schema/need.ts): ${holder}.weight.`,
    );
  });

  it.each(['AdverseEvents', 'AdverseEvents_Connection', 'AdverseEvents_Edge', 'Record'])(
    'is refused on %s of a schema typed by a dictionary as well',
    (holder) => {
      const schema = extend(typedSchema, `extend type ${holder} { weight: String }`);
      expect(fieldsWithoutNeed(schema)).toEqual([`${holder}.weight`]);
    },
  );

  it('is refused on the interface of values', () => {
    const schema = extend(staticSchema, 'extend interface FieldValue { weight: String }');
    expect(fieldsWithoutNeed(schema)).toEqual(['FieldValue.weight']);
  });

  it('is refused on a type that nobody selected before, below a field that passes its part on', () => {
    const schema = extend(staticSchema, 'type Visit { day: String } extend type Record { visits: [Visit!]! }');
    fieldOf(schema, 'Record', 'visits').extensions = needsSelection;
    expect(fieldsWithoutNeed(schema)).toEqual(['Visit.day']);
  });

  it('is never taken for one that needs nothing, should a schema be used that nobody checked', () => {
    const schema = extend(staticSchema, 'extend type Record { weight: String }');
    const source = '{ project(key: "p") { record(name: "1") { weight } } }';
    expect(() => selectedNeed(selectedBelow(schema, source, 'record'), wholeRecord(repeating))).toThrow(
      'the field weight does not say what it needs of a record',
    );
  });
});

describe('the schemas', () => {
  it('hold no field of records that does not say what it needs', () => {
    expect(fieldsWithoutNeed(staticSchema)).toEqual([]);
  });

  it.each(Object.entries(designs))('hold none in a project that is %s', (_kind, design) => {
    expect(fieldsWithoutNeed(createProjectSchema(design(), new Set()))).toEqual([]);
  });
});
