import { parse, print, validate } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { Speech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { exampleInstrumentsOf, plainVariablesOf } from './design.ts';
import type { Design, DesignInstrument } from './design.ts';
import { typedParticipants, typedRows } from './typed-example.ts';

/** What a tab of GraphiQL opens with. */
export interface Example {
  readonly query: string;
  /** JSON text. */
  readonly variables: string | null;
}

type Say = Speech['say'];

const write = (comment: string, query: string, variables: Readonly<Record<string, unknown>> | null): Example => ({
  query: `# ${comment}\n${print(parse(query))}\n`,
  variables: variables === null ? null : JSON.stringify(variables, null, 2),
});

/** A name of REDCap as the name of an operation. */
export const operationNameOf = (name: string): string =>
  name.replace(/(?:^|_+)([a-z0-9])/gi, (_whole, letter: string) => letter.toUpperCase());

const projectsExample = (say: Say): Example =>
  write(
    say(texts.graphiql.exampleProjects),
    'query Projects { projects { key projectTitle redcapVersion inProduction isLongitudinal } }',
    null,
  );

const DESIGN = `
  projectTitle
  arms { armNum name events { uniqueEventName eventName isRepeating } }
  instruments { name label fields { fieldName fieldLabel fieldType choices { code label } } }`;

const CAPABILITIES = 'capabilities { name allowed missingRight reason }';

const plainRows = (design: Design, instrument: DesignInstrument): string => {
  const values = plainVariablesOf(design, instrument).map((name) => `${name}: value(field: "${name}") { raw label }`);
  return `query ${operationNameOf(instrument.name)}($project: String!, $after: String) { project(key: $project) {
    instrumentData(instrument: "${instrument.name}", first: 10, after: $after) {
      totalCount
      nodes { record { name } event { eventName } repeatInstance status ${values.join(' ')} }
      pageInfo { hasNextPage endCursor }
    } } }`;
};

/** Examples of the graph of all projects, about one of them. */
const plainExamples = (design: Design, say: Say): Example[] => {
  const variables = { project: design.key };
  return [
    write(
      say(texts.graphiql.exampleParticipants),
      `query Participants($project: String!) { project(key: $project) { records(first: 5) {
        totalCount nodes { name dataAccessGroup { dataAccessGroupName } arms { armNum name } } } } }`,
      variables,
    ),
    ...exampleInstrumentsOf(design).map((instrument) =>
      write(say(texts.graphiql.exampleRows, { name: instrument.label }), plainRows(design, instrument), variables),
    ),
    write(
      say(texts.graphiql.exampleDesign),
      `query Design($project: String!) { project(key: $project) { ${DESIGN} } }`,
      variables,
    ),
    write(
      say(texts.graphiql.exampleCapabilities),
      `query WhatIMayDo($project: String!) { project(key: $project) { ${CAPABILITIES} } }`,
      variables,
    ),
  ];
};

/** Examples of the graph of one project, where instruments and variables are fields. */
const typedExamples = (design: Design, schema: GraphQLSchema, say: Say): Example[] => {
  const instruments = exampleInstrumentsOf(design);
  const [first] = instruments;
  const participants = first === undefined ? undefined : typedParticipants(schema, design, first);
  return [
    ...(participants === undefined ? [] : [write(say(texts.graphiql.exampleParticipants), participants, null)]),
    ...instruments.flatMap((instrument) => {
      const rows = typedRows(schema, design, instrument);
      if (rows === undefined) return [];
      return [write(say(texts.graphiql.exampleRows, { name: instrument.label }), rows, null)];
    }),
    write(say(texts.graphiql.exampleDesign), `query Design { project { ${DESIGN} } }`, null),
    write(say(texts.graphiql.exampleCapabilities), `query WhatIMayDo { project { ${CAPABILITIES} } }`, null),
  ];
};

/** What the examples are made of. */
export interface ExampleSources {
  /** Whether the graph is that of one project. */
  readonly isTyped: boolean;
  /** The study that they are about; null where there is none, or it could not be read. */
  readonly design: Design | null;
  readonly schema: GraphQLSchema | null;
  readonly say: Say;
}

/** Queries that can run on a graph, none of which changes anything. */
export const examplesOf = ({ isTyped, design, schema, say }: ExampleSources): readonly Example[] => {
  const typed = design === null || schema === null ? [] : typedExamples(design, schema, say);
  const plain = [projectsExample(say), ...(design === null ? [] : plainExamples(design, say))];
  const examples = isTyped && typed.length > 0 ? typed : plain;
  if (schema === null) return examples;
  return examples.filter(({ query }) => validate(schema, parse(query)).length === 0);
};
