import fc from 'fast-check';
import { parse, validate, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Gateway } from '../../../src/gateway.ts';
import { partRules } from '../../../src/gateway/part/rule.ts';
import { createProjectSchema } from '../../../src/project-schema/index.ts';
import { schema as staticSchema } from '../../../src/schema/index.ts';
import { designArbitraryOf, exportArbitraryOf, formFieldsOfAllTypes } from '../../graph/support/project-arbitrary.ts';
import { createDocuments, drawOne, variables, type DesignNames, type Draw } from '../../plan/document.ts';
import { projectFromExport } from '../../project-schema/support/random-study.ts';
import { allParts, ask, gatewayOver, mergeParts } from '../../support/parts.ts';
import { runs } from '../../support/runs.ts';
import { startStudy, type Study } from '../../support/study.ts';

const anyStudy = exportArbitraryOf(designArbitraryOf(formFieldsOfAllTypes));

const limits = { nodes: 1e9, parts: 1e9, errors: 1e6, aliases: 1e4, directives: 1e4, depth: 100, comparisons: 1e6 };

interface Met {
  valid: number;
  inParts: number;
}

/** What a document answers in parts is what it answers at once. Where there are errors, both have some. */
const checkSame = async (gateway: Gateway, path: string, query: string, met: Met): Promise<void> => {
  const plain = (await (await ask(gateway, query, { accept: 'application/json', path, variables })).json()) as {
    data: unknown;
    errors?: GraphQLFormattedError[];
  };
  const response = await ask(gateway, query, { path, variables });
  met.valid += 1;
  if (!(response.headers.get('content-type') ?? '').startsWith('multipart/mixed')) {
    expect(((await response.json()) as { data: unknown }).data).toEqual(plain.data);
    return;
  }
  met.inParts += 1;
  const merged = mergeParts(await allParts(response));
  if (plain.errors === undefined) expect(merged).toEqual({ data: plain.data, errors: [] });
  else expect(merged.errors).not.toEqual([]);
};

const designOf = async (study: Study) => {
  const source = study.contextOf({}).projects.get('study');
  if (source === undefined) throw new Error('the caller has no project');
  return source.design();
};

/** A document without the variables that it declares and does not use. */
const withoutUnused = (document: string): string => {
  const end = document.indexOf(')');
  const declared = document.slice(document.indexOf('(') + 1, end).split(', ');
  const used = declared.filter((one) => new RegExp(`\\${one.split(':')[0] ?? ''}\\b`).test(document.slice(end)));
  return `query Q${used.length === 0 ? '' : `(${used.join(', ')})`}${document.slice(end + 1)}`;
};

type Documents = ReturnType<typeof createDocuments>;

/** A page of a connection, in parts that are drawn. */
const drawPage = (draw: Draw, documents: Documents, node: string): string => {
  const stream = drawOne(draw, [
    '',
    ' @stream',
    ' @stream(initialCount: 1)',
    ' @stream(label: "list", initialCount: $two)',
  ]);
  const more = drawOne(draw, ['...', '... @defer(label: "more")']);
  const list = `nodes${stream} ${documents.drawSet(node, 4)}`;
  const edges = `edges${drawOne(draw, ['', ' @stream(initialCount: 1)'])} { cursor node ${documents.drawSet(node, 3)} }`;
  // A list that is streamed and selected once more comes at once.
  const again = `${drawOne(draw, ['', 'again: ', 'again: ', 'again: '])}nodes ${documents.drawSet(node, 2)}`;
  return `{ ${list} ${more} { ${again} ${edges} totalCount } ... @defer { completeness { isComplete missingRecords } } }`;
};

const drawStatic = (draw: Draw, documents: Documents, names: DesignNames): string => {
  const instrument = drawOne(draw, names.instruments);
  const [field, type] = draw(fc.boolean)
    ? ['records(first: 30)', 'Record']
    : [`instrumentData(instrument: "${instrument}", first: 30)`, 'InstrumentData'];
  const project = `list: ${field} ${drawPage(draw, documents, type)} ... @defer { projectTitle }`;
  return `{ project(key: "study") { ${project} } ...${drawOne(draw, ['', ' @defer'])} { projects { key } } }`;
};

const drawTyped = (draw: Draw, documents: Documents): string =>
  `{ list: records(first: 30) ${drawPage(draw, documents, 'Record')} ... @defer { project { projectTitle } } }`;

const checkStudy = async (draw: Draw, study: Study, schema: GraphQLSchema, path: string, met: Met): Promise<void> => {
  const design = await designOf(study);
  const names: DesignNames = {
    fields: design.fields.map(({ fieldName }) => fieldName),
    instruments: design.instruments.map(({ name }) => name),
    events: design.events.map(({ uniqueEventName }) => uniqueEventName),
  };
  const gateway = gatewayOver(study, limits);
  for (let index = 0; index < 4; index += 1) {
    const documents = createDocuments(draw, schema, names, true);
    const selection = schema === staticSchema ? drawStatic(draw, documents, names) : drawTyped(draw, documents);
    const query = withoutUnused(documents.document(selection));
    const problems = [...validate(schema, parse(query)), ...validate(schema, parse(query), partRules)];
    if (problems.length === 0) await checkSame(gateway, path, query, met);
  }
};

describe('an answer in parts', () => {
  it.each([
    ['the static graph', '/graphql'],
    ["a project's own graph", '/projects/study/graphql'],
  ])('is, put together, the answer at once: %s', { timeout: 300_000 }, async (_name, path) => {
    const met: Met = { valid: 0, inParts: 0 };
    await fc.assert(
      fc.asyncProperty(anyStudy, fc.gen(), async (exported, draw) => {
        const study = await startStudy({ project: projectFromExport(exported) });
        try {
          const schema = path === '/graphql' ? staticSchema : createProjectSchema(await designOf(study), new Set());
          await checkStudy(draw, study, schema, path, met);
        } finally {
          await study.close();
        }
      }),
      { numRuns: runs(150), endOnFailure: true },
    );
    expect(met.valid).toBeGreaterThan(10);
    expect(met.inParts / met.valid).toBeGreaterThan(0.2);
  });
});
