import fc from 'fast-check';
import { parse, validate, type GraphQLFormattedError } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Gateway } from '../../../src/gateway.ts';
import { schema } from '../../../src/schema/index.ts';
import { designArbitraryOf, exportArbitraryOf, formFieldsOfAllTypes } from '../../graph/support/project-arbitrary.ts';
import { createDocuments, drawOne, variables, type DesignNames, type Draw } from '../../plan/document.ts';
import { projectFromExport } from '../../project-schema/support/random-study.ts';
import { allParts, ask, gatewayOver, mergeParts } from '../../support/parts.ts';
import { recordsAsked } from '../../support/records-asked.ts';
import { runs } from '../../support/runs.ts';
import { startStudy, type SandboxCall, type Study } from '../../support/study.ts';

const anyStudy = exportArbitraryOf(designArbitraryOf(formFieldsOfAllTypes));

const limits = { nodes: 1e9, parts: 1e9, errors: 1e6, aliases: 1e4, directives: 1e4, depth: 100, comparisons: 1e6 };

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Which rows are lost of an export of records by their names. */
type IsLost = (row: Readonly<Record<string, unknown>>, index: number, all: Rows) => boolean;

const isNamedInJson = (call: SandboxCall): boolean =>
  call['content'] === 'record' && call['format'] === 'json' && recordsAsked(call).length > 0;

interface Lossy {
  readonly study: Study;
  lose: IsLost;
}

const startLossy = async (project: Parameters<typeof projectFromExport>[0]): Promise<Lossy> => {
  const lossy: { lose: IsLost; study?: Study } = { lose: () => false };
  const study = await startStudy({
    project: projectFromExport(project),
    intercept: async (call, answer) => {
      const response = await answer();
      if (!isNamedInJson(call)) return response;
      const rows = JSON.parse(await response.text()) as Rows;
      return new Response(JSON.stringify(rows.filter((row, index) => !lossy.lose(row, index, rows))), response);
    },
  });
  return Object.assign(lossy, { study });
};

interface Answered {
  readonly data: { readonly project: Readonly<Record<string, unknown>> } | null;
  readonly errors: readonly GraphQLFormattedError[];
}

const answerOf = async (response: Response): Promise<Answered> => {
  const { data, errors = [] } = (await response.json()) as Partial<Answered>;
  return { data: data ?? null, errors };
};

/** The answers of the executor, of the written lists, and of the parts put together. */
const ways: readonly (readonly [
  name: string,
  answer: (lossy: Lossy, gateway: Gateway, query: string) => Promise<Answered>,
])[] = [
  [
    'the ordinary executor',
    async ({ study }, _gateway, query) => {
      const { data, errors } = await study.run(query, variables);
      // A key such as `__proto__` is a key like any other in text.
      return { data: JSON.parse(JSON.stringify(data)) as Answered['data'], errors: errors.map((one) => one.toJSON()) };
    },
  ],
  [
    'written lists',
    async (_lossy, gateway, query) => {
      const answer = await ask(gateway, query, { accept: 'application/json', variables });
      return answerOf(answer);
    },
  ],
  [
    'parts',
    async (_lossy, gateway, query) => {
      const answer = await ask(gateway, query.replaceAll(' nodes {', ' nodes @stream(initialCount: 1) {'), {
        variables,
      });
      if (!(answer.headers.get('content-type') ?? '').startsWith('multipart')) {
        return answerOf(answer);
      }
      return mergeParts(await allParts(answer)) as Answered;
    },
  ],
];

/** A selection of a page and of some records by their names. */
const drawQuery = (draw: Draw, names: DesignNames, records: readonly string[]): string => {
  const documents = createDocuments(draw, schema, names);
  const one = (name: string, key: string): string =>
    `${key}: record(name: ${JSON.stringify(name)}) ${documents.drawSet('Record', 3)}`;
  const instrument = drawOne(draw, names.instruments);
  const singles = [...records.slice(0, 3), 'nobody'].map((name, index) => one(name, `one${String(index)}`));
  const list = `list: records(first: 50) { nodes ${documents.drawSet('Record', 3)} }`;
  const table = `table: instrumentData(instrument: ${JSON.stringify(instrument)}, first: 50) { nodes ${documents.drawSet('InstrumentData', 3)} }`;
  return documents.document(`{ project(key: "study") { ${[list, table, ...singles].join(' ')} } }`);
};

const withoutUnused = (document: string): string => {
  const end = document.indexOf(')');
  const declared = document.slice(document.indexOf('(') + 1, end).split(', ');
  const used = declared.filter((one) => new RegExp(`\\${one.split(':')[0] ?? ''}\\b`).test(document.slice(end)));
  return `query Q${used.length === 0 ? '' : `(${used.join(', ')})`}${document.slice(end + 1)}`;
};

/** Records as the list has them; an export of another order would be another list. */
const isIncompleteAt =
  (path: string) =>
  ({ extensions, ...error }: GraphQLFormattedError): boolean =>
    extensions?.['code'] === 'REDCAP_INCOMPLETE' && error.path?.join('.') === path;

/** Whether each part of an answer is as it should be, or has its error; returns how many have one. */
const checkAnswer = (whole: Answered, came: Answered): number => {
  const keys = Object.keys(whole.data?.project ?? {});
  const short = keys.filter(
    (key) => JSON.stringify(came.data?.project[key]) !== JSON.stringify(whole.data?.project[key]),
  );
  for (const key of short) expect(came.errors.some(isIncompleteAt(`project.${key}`)), key).toBe(true);
  return short.length;
};

const namesOf = async (study: Study): Promise<DesignNames> => {
  const design = await study.contextOf({}).projects.get('study')?.design();
  return {
    fields: design?.fields.map(({ fieldName }) => fieldName) ?? [],
    instruments: design?.instruments.map(({ name }) => name) ?? [],
    events: design?.events.map(({ uniqueEventName }) => uniqueEventName) ?? [],
  };
};

describe('an answer of a REDCap that loses records', () => {
  it('is complete, or has an error where it is not, by whatever way it is made', { timeout: 300_000 }, async () => {
    let short = 0;
    await fc.assert(
      fc.asyncProperty(anyStudy, fc.gen(), async (exported, draw) => {
        const lossy = await startLossy(exported);
        const { study } = lossy;
        try {
          const names = await namesOf(study);
          const records = [...study.project.records.keys()];
          const query = withoutUnused(drawQuery(draw, names, records));
          if (validate(schema, parse(query)).length > 0) return;
          const gateway = gatewayOver(study, limits);
          const id = study.project.fields[0]?.field_name ?? '';
          const lost = new Set(records.filter(() => draw(fc.boolean)));
          const seed = draw(fc.nat, 3);
          // Whole records get lost: always the same ones, others at each call, or the last ones of each answer.
          let call = 0;
          const losses: IsLost[] = [
            (row) => lost.has(String(row[id])),
            (row, index) => {
              if (index === 0) call += 1;
              return (String(row[id]).length + call + seed) % 2 === 0;
            },
            (row, _index, all) => String(row[id]) === String(all.at(-1)?.[id]),
          ];
          for (const [, answer] of ways) {
            lossy.lose = () => false;
            const whole = await answer(lossy, gateway, query);
            lossy.lose = drawOne(draw, losses);
            short += checkAnswer(whole, await answer(lossy, gateway, query));
          }
        } finally {
          await study.close();
        }
      }),
      { numRuns: runs(60), endOnFailure: true },
    );
    expect(short).toBeGreaterThan(10);
  });

  it('has the same errors from the executor and from written lists', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyStudy, fc.gen(), async (exported, draw) => {
        const lossy = await startLossy(exported);
        const { study } = lossy;
        try {
          const names = await namesOf(study);
          const records = [...study.project.records.keys()];
          const query = withoutUnused(drawQuery(draw, names, records));
          if (validate(schema, parse(query)).length > 0) return;
          const id = study.project.fields[0]?.field_name ?? '';
          const lost = new Set(records.filter(() => draw(fc.boolean)));
          lossy.lose = (row) => lost.has(String(row[id]));
          const gateway = gatewayOver(study, limits);
          const [[, executed], [, written]] = [ways[0]!, ways[1]!];
          const places = ({ errors }: Answered) =>
            errors.map(({ path, extensions }) => JSON.stringify([path, extensions?.['missingRecords']])).sort();
          expect(places(await written(lossy, gateway, query))).toEqual(places(await executed(lossy, gateway, query)));
        } finally {
          await study.close();
        }
      }),
      { numRuns: runs(30), endOnFailure: true },
    );
  });
});
