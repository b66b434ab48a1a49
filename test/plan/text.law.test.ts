import fc from 'fast-check';
import { execute, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createAnswerTexts } from '../../src/answer-text.ts';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { schema as staticSchema } from '../../src/schema/index.ts';
import { designArbitraryOf, exportArbitraryOf, formFieldsOfAllTypes } from '../graph/support/project-arbitrary.ts';
import { projectFromExport } from '../project-schema/support/random-study.ts';
import { runs } from '../support/runs.ts';
import { startStudy, type Study } from '../support/study.ts';
import { createDocuments, drawOne, variables, type DesignNames, type Draw } from './document.ts';

/** Fields of every type, one of which is hidden by the answer to another. */
const fieldsOf = (form: string) =>
  formFieldsOfAllTypes(form).map((row) =>
    row.field_name.endsWith('_notes') ? { ...row, branching_logic: `[${form}_yes] = '1'` } : row,
  );

const anyStudy = exportArbitraryOf(designArbitraryOf(fieldsOf));

interface Written {
  readonly text: string;
  readonly cost: unknown;
  readonly isTaken: boolean;
}

/** The text of an answer, and what it cost a gateway that has forgotten everything but the design. */
const write = async (
  study: Study,
  schema: GraphQLSchema,
  document: DocumentNode,
  isOpen: boolean,
): Promise<Written> => {
  study.restart();
  const texts = createAnswerTexts();
  if (isOpen) texts.open();
  const contextValue = study.contextOf({ texts });
  const answer = await execute({ schema, document, variableValues: variables, contextValue });
  const text = texts.isEmpty() ? JSON.stringify(answer) : texts.write(answer).toString();
  const { calls, bytes, rows, coalesced } = contextValue.cost;
  return { text, cost: { calls, bytes, rows, coalesced }, isTaken: !texts.isEmpty() };
};

const selectionFrom = ['nodes', 'edges'] as const;

/** A page of a connection, of which the list is drawn. */
const drawPage = (draw: Draw, documents: ReturnType<typeof createDocuments>, node: string, edge: string): string => {
  const list = drawOne(draw, selectionFrom);
  const below = list === 'nodes' ? documents.drawSet(node, 5) : `{ cursor node ${documents.drawSet(node, 4)} ...E } `;
  const page = `{ totalCount ${list} ${below.replace('...E', `... on ${edge} { __typename }`)} more: nodes ${documents.drawSet(node, 2)}`;
  return `${page} pageInfo { hasNextPage endCursor } completeness { isComplete missingRecords omittedFields { fieldName } } }`;
};

/** The usual order of a table, or another one, as an argument behind others. */
const drawOrder = (draw: Draw, ...orders: readonly string[]): string =>
  drawOne(draw, ['', ...[...orders, 'direction: DESC'].map((order) => `, orderBy: { ${order} }`)]);

const namesOf = ({ design }: { readonly design: Awaited<ReturnType<typeof designOf>> }): DesignNames => ({
  fields: design.fields.map(({ fieldName }) => fieldName),
  instruments: design.instruments.map(({ name }) => name),
  events: design.events.map(({ uniqueEventName }) => uniqueEventName),
});

const designOf = async (study: Study) => {
  const source = study.contextOf({}).projects.get('study');
  if (source === undefined) throw new Error('the caller has no project');
  return source.design();
};

/** Takes the rights to export a form away, and stores texts that fit no type. */
const disturb = (draw: Draw, study: Study): void => {
  const [form] = study.project.instruments;
  if (form !== undefined && draw(fc.boolean)) study.owner.formsExport[form.name] = 0;
  for (const record of study.project.records.values()) {
    for (const row of record.rows.values()) {
      for (const field of row.values.keys()) {
        if (field !== 'id' && draw(fc.integer, { min: 1, max: 12 }) === 1) {
          row.values.set(field, drawOne(draw, ['x"\\<b>', '\u2028\ud800', '99,5', '1', '-99', '0']));
        }
      }
    }
  }
};

const countRuns = () => ({ valid: 0, taken: 0 });

const checkSame = async (
  draw: Draw,
  study: Study,
  schema: GraphQLSchema,
  selectionOf: (documents: ReturnType<typeof createDocuments>, names: DesignNames) => string,
  met: ReturnType<typeof countRuns>,
): Promise<void> => {
  const names = namesOf({ design: await designOf(study) });
  const documents = createDocuments(draw, schema, names);
  const source = documents.document(selectionOf(documents, names));
  const document = parse(source);
  if (validate(schema, document).some(({ message }) => !message.includes('is never used'))) return;
  const ordinary = await write(study, schema, document, false);
  const planned = await write(study, schema, document, true);
  met.valid += 1;
  if (planned.isTaken) met.taken += 1;
  expect(planned.text).toBe(ordinary.text);
  // An error may end an answer while a call is still on its way.
  if (!ordinary.text.includes('"errors"')) expect(planned.cost).toEqual(ordinary.cost);
};

/** Whether most valid documents were written by a plan. Some hold fields that no plan writes, or have no row. */
const expectTaken = ({ valid, taken }: ReturnType<typeof countRuns>): void => {
  expect(valid).toBeGreaterThan(5);
  expect(taken / valid).toBeGreaterThan(0.4);
};

describe('the text that a plan writes', () => {
  it("is the executor's, byte for byte and for the same calls, in the static graph", { timeout: 300_000 }, async () => {
    const met = countRuns();
    await fc.assert(
      fc.asyncProperty(anyStudy, fc.gen(), async (exported, draw) => {
        const study = await startStudy({ project: projectFromExport(exported) });
        try {
          disturb(draw, study);
          for (let index = 0; index < 4; index += 1) {
            const selectionOf = (documents: ReturnType<typeof createDocuments>, names: DesignNames): string => {
              const instrument = drawOne(draw, names.instruments);
              const order = drawOrder(draw, `field: "${instrument}_complete"`);
              const field = draw(fc.boolean)
                ? 'records(first: $two)'
                : `instrumentData(instrument: "${instrument}"${order})`;
              const type = field.startsWith('records') ? 'Record' : 'InstrumentData';
              return `{ project(key: "study") { list: ${field} ${drawPage(draw, documents, type, `${type}Edge`)} } }`;
            };
            await checkSame(draw, study, staticSchema, selectionOf, met);
          }
        } finally {
          await study.close();
        }
      }),
      { numRuns: runs(150), endOnFailure: true },
    );
    expectTaken(met);
  });

  it("is the executor's, byte for byte and for the same calls, in a project's own", { timeout: 300_000 }, async () => {
    const met = countRuns();
    await fc.assert(
      fc.asyncProperty(anyStudy, fc.gen(), async (exported, draw) => {
        const study = await startStudy({ project: projectFromExport(exported) });
        try {
          disturb(draw, study);
          const schema = createProjectSchema(await designOf(study), new Set());
          const tables = Object.values(schema.getQueryType()?.getFields() ?? {}).find(
            ({ name }) => name === 'instrumentData',
          );
          for (let index = 0; index < 4; index += 1) {
            const selectionOf = (documents: ReturnType<typeof createDocuments>): string => {
              const type = schema.getType('InstrumentTables');
              const instruments = type !== undefined && 'getFields' in type ? Object.values(type.getFields()) : [];
              if (tables === undefined || instruments.length === 0 || draw(fc.boolean)) {
                return `{ list: records(first: $two) ${drawPage(draw, documents, 'Record', 'RecordEdge')} }`;
              }
              const table = drawOne(draw, instruments);
              const name = String(table.type).replace(/[!]|_Connection/g, '');
              return `{ instrumentData { list: ${table.name}(first: $two${drawOrder(draw)}) ${drawPage(draw, documents, name, `${name}_Edge`)} } }`;
            };
            await checkSame(draw, study, schema, selectionOf, met);
          }
        } finally {
          await study.close();
        }
      }),
      { numRuns: runs(150), endOnFailure: true },
    );
    expectTaken(met);
  });
});
