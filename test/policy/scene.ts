import { afterEach } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { createApiKey } from '../../src/gateway/api-key.ts';
import type { SandboxProject } from '../../src/sandbox/state/project.ts';
import { schema } from '../../src/schema/index.ts';
import { composeGateway, type ComposedGateway } from '../../src/start/gateway.ts';
import { createTestLog } from '../gateway/gateway.ts';
import { clinic, keep } from '../support/clinic.ts';
import { startStudy, type Study, type StudyOptions } from '../support/study.ts';

/** Texts that stand in the study, and where they may not come out. */
export const canaries = {
  /** Values of fields that are marked as identifiers. */
  identifiers: ['CANARY-NAME', 'CANARY-NOTES', 'CANARY-SURVEY', 'canary-consent.pdf', 'CANARY-BYTES'],
  /** Values of the instrument `adverse_events`, which are no identifiers. */
  adverse: ['TERM-OF-LYON', 'TERM-OF-KAMPALA'],
  /** All of the record in the group of Kampala. */
  kampala: ['K-77', 'TERM-OF-KAMPALA', 'CANARY-NAME-KAMPALA', '1977-07-17'],
} as const;

const nameFile = (project: SandboxProject, text: string): string => {
  const docId = project.nextDocId;
  project.nextDocId += 1;
  const bytes = new TextEncoder().encode(text);
  project.files.set(docId, { docId, name: 'canary-consent.pdf', mimeType: 'application/pdf', bytes });
  return String(docId);
};

/** The clinic, with identifiers in more of its instruments, a survey, and records in two groups. */
const seeded: StudyOptions['project'] = (store) => {
  const made = clinic(store);
  const { project } = made;
  for (const field of project.fields) {
    if (['notes', 'consent_pdf'].includes(field.field_name)) field.identifier = 'y';
  }
  Object.assign(project.settings, { surveys_enabled: true });
  project.surveys.push({ form: 'demographics', attributes: {} });
  const [lyon, kampala] = project.dags;
  const consent_pdf = nameFile(project, 'CANARY-BYTES');
  const one = keep(project, '1', 'baseline_arm_1', {
    first_name: 'CANARY-NAME',
    notes: 'CANARY-NOTES',
    dob: '1980-01-31',
    weight: '61.5',
    consent_pdf,
    demographics_complete: '2',
  });
  keep(
    project,
    '1',
    'baseline_arm_1',
    { ae_term: 'TERM-OF-LYON' },
    { repeatInstrument: 'adverse_events', instance: 1 },
  );
  one.dagId = lyon?.groupId ?? null;
  one.surveyIdentifier = 'CANARY-SURVEY';
  const other = keep(project, 'K-77', 'baseline_arm_1', {
    first_name: 'CANARY-NAME-KAMPALA',
    dob: '1977-07-17',
    demographics_complete: '2',
  });
  keep(
    project,
    'K-77',
    'baseline_arm_1',
    { ae_term: 'TERM-OF-KAMPALA' },
    { repeatInstrument: 'adverse_events', instance: 1 },
  );
  other.dagId = kampala?.groupId ?? null;
  return made;
};

/** The policies of the gateway under test. */
const policies = [
  {
    name: 'full',
    projects: 'all',
    allow: ['read', 'write', 'design', 'people', 'logging'],
    identifiers: true,
  },
  { name: 'plain', projects: 'all', allow: ['read', 'write', 'people', 'logging'] },
  { name: 'reader', projects: 'all', allow: ['read'] },
  { name: 'vitals', projects: 'all', allow: ['read', 'write'], identifiers: true, instruments: ['vitals', 'labs'] },
  { name: 'lyon', projects: 'all', allow: ['read'], identifiers: true, groups: ['lyon'] },
  { name: 'strict', projects: 'all', allow: ['read'], groups: ['lyon'] },
  { name: 'elsewhere', projects: ['other'], allow: ['read'], identifiers: true },
] as const;

export type PolicyName = (typeof policies)[number]['name'];

/** What an answer says. */
export interface Said {
  readonly status: number;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
  readonly data: any;
  readonly codes: readonly string[];
  readonly messages: readonly string[];
}

/** A gateway with one key for each policy, all of them on one token. */
export interface Scene {
  readonly study: Study;
  readonly gateway: ComposedGateway;
  readonly keys: Readonly<Record<PolicyName, string>>;
  /** Asks a graph, that of all projects unless the project's own is named. */
  readonly ask: (as: PolicyName, query: string, variables?: object, path?: string) => Promise<Said>;
  readonly get: (as: PolicyName, path: string) => Promise<Response>;
}

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of running.splice(0).reverse()) await close();
});

/** Starts it. It ends with the test. */
export const startScene = async (options: Partial<StudyOptions> = {}): Promise<Scene> => {
  const study = await startStudy({ project: seeded, ...options });
  const made = policies.map(({ name }) => ({ name, ...createApiKey() }));
  // There is a key for each policy.
  const keys = Object.fromEntries(made.map(({ name, key }) => [name, key])) as Record<PolicyName, string>;
  const token = { env: 'TOKEN' };
  const file = {
    redcap: { callsPerMinute: 100_000 },
    limits: { depth: 30, aliases: 1000, selections: 100_000, tokens: 100_000, nodes: 1_000_000 },
    projects: [
      { key: 'clinic', url: study.url, token, username: 'owner' },
      { key: 'other', url: study.url, token },
    ],
    callers: {
      policies,
      apiKeys: made.map(({ name, hash }) => ({
        name,
        hash,
        scopes: ['read', 'write', 'logging'],
        policies: [name],
        projects: name === 'elsewhere' ? 'all' : ['clinic'],
      })),
    },
  };
  const config = parseConfig({ env: { TOKEN: study.owner.token ?? '' }, argv: [], file });
  const gateway = composeGateway(config, { schema, log: createTestLog() });
  running.push(
    () => study.close(),
    () => gateway.close(),
  );
  const ask: Scene['ask'] = async (as, query, variables = {}, path = '/graphql') => {
    const response = await gateway.fetch(
      new Request(`http://127.0.0.1:4000${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${keys[as]}` },
        body: JSON.stringify({ query, variables }),
      }),
    );
    const text = await response.text();
    // The gateway answers in the form of GraphQL.
    const answer = JSON.parse(text) as {
      data?: unknown;
      errors?: { message: string; extensions: { code: string } }[];
    };
    const errors = answer.errors ?? [];
    return {
      status: response.status,
      text,
      data: answer.data ?? null,
      codes: errors.map(({ extensions }) => extensions.code),
      messages: errors.map(({ message }) => message),
    };
  };
  const get: Scene['get'] = (as, path) =>
    gateway.fetch(new Request(`http://127.0.0.1:4000${path}`, { headers: { authorization: `Bearer ${keys[as]}` } }));
  return { study, gateway, keys, ask, get };
};

/** Texts of a list that stand in another text. */
export const foundIn = (text: string, texts: readonly string[]): string[] =>
  texts.filter((one) => text.toLowerCase().includes(one.toLowerCase()));
