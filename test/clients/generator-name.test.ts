import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type * as Cli from '@graphql-codegen/cli';
import fc from 'fast-check';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, printSchema, type GraphQLSchema } from 'graphql';
import { expect, it } from 'vitest';
import type { Design } from '../../src/graph/design/design.ts';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { designOf, eventRow, metadataRow } from '../graph/support/design.ts';
import { sharedNames } from '../project-schema/support/generator-name.ts';
import { monstrousDesign } from '../project-schema/support/sample-design.ts';
import { CLIENT_APP, clientLibraryFile, requireClientLibrary } from '../support/client-libraries.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import { runs } from '../support/runs.ts';

/** A longitudinal project with these instruments, each with these variables of its own, and these events. */
const designNamed = (instruments: readonly string[], variables: readonly string[], events: readonly string[]): Design =>
  designOf(
    [
      metadataRow('record_id', 'first', 'text'),
      ...variables.map((name, index) => metadataRow(name, instruments[index % instruments.length] ?? 'first', 'text')),
    ],
    {
      project: { is_longitudinal: true },
      instruments: [...new Set(['first', ...instruments])].map((name) => ({
        instrument_name: name,
        instrument_label: name,
      })),
      events: events.map((name) => eventRow(name)),
      mappings: [...new Set(['first', ...instruments])].flatMap((form) =>
        events.map((unique_event_name) => ({ arm_num: 1, unique_event_name, form })),
      ),
    },
  );

/** Names that meet others when a generator spells them in its way. */
const traps = [
  ...['followup', 'follow_up', 'FollowUp', 'follow__up', 'follow_up_', '_follow_up', 'FOLLOW_UP', 'followUp'],
  ...['vitals', 'vitals_list', 'vitalslist', 'vitals_event', 'vitals_row', 'vitals_field', 'record_vitals_args'],
  ...['week2', 'week_2', 'week_2_1', 'week_21', 'week21', '1st', '_1st', '1_st', '21_day', '2_1_day'],
  ...[
    'status',
    'status_field',
    'repeat_kind',
    'repeatkind',
    'repeat_instance',
    'and',
    'or_field',
    'id',
    'event',
    'record',
  ],
  ...[
    'class',
    'class_',
    'import',
    'in',
    'function',
    'repeat',
    'object',
    'none',
    'true',
    'null',
    'undefined',
    'constructor',
  ],
  ...[
    'maybe',
    'exact',
    'scalars',
    'input_maybe',
    'date',
    'string',
    'error',
    'query',
    'mutation',
    'subscription',
    'array',
  ],
  ...['data_access_groups', 'dry_run', 'events', 'name', 'größe', 'grösse', 'x'.repeat(151), 'x'.repeat(152)],
];

const anyName = fc.oneof(
  fc.constantFrom(...traps),
  fc.stringMatching(/^[ab][ab1_]{0,4}$/),
  fc.stringMatching(/^[aAbB_1]{1,5}$/),
);
const someNames = fc.uniqueArray(anyName, { minLength: 2, maxLength: 25 });

/** The names that stand beside each other, by where: all types, and the members of each type. */
const namespacesOf = (schema: GraphQLSchema): { readonly types: string[]; readonly members: [string, string[]][] } => {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const members = types.flatMap((type): [string, string[]][] => {
    if (isEnumType(type)) return [[type.name, type.getValues().map(({ name }) => name)]];
    if (isInputObjectType(type)) return [[type.name, Object.keys(type.getFields())]];
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const fields = Object.values(type.getFields());
    return [
      [type.name, fields.map(({ name }) => name)],
      ...fields.map(({ name, args }): [string, string[]] => [
        `${type.name}.${name}`,
        args.map((argument) => argument.name),
      ]),
    ];
  });
  return { types: types.map(({ name }) => name), members };
};

type Spell = (name: string) => string;

const outputs = {
  'by default': {},
  'with all names kept': { namingConvention: 'keep' },
  'with no underscore': {
    namingConvention: {
      typeNames: 'change-case-all#pascalCase',
      enumValues: 'change-case-all#constantCase',
      transformUnderscore: true,
    },
  },
} as const;

const document = `query Names { records(first: 1) { nodes { first(event: a_arm_1) { record_id { value } } firstList { id } } } }
mutation Write($input: ImportRecordsInput!) { importRecords(input: $input) { rows { outcome } } }`;

const generateInto = async (folder: string, schema: GraphQLSchema, config: object, text: string): Promise<void> => {
  const { generate } = requireClientLibrary('@graphql-codegen/cli') as typeof Cli;
  writeFileSync(join(folder, 'schema.graphql'), printSchema(schema));
  writeFileSync(join(folder, 'names.graphql'), text);
  const schemaFile = 'schema.graphql';
  const given = {
    generates: {
      'types.ts': { schema: schemaFile, plugins: ['typescript'], config },
      // Since its sixth version this plugin writes the enums and inputs that it needs, so that it has a file of its own.
      'operations.ts': {
        schema: schemaFile,
        documents: 'names.graphql',
        plugins: ['typescript-operations', 'typed-document-node'],
        config,
      },
    },
  };
  const files = await generate({ ...given, cwd: folder, silent: true }, false);
  for (const { filename, content } of files as { filename: string; content: string }[]) {
    writeFileSync(join(folder, basename(filename)), content);
  }
};

const tsconfig = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'bundler',
    types: [],
  },
  include: ['types.ts', 'operations.ts'],
};

/** What `tsc --strict` says of the file that was generated; nothing when it compiles. */
const compile = (folder: string): string => {
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  const argv = [clientLibraryFile('typescript/bin/tsc'), '-p', '.'];
  return spawnSync(process.execPath, argv, { cwd: folder, encoding: 'utf8' }).stdout;
};

describeWith(requirement.clientLibraries, 'the names of a project’s own schema', () => {
  it('are distinct in each namespace, however change-case-all spells them', () => {
    const cases = requireClientLibrary('change-case-all') as Record<'camelCase' | 'constantCase' | 'pascalCase', Spell>;
    const spellMember = (name: string): string[] => [
      name,
      name.toLowerCase(),
      cases.camelCase(name),
      cases.pascalCase(name),
      cases.constantCase(name),
    ];
    // A type may become a file, in a folder that ignores capitals.
    const spellType = (name: string): string[] => [name.toLowerCase(), cases.pascalCase(name).toLowerCase()];
    fc.assert(
      fc.property(someNames, someNames, someNames, (instruments, variables, events) => {
        const { types, members } = namespacesOf(
          createProjectSchema(designNamed(instruments, variables, events), new Set()),
        );
        expect(sharedNames(types, spellType)).toEqual([]);
        for (const [owner, names] of members) expect([owner, sharedNames(names, spellMember)]).toEqual([owner, []]);
      }),
      { numRuns: runs(300) },
    );
  });

  it.each(Object.keys(outputs) as (keyof typeof outputs)[])(
    'are such that GraphQL Code Generator writes types that compile, %s',
    async (title) => {
      const folder = mkdtempSync(join(tmpdir(), 'generator-name-'));
      symlinkSync(join(CLIENT_APP, 'node_modules'), join(folder, 'node_modules'));
      try {
        const named = designNamed(traps, traps, ['a_arm_1', ...traps]);
        for (const [design, text] of [
          [named, document],
          [monstrousDesign(), 'query Projects { projects { key } }'],
        ] as const) {
          await generateInto(folder, createProjectSchema(design, new Set()), outputs[title], text);
          expect(compile(folder)).toBe('');
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    60_000,
  );
});
