import { projectKey } from './gateway.ts';
import { studyFields, studyInstrument } from './study.ts';

/** Pages and single records, asked of one of the gateway's graphs or of a program that makes the same answers by hand. */
export interface Graph {
  readonly name: string;
  /** Below the program's address. */
  readonly path: string;
  /** A page of records with twenty values of each row. */
  readonly page: string;
  /** Three values of one record. */
  readonly small: string;
}

const three = studyFields.slice(0, 3);
const [event = ''] = ['baseline_arm_1'];

/** The graph that is typed by the study. */
export const typedGraph: Graph = {
  name: 'typed',
  path: `projects/${projectKey}/graphql`,
  page: `query Page($first: Int!, $after: String) { records(first: $first, after: $after) {
    nodes { name mainList { event { uniqueEventName } ${studyFields.map((field) => `${field} { value }`).join(' ')} } }
    pageInfo { hasNextPage endCursor }
  } }`,
  small: `query Small($name: RecordName!) { record(name: $name) {
    name main(event: ${event}) { ${three.map((field) => `${field} { value }`).join(' ')} }
  } }`,
};

/** The graph that is the same for every project. */
export const staticGraph: Graph = {
  name: 'static',
  path: 'graphql',
  page: `query Page($first: Int!, $after: String) { project(key: "${projectKey}") { records(first: $first, after: $after) {
    nodes { name instances(instrument: "${studyInstrument}") {
      event { uniqueEventName } values(fields: ${JSON.stringify(studyFields)}) { field { fieldName } raw }
    } }
    pageInfo { hasNextPage endCursor }
  } } }`,
  small: `query Small($name: RecordName!) { project(key: "${projectKey}") { record(name: $name) {
    name instances(instrument: "${studyInstrument}", events: ["${event}"]) { values(fields: ${JSON.stringify(three)}) { raw } }
  } } }`,
};

/** A program that makes what the variables say. */
export const byHand: Graph = { name: 'by hand', path: '', page: 'page', small: 'small' };
