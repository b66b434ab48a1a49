import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { parseConfig, type SecretFile } from '../../src/config.ts';
import { runHelm, typeOfObject, validateObject } from '../support/helm.ts';
import { root } from '../support/markdown.ts';
import { describeWith, requirement } from '../support/requirement.ts';

/** Tests read members as they expect them. */
/* eslint-disable @typescript-eslint/no-explicit-any */

/** An object of Kubernetes, as far as the tests look into it. */
interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: Record<string, any>;
  readonly data?: Readonly<Record<string, string>>;
}

const chart = join(root, 'deploy/helm/redcap-graphql');

/** What Helm makes of the chart with values of one's own. */
const render = (...settings: readonly string[]): readonly KubernetesObject[] => {
  const text = runHelm('template', 'trial', chart, ...settings.flatMap((setting) => ['--set-json', setting]));
  return parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject);
};

const find = (objects: readonly KubernetesObject[], kind: string): KubernetesObject => {
  const found = objects.find((object) => object.kind === kind);
  if (found === undefined) throw new Error(`There is no ${kind}.`);
  return found;
};

/** Members that Kubernetes does not know: TypeScript refuses them in a literal. */
const unknownMembers = (objects: readonly KubernetesObject[]): readonly string[] => {
  const lines = objects.map((object, index) => {
    const [module, type] = typeOfObject(object);
    const { apiVersion: _apiVersion, kind: _kind, ...rest } = object;
    return `import type { ${type} as T${String(index)} } from ${JSON.stringify(module)};
export const o${String(index)}: Omit<T${String(index)}, 'apiVersion' | 'kind'> = ${JSON.stringify(rest)};`;
  });
  const name = join(root, 'test/deploy/rendered.ts');
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
    allowImportingTsExtensions: true,
  };
  const host = ts.createCompilerHost(options);
  const readFile = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) =>
    file === name ? ts.createSourceFile(file, lines.join('\n'), ts.ScriptTarget.ES2022) : readFile(file, ...rest);
  const program = ts.createProgram([name], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
};

const everything = [
  'ingress.enabled=true',
  'ingress.tlsSecretName="tls"',
  'image.digest="sha256:00"',
  'env=[{"name":"NO_PROXY","value":"x"}]',
];

describeWith(requirement.helm, 'the Helm chart', () => {
  it('has nothing that helm lint remarks', () => {
    expect(runHelm('lint', '--strict', chart)).toContain('1 chart(s) linted, 0 chart(s) failed');
  });

  it.each([
    ['as it comes', []],
    ['with everything on', everything],
    [
      'with one gateway, without Redis and without a volume',
      ['replicaCount=1', 'redis.enabled=false', 'persistence.enabled=false'],
    ],
  ])(
    'makes objects that Kubernetes takes and knows each member of, %s',
    async (_, settings) => {
      const objects = render(...settings);
      for (const object of objects) await validateObject(object);
      expect(unknownMembers(objects)).toEqual([]);
    },
    60_000,
  );

  it('sees a member that Kubernetes does not know', () => {
    const [first] = render('podLabels={"a":"b"}').filter(({ kind }) => kind === 'StatefulSet');
    if (first === undefined) throw new Error('There is no StatefulSet.');
    expect(unknownMembers([{ ...first, spec: { ...first.spec, replica: 2 } }]).join()).toContain(
      `'"replica"' does not exist`,
    );
  }, 60_000);

  it('makes a configuration that the gateway takes', () => {
    const config = find(
      render('replicaCount=3', 'config.callers.apiKeys=[{"name":"app","hash":"sha256:' + 'a'.repeat(64) + '"}]'),
      'ConfigMap',
    );
    const file: unknown = JSON.parse(config.data?.['gateway.json'] ?? '');
    const secrets: Readonly<Record<string, string>> = {
      '/secrets/secret': 's'.repeat(32),
      '/secrets/redis-url': 'redis://valkey:6379',
    };
    const readSecretFile = (path: string): SecretFile => ({ text: secrets[path] ?? '', mode: 0o440 });
    const { host, port, redis } = parseConfig({ file, env: {}, argv: [], readSecretFile });
    expect([host, port, redis?.share]).toEqual(['0.0.0.0', 4000, 0.33]);
  });

  it('lets nothing of the container be written but the data and the temporary files', () => {
    const container = find(render(), 'StatefulSet').spec?.['template'].spec.containers[0];
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    const writable = container.volumeMounts.filter((mount: { readOnly?: boolean }) => mount.readOnly !== true);
    expect(writable.map((mount: { mountPath: string }) => mount.mountPath).join(' ')).toBe('/data /tmp');
  });

  it('lets the gateway reach DNS, REDCap and Redis, and nothing else', () => {
    const policy = find(render('networkPolicy.redcap=[{"cidr":"10.1.2.3/32","port":8443}]'), 'NetworkPolicy');
    expect(policy.spec?.['policyTypes']).toEqual(['Ingress', 'Egress']);
    expect(policy.spec?.['egress']).toEqual([
      {
        ports: [
          { protocol: 'UDP', port: 53 },
          { protocol: 'TCP', port: 53 },
        ],
      },
      { to: [{ ipBlock: { cidr: '10.1.2.3/32' } }], ports: [{ protocol: 'TCP', port: 8443 }] },
      {
        to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'valkey' } } }],
        ports: [{ protocol: 'TCP', port: 6379 }],
      },
    ]);
  });

  it('is refused with several gateways that share no Redis', () => {
    expect(() => render('redis.enabled=false')).toThrow('REDCap bans their address');
  });

  it.each([
    'replicaCount="two"',
    'replicas=2',
    'redis={"enabled":true,"url":"redis://:password@valkey"}',
    'image.digest="latest"',
  ])('refuses the value %s', (setting) => {
    expect(() => render(setting)).toThrow("don't meet the specifications of the schema");
  });

  it('describes every value in its schema', () => {
    const schema = readFileSync(join(chart, 'values.schema.json'), 'utf8');
    expect(schema.match(/"additionalProperties": false/g)?.length).toBeGreaterThan(8);
  });
});
