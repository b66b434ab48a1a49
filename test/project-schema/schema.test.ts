import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  findBreakingChanges,
  isEnumType,
  isInputObjectType,
  isObjectType,
  parse,
  printSchema,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildDesign } from '../../src/graph/design/builder.ts';
import type { Design } from '../../src/graph/design/design.ts';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { ownTypeNames } from '../../src/project-schema/vocabulary.ts';
import { schema as staticSchema } from '../../src/schema/index.ts';
import { designOf, eventRow, metadataRow } from '../graph/support/design.ts';
import { checkSchema } from './support/check-schema.ts';
import { monstrousDesign, sampleDesigns } from './support/sample-design.ts';
import { runs } from '../support/runs.ts';

const NONE: ReadonlySet<string> = new Set();

const sample = (kind: string): Design => {
  const make = sampleDesigns[kind];
  if (make === undefined) throw new Error(`there is no sample ${kind}`);
  return make();
};

/** What a type has, in its order; undefined where there is no such type. */
const namesOf = (schema: GraphQLSchema, name: string): string[] | undefined => {
  const type = schema.getType(name);
  if (isObjectType(type) || isInputObjectType(type)) return Object.keys(type.getFields());
  return isEnumType(type) ? type.getValues().map((value) => value.name) : undefined;
};

const argumentsOf = (schema: GraphQLSchema, type: string, field: string): string[] => {
  const owner = schema.getType(type);
  const found = isObjectType(owner) ? owner.getFields()[field] : undefined;
  if (found === undefined) throw new Error(`there is no field ${type}.${field}`);
  return [String(found.type), ...found.args.map((argument) => `${argument.name}: ${String(argument.type)}`)];
};

const without = (names: readonly string[] | undefined, ...gone: readonly string[]): string[] =>
  (names ?? []).filter((name) => !gone.includes(name));

/** The arguments of a page. */
const PAGE = ['first: Int', 'after: String', 'last: Int', 'before: String'];

describe('the field of an instrument', () => {
  it.each([
    ['classic', 'demographics', ['Demographics']],
    ['longitudinal', 'demographics', ['Demographics']],
    ['longitudinal', 'vitals', ['Vitals', 'event: Vitals_Event']],
    ['longitudinal', 'vitalsList', ['[Vitals!]!']],
    ['multi-arm', 'demographics', ['Demographics', 'event: Demographics_Event', 'anyArm: Boolean!']],
    ['multi-arm', 'vitals', ['Vitals']],
    ['repeating-instrument', 'adverse_events', ['AdverseEvents_Connection!', ...PAGE]],
    ['repeating-event', 'demographics', ['Demographics']],
    ['repeating-event', 'vitals', ['Vitals_Connection!', 'event: Vitals_Event', ...PAGE]],
    ['mixed', 'demographics', ['Demographics']],
    ['mixed', 'adverse_events', ['AdverseEvents_Connection!', 'event: AdverseEvents_Event', ...PAGE]],
  ])('of a project that is %s is right for how %s lives there', (kind, field, expected) => {
    expect(argumentsOf(createProjectSchema(sample(kind), NONE), 'Record', field)).toEqual(expected);
  });

  it('is not there for an instrument that is designated for no event', () => {
    const schema = createProjectSchema(monstrousDesign(), NONE);
    expect(namesOf(schema, 'Record')).not.toContain('nowhere');
    expect(namesOf(schema, 'Record')).toContain('no_fields');
    expect(schema.getType('Nowhere')).toBeUndefined();
  });

  it('holds descriptive text for no variable, and an instrument of nothing else for a form with its status', () => {
    const schema = createProjectSchema(monstrousDesign(), NONE);
    const own = ['id', 'record', 'event', 'repeatKind', 'repeatInstance', 'status', 'survey'];
    expect(namesOf(schema, 'OnlyWords')).toEqual(own);
    expect(namesOf(schema, 'NoFields')).toEqual(own);
    expect(schema.getType('OnlyWords_Field')).toBeUndefined();
    expect(namesOf(schema, 'OnlyWords_Row')).not.toContain('values');
  });
});

describe('the schema of a token that may not see the repeating setup', () => {
  const unknown = (design: Design): Design => buildDesign({ ...design.rows, repeating: null });

  it('has every instrument as a connection where something repeats, as anything may', () => {
    const schema = createProjectSchema(unknown(sample('repeating-event')), NONE);
    checkSchema(schema);
    expect(argumentsOf(schema, 'Record', 'demographics')).toEqual([
      'Demographics_Connection!',
      'event: Demographics_Event',
      ...PAGE,
    ]);
    expect(argumentsOf(schema, 'Record', 'vitals')[0]).toBe('Vitals_Connection!');
    expect(namesOf(schema, 'Record')).not.toContain('vitalsList');
  });

  it('is that of everybody where nothing repeats', () => {
    expect(printSchema(createProjectSchema(unknown(sample('longitudinal')), NONE))).toBe(
      printSchema(createProjectSchema(sample('longitudinal'), NONE)),
    );
  });
});

describe('what is withheld from a token', () => {
  const all = createProjectSchema(sample('repeating-instrument'), NONE);

  it('is a variable that is missing from its type, filter, enum and input; everything else is the same', () => {
    const schema = createProjectSchema(sample('repeating-instrument'), new Set(['dob']));
    checkSchema(schema);
    for (const type of ['Demographics', 'Demographics_Filter', 'Demographics_Field', 'Demographics_Input']) {
      expect(namesOf(all, type)).toContain('dob');
      expect(namesOf(schema, type)).toEqual(without(namesOf(all, type), 'dob'));
    }
    for (const type of [
      'Record',
      'RecordWhere',
      'RecordOrder',
      'InstrumentTables',
      'ImportRecordsInput',
      'AdverseEvents',
    ]) {
      expect(namesOf(schema, type)).toEqual(namesOf(all, type));
    }
    expect(printSchema(schema)).not.toMatch(/\bdob\b|Date of birth/);
  });

  it('is an instrument of which nothing is left, with all its types', () => {
    const hidden = ['ae_term', 'ae_grade', 'ae_stop', 'adverse_events_complete'];
    const schema = createProjectSchema(sample('repeating-instrument'), new Set(hidden));
    checkSchema(schema);
    for (const type of ['Record', 'RecordWhere', 'InstrumentTables', 'ImportRecordsInput']) {
      expect(namesOf(all, type)).toContain('adverse_events');
      expect(namesOf(schema, type)).toEqual(without(namesOf(all, type), 'adverse_events'));
    }
    expect(printSchema(schema)).not.toMatch(/AdverseEvents|adverse_events|ae_term/);
  });

  it('leaves the form with its status where that alone is seen', () => {
    const schema = createProjectSchema(sample('repeating-instrument'), new Set(['ae_term', 'ae_grade', 'ae_stop']));
    checkSchema(schema);
    expect(namesOf(schema, 'AdverseEvents')).toContain('status');
    expect(namesOf(schema, 'AdverseEvents')).not.toContain('ae_term');
    expect(schema.getType('AdverseEvents_Field')).toBeUndefined();
  });

  it('renames nothing of a project in which everything has to be renamed', () => {
    const design = monstrousDesign();
    const hidden = new Set(design.fields.filter((_field, index) => index % 2 === 1).map(({ fieldName }) => fieldName));
    const schema = createProjectSchema(design, hidden);
    checkSchema(schema);
    const before = createProjectSchema(design, NONE);
    const fields = namesOf(before, 'Query_Instrument') ?? [];
    const left = namesOf(schema, 'Query_Instrument') ?? [];
    expect(left.length).toBeLessThan(fields.length);
    expect(fields.filter((name) => left.includes(name))).toEqual(left);
    expect(namesOf(schema, 'Record')).toEqual(namesOf(before, 'Record'));
  });
});

describe('the types that are the gateway’s own', () => {
  it('are those that no instrument’s may be called like', () => {
    const added = Object.values(sampleDesigns).flatMap((design) =>
      Object.keys(createProjectSchema(design(), NONE).getTypeMap()).filter(
        (name) => staticSchema.getType(name) === undefined && !/^(Demographics|AdverseEvents|Vitals)(_|$)/.test(name),
      ),
    );
    expect([...new Set(added)].sort()).toEqual([...ownTypeNames].sort());
  });

  it('are for no project more than one: to make a schema changes neither the static one nor an earlier one', () => {
    const before = printSchema(staticSchema);
    const first = createProjectSchema(sample('mixed'), NONE);
    const text = printSchema(first);
    createProjectSchema(monstrousDesign(), NONE);
    expect(printSchema(staticSchema)).toBe(before);
    expect(printSchema(first)).toBe(text);
  });
});

describe('an operation for the static schema', () => {
  const folder = join(import.meta.dirname, '..', '..', 'schema', 'examples');
  const examples = readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .map((name): [string, DocumentNode] => [name, parse(readFileSync(join(folder, name), 'utf8'))]);

  it('is there to be tested', () => {
    expect(examples.length).toBeGreaterThan(15);
  });

  it.each(Object.entries({ ...sampleDesigns, monstrous: monstrousDesign }))(
    'is one for the schema of a project that is %s',
    (_kind, design) => {
      const schema = createProjectSchema(design(), NONE);
      for (const [name, document] of examples) {
        expect([name, validate(schema, document).map(({ message }) => message)]).toEqual([name, []]);
      }
    },
  );

  it.each(Object.entries({ ...sampleDesigns, monstrous: monstrousDesign }))(
    'and its answer are the same in the schema of a project that is %s',
    (_kind, design) => {
      const changes = findBreakingChanges(staticSchema, createProjectSchema(design(), NONE));
      expect(changes.map(({ description }) => description)).toEqual([]);
    },
  );
});

/** Pieces of text that SDL, HTML or a terminal could stumble over. */
const anyText = fc
  .array(
    fc.constantFrom(
      ...[
        '"',
        '"""',
        '\\',
        '\n',
        '\r',
        '\t',
        ' ',
        '  ',
        '#',
        'a',
        'é',
        '😀',
        '<b>',
        '</p>',
        '&lt;',
        '&',
        '|',
        ',',
        '=',
      ],
      ...['\u0000', '\u001b', '\u0085', '\u2028', '\u2029', '\ufeff', '\u202e', '\ud800', '\udc00', '\uffff'],
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

describe('whatever designers write', () => {
  it('is in the descriptions as SDL can hold it', () => {
    const row = fc.record({
      field_label: anyText,
      field_note: anyText,
      branching_logic: anyText,
      select_choices_or_calculations: anyText,
      text_validation_min: anyText,
      text_validation_max: anyText,
      text_validation_type_or_show_slider_number: anyText,
      identifier: fc.constantFrom('', 'y', 'odd'),
    });
    const any = fc.record({
      rows: fc.array(fc.tuple(fc.constantFrom('text', 'radio', 'checkbox'), row), { minLength: 10, maxLength: 20 }),
      labels: fc.array(anyText, { minLength: 3, maxLength: 3 }),
      events: fc.array(anyText, { minLength: 2, maxLength: 2 }),
    });
    fc.assert(
      fc.property(any, ({ rows, labels, events }) => {
        const fields = rows.map(([type, rest], index) =>
          metadataRow(`field_${String(index)}`, `form_${String(index % 3)}`, type, rest),
        );
        const names = events.map((_label, index) => `event_${String(index)}_arm_1`);
        const design = designOf(fields, {
          project: { is_longitudinal: true },
          instruments: labels.map((instrument_label, index) => ({
            instrument_name: `form_${String(index)}`,
            instrument_label,
          })),
          events: events.map((event_name, index) => ({ ...eventRow(names[index] ?? ''), event_name })),
          mappings: names.flatMap((unique_event_name) =>
            labels.map((_label, index) => ({ arm_num: 1, unique_event_name, form: `form_${String(index)}` })),
          ),
        });
        checkSchema(createProjectSchema(design, NONE));
      }),
      { numRuns: runs(40) },
    );
  });
});

describe('a design to which fields and instruments are added', () => {
  const name = fc.oneof(
    fc.stringMatching(/^[a-z][a-z0-9_]{0,3}$/),
    fc.constantFrom(
      '1st',
      '_1st',
      'id',
      'id_',
      'id__',
      'true',
      'é',
      'ß',
      'x__869f1d',
      'vitals',
      'vitalsList',
      'record',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
  );
  const field = fc.tuple(name, fc.constantFrom('form_a', 'form_b', '1st', 'record', 'Form_A', 'é', 'vitals_event'));
  const fieldsOf = (pairs: readonly (readonly [string, string])[]) => [
    metadataRow('record_id', 'form_a', 'text'),
    ...pairs.map(([fieldName, form]) => metadataRow(fieldName, form, 'text')),
  ];

  it('has a schema in which nothing that was there is another', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(field, { selector: ([fieldName]) => fieldName, maxLength: 12 }),
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        (pairs, isOld) => {
          const before = designOf(fieldsOf(pairs.filter((_pair, index) => isOld[index])));
          const after = designOf(fieldsOf(pairs));
          const changes = findBreakingChanges(createProjectSchema(before, NONE), createProjectSchema(after, NONE));
          expect(changes.map(({ description }) => description)).toEqual([]);
        },
      ),
      { numRuns: runs(60) },
    );
  });
});

describe('any dictionary', () => {
  it('of 40,000 fields makes a schema', () => {
    const types = ['text', 'radio', 'checkbox', 'yesno', 'notes', 'file', 'calc', 'slider'];
    const fields = Array.from({ length: 40_000 }, (_, index) =>
      metadataRow(`field_${String(index)}`, `form_${String(Math.floor(index / 100))}`, types[index % 8] ?? 'text', {
        select_choices_or_calculations: '1, Yes | 2, No',
      }),
    );
    const schema = createProjectSchema(designOf(fields), NONE);
    expect(namesOf(schema, 'InstrumentTables')).toHaveLength(400);
    expect(namesOf(schema, 'Form_399')).toHaveLength(107);
    expect(namesOf(schema, 'Form_399')?.at(-1)).toBe('field_39999');
  });

  it('without a row makes a schema, and so does a longitudinal project without an event', () => {
    checkSchema(createProjectSchema(designOf([]), NONE));
    const empty = designOf([metadataRow('record_id', 'first', 'text')], { project: { is_longitudinal: true } });
    const schema = createProjectSchema(empty, NONE);
    checkSchema(schema);
    expect(namesOf(schema, 'Query')).not.toContain('instrumentData');
    expect(namesOf(schema, 'RecordWhere')).toEqual(['and', 'or', 'not', 'dataAccessGroups']);
  });

  it('of which everything is withheld makes a schema', () => {
    const design = sample('classic');
    const columns = [...design.fields.map(({ fieldName }) => fieldName), 'demographics_complete'];
    checkSchema(createProjectSchema(design, new Set(columns)));
  });
});
