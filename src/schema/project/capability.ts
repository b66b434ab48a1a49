import {
  capabilityNames,
  capabilityRequirements,
  judgeCapability,
  type CapabilityName,
  type Judgement,
  type KnownRights,
} from '../../graph/access/capability.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { builder } from '../builder.ts';
import { describedEnum } from '../described-enum.ts';
import { Project } from './project.ts';

const CapabilityNameEnum = describedEnum(
  'CapabilityName',
  "What a token may or may not do: REDCap's API methods by their names.",
  Object.fromEntries(capabilityNames.map((name) => [name, capabilityRequirements[name].description])) as {
    [Name in CapabilityName]: string;
  },
);

const Capability = builder.objectRef<Judgement>('Capability').implement({
  description: 'Whether the token behind this caller may do something, before the caller tries it.',
  fields: (t) => ({
    name: t.field({ type: CapabilityNameEnum, description: 'The API method.', resolve: ({ name }) => name }),
    allowed: t.boolean({
      nullable: true,
      description:
        "Null when it cannot be known beforehand: REDCap shows a token's rights only to users with the User Rights privilege.",
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

/** Rights from the user list where the token may read it and its user is known; otherwise from which reads REDCap lets it do. */
const learnRights = async (source: ProjectSource): Promise<KnownRights> => {
  const own = await source.ownUser();
  if (own !== null) return (key) => own.rights[key] ?? 0;
  const [repeating, groups, mayReadUsers] = await Promise.all([
    source.repeating(),
    source.groups(),
    source.mayReadUsers(),
  ]);
  // That any export was answered proves api_export; these reads prove the rights that REDCap asks for them. Reading does
  // not show whether the right over users is read-only.
  const proven: Readonly<Record<string, number | undefined>> = {
    api_export: 1,
    design: repeating === null ? 0 : 1,
    data_access_groups: groups === null ? 0 : 1,
    user_rights: mayReadUsers ? undefined : 0,
  };
  return (key) => proven[key];
};

/** A method's own name, `exportRecords` for `EXPORT_RECORDS`. */
const methodOf = (name: CapabilityName): string =>
  name.toLowerCase().replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());

/** What the operator's policy refuses, whatever the token may do. */
const refuseCapability = (name: CapabilityName, refusal: string): Judgement => ({
  name,
  allowed: false,
  reason: `The policy of this caller refuses it: ${refusal}`,
  missingRight: null,
});

builder.objectField(Project, 'capabilities', (t) =>
  t.field({
    type: [Capability],
    description:
      'What the token behind this caller may do, method by method, and which right, status or setting is missing where it may not. Kept like the design, so a second look costs no call.',
    resolve: async ({ source }) => {
      const [project, rights] = await Promise.all([source.project(), learnRights(source)]);
      return capabilityNames.map((name) => {
        const refusal = source.connection.narrowing?.refusalOf(methodOf(name)) ?? null;
        return refusal === null ? judgeCapability(name, rights, project) : refuseCapability(name, refusal);
      });
    },
  }),
);
