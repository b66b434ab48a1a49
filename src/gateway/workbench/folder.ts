import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { createAsset } from '../asset.ts';
import type { Asset } from '../asset.ts';
import type { Encoding } from '../encoding.ts';

/** The built page, as it is in its folder. */
interface BuiltPage {
  /** The document of the workbench, before it is filled in. */
  readonly html: string;
  /** The document of GraphiQL, likewise. */
  readonly graphiql: string;
  /** The files that it loads, by their paths. */
  readonly assets: ReadonlyMap<string, Asset>;
}

/** Where the files of the page are, in its folder and at the gateway. */
const ASSET_FOLDER = '/workbench/';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const PACKED: readonly (readonly [encoding: Encoding, ending: string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

/** What the build has packed of a file. */
const readPacked = async (path: string): Promise<Map<Encoding, Uint8Array>> => {
  const found = PACKED.filter(([, ending]) => existsSync(`${path}${ending}`));
  const read = found.map(async ([encoding, ending]) => [encoding, await readFile(`${path}${ending}`)] as const);
  return new Map(await Promise.all(read));
};

const readAsset = async (folder: string, name: string): Promise<Asset | undefined> => {
  const contentType = CONTENT_TYPES[extname(name)];
  if (contentType === undefined) return undefined;
  const file = join(folder, ASSET_FOLDER, name);
  const [bytes, packed] = await Promise.all([readFile(file), readPacked(file)]);
  return createAsset({ path: `${ASSET_FOLDER}${name}`, contentType, bytes, packed });
};

const readPage = async (folder: string): Promise<BuiltPage | null> => {
  if (!existsSync(join(folder, 'index.html'))) return null;
  const documents = ['index.html', 'graphiql.html'].map((name) => readFile(join(folder, name), 'utf8'));
  const [html = '', graphiql = ''] = await Promise.all(documents);
  const names = await readdir(join(folder, ASSET_FOLDER));
  const assets = (await Promise.all(names.map((name) => readAsset(folder, name)))).filter((one) => one !== undefined);
  return { html, graphiql, assets: new Map(assets.map((asset) => [asset.path, asset])) };
};

/** Pages by their folders, each read when it is first asked for: every gateway of the process has the same. */
const pages = new Map<string, Promise<BuiltPage | null>>();

/** The page that was built into a folder; null where none was. */
export const keepPage = (folder: string): Promise<BuiltPage | null> => {
  const page = pages.get(folder) ?? readPage(folder);
  pages.set(folder, page);
  return page;
};

/** The answer with a file that a page loads, by its path; undefined where there is none. */
export const answerAsset = async (folder: string, path: string, request: Request): Promise<Response | undefined> => {
  if (!path.startsWith(ASSET_FOLDER)) return undefined;
  const page = await keepPage(folder);
  return page?.assets.get(path)?.answer(request);
};
