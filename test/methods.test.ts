import { isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { AnyMethod } from '../src/redcap/method.ts';
import { methods } from '../src/redcap/methods/index.ts';
import { sandboxMethods, superMethods } from '../src/sandbox/contents/index.ts';
import type { SandboxMethod, SuperMethod } from '../src/sandbox/call/method.ts';
import { schema } from '../src/schema/index.ts';
import { codesIn, readTable } from './support/markdown.ts';

const clientTable = readTable('docs/methods.md', 'methods of the client');

/** REDCap's action that a method means; an import may go without the word, an export mostly does. */
const actionOf = ({ action, name }: AnyMethod): string =>
  action ?? (/^(?:import|create)/.test(name) ? 'import' : 'export');

const isSuper = ({ rights }: AnyMethod): boolean => rights.includes('super token');

const inSandbox = (method: AnyMethod): SandboxMethod | SuperMethod | undefined =>
  (isSuper(method) ? superMethods : sandboxMethods).find(
    ({ content, action }) => content === method.content && action === actionOf(method),
  );

const statusesOf = (method: AnyMethod): readonly string[] => {
  const answering = inSandbox(method);
  return answering !== undefined && 'statuses' in answering ? (answering.statuses?.allowed ?? []) : [];
};

const code = (text: string | undefined): string => (text === undefined ? '' : `\`${text}\``);

/** REDCap's keys of the rights that its User Rights page names so. */
const rightKeys: Readonly<Record<string, string>> = {
  'API Export': 'api_export',
  'API Import/Update': 'api_import',
  'Data Access Groups': 'data_access_groups',
  'Data Exports': 'data_export_tool',
  'Delete Record': 'record_delete',
  'File Repository': 'file_repository',
  Logging: 'logging',
  'Project Design and Setup': 'design',
  Randomize: 'random_perform',
  'Rename Record': 'record_rename',
  'Survey Distribution Tools': 'manage_survey_participants',
  'User Rights': 'user_rights',
};

describe("the client's methods", () => {
  it('are values with names of their own', () => {
    expect(methods.length).toBeGreaterThan(20);
    expect(new Set(methods.map(({ name }) => name)).size).toBe(methods.length);
  });

  it('are each answered by the sandbox', () => {
    expect(methods.filter((method) => inSandbox(method) === undefined).map(({ name }) => name)).toEqual([]);
  });

  it('name every right that the sandbox demands for them', () => {
    const unnamed = methods.flatMap((method) => {
      const named = method.rights.map((right) => rightKeys[right] ?? right);
      const answering = inSandbox(method);
      const demanded =
        answering !== undefined && 'rights' in answering ? answering.rights.map(({ right }) => right) : [];
      return demanded.filter((right) => !named.includes(right)).map((right) => `${method.name}: ${right}`);
    });
    expect(unnamed).toEqual([]);
  });

  it('stand in docs/methods.md as they are, line by line and in the same order', () => {
    const written = clientTable.map(({ 'in the graph': _graph, ...row }) => row);
    expect(written).toEqual(
      methods.map((method) => ({
        name: code(method.name),
        "REDCap's title": inSandbox(method)?.title,
        content: code(method.content),
        action: code(method.action),
        kind: method.kind,
        rights: method.rights.join(', '),
        status: statusesOf(method).join(', '),
      })),
    );
  });
});

describe('the graph in docs/methods.md', () => {
  const places = clientTable.flatMap((row) => codesIn(row['in the graph']));

  it('has every field that a method is said to serve', () => {
    const missing = places.filter((place) => {
      const [typeName = '', fieldName = ''] = place.split('.');
      const type = schema.getType(typeName);
      return !isObjectType(type) || type.getFields()[fieldName] === undefined;
    });
    expect(missing).toEqual([]);
  });

  it('has a method for every mutation', () => {
    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(mutations.filter((name) => !places.includes(`Mutation.${name}`))).toEqual([]);
  });
});

describe("the sandbox's methods", () => {
  const keysOf = (list: readonly AnyMethod[]): string[] => [
    ...new Set(list.map((method) => `${method.content} ${actionOf(method)}`)),
  ];
  const keys = sandboxMethods.map(({ content, action }) => `${content} ${action}`);
  const superKeys = superMethods.map(({ content, action }) => `${content} ${action}`);

  it('are the 55 of REDCap with those of the super token, and each is called by the client', () => {
    expect(keysOf(methods)).toHaveLength(55);
    expect(keysOf(methods.filter((method) => !isSuper(method))).sort()).toEqual([...keys].sort());
    expect(keysOf(methods.filter(isSuper))).toEqual(['project import']);
    expect(superKeys).toEqual(['project import', 'version export']);
  });

  it('are distinguished by content and action', () => {
    expect(new Set(keys).size).toBe(keys.length);
  });
});
