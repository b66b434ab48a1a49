import type { MendedFile } from './mended-file.ts';
import type { TokenReference } from './section/secret-reference.ts';

/** A place of the configuration that refers to a token of the store. */
export interface StoredTokenReference {
  /** The setting, such as `projects[0].token`. */
  readonly place: string;
  /** The name of the token in the store. */
  readonly name: string;
  /** The key of the project that the token is for; null for a super token. */
  readonly project: string | null;
}

type Given = readonly [place: string, reference: TokenReference | undefined, project: string | null];

const listTokens = ({ projects, projectCreation, callers }: MendedFile): Given[] => [
  ...projects.map(({ token, key }, index): Given => [`projects[${index}].token`, token, key ?? null]),
  ['projectCreation.superToken', projectCreation?.superToken, null],
  ...callers.people.flatMap((person, index) =>
    (person.projects ?? []).map(({ token, project }, number): Given => [
      `callers.people[${index}].projects[${number}].token`,
      token,
      project,
    ]),
  ),
];

/** All places of a configuration file that refer to tokens of the store. */
export const listStoredTokens = (file: MendedFile): readonly StoredTokenReference[] =>
  listTokens(file).flatMap(([place, reference, project]) =>
    reference !== undefined && 'stored' in reference ? [{ place, name: reference.stored, project }] : [],
  );
