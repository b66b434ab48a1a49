import {
  capabilityNames,
  capabilityRequirements,
  judgeCapability,
  type CapabilityName,
  type Judgement,
  type KnownRights,
} from '../../graph/access/capability.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { UserRow } from '../../redcap/methods/user.ts';
import { builder } from '../builder.ts';
import { Project } from './project.ts';

const CapabilityNameEnum = builder.enumType('CapabilityName', {
  description: "What a token may or may not do: REDCap's API methods by their names.",
  values: Object.fromEntries(
    capabilityNames.map((name) => [name, { description: capabilityRequirements[name].description }]),
  ) as { [Name in CapabilityName]: { description: string } },
});

const Capability = builder.objectRef<Judgement>('Capability').implement({
  description: 'Whether the token behind this caller may do something, told before it is tried.',
  fields: (t) => ({
    name: t.field({ type: CapabilityNameEnum, description: 'What it is about.', resolve: ({ name }) => name }),
    allowed: t.boolean({
      nullable: true,
      description:
        "Null when it cannot be known beforehand: REDCap tells a token's rights only to users with the User Rights privilege.",
      resolve: ({ allowed }) => allowed,
    }),
    reason: t.string({
      nullable: true,
      description: 'Which right, status or setting is missing, or why that is not known.',
      resolve: ({ reason }) => reason,
    }),
    missingRight: t.string({
      nullable: true,
      description: 'The REDCap right that is missing, by the name that User Rights shows.',
      resolve: ({ missingRight }) => missingRight,
    }),
  }),
});

const isRefused = (error: unknown): boolean =>
  error instanceof RedcapError && (error.code === 'FORBIDDEN' || error.code === 'REDCAP_REJECTED');

const ownRow = async (source: ProjectSource): Promise<UserRow | undefined> => {
  try {
    const users = await source.users();
    if (source.username !== null) return users.find(({ username }) => username === source.username);
    return users.length === 1 ? users[0] : undefined;
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
};

/** Rights from the user list where the token may read it and its user is known; otherwise from which reads REDCap lets it do. */
const learnRights = async (source: ProjectSource): Promise<KnownRights> => {
  const own = await ownRow(source);
  if (own !== undefined) return (key) => own.rights[key] ?? 0;
  const allows = (reading: Promise<unknown>): Promise<number> =>
    reading.then(
      () => 1,
      (error: unknown) => {
        if (isRefused(error)) return 0;
        throw error;
      },
    );
  const [repeating, groups, users] = await Promise.all([
    source.repeating(),
    allows(source.dataAccessGroups()),
    allows(source.users()),
  ]);
  // That any export was answered proves api_export; these reads prove the rights that REDCap asks for them. Whether user
  // rights are read-only is not told by reading.
  const proven: Readonly<Record<string, number | undefined>> = {
    api_export: 1,
    design: repeating === null ? 0 : 1,
    data_access_groups: groups,
    user_rights: users === 0 ? 0 : undefined,
  };
  return (key) => proven[key];
};

builder.objectField(Project, 'capabilities', (t) =>
  t.field({
    type: [Capability],
    description:
      'What the token behind this caller may do, method by method, and which right, status or setting is missing where it may not. Kept like the design, so a second look costs no call.',
    resolve: async ({ source }) => {
      const [project, rights] = await Promise.all([source.project(), learnRights(source)]);
      return capabilityNames.map((name) => judgeCapability(name, rights, project));
    },
  }),
);
