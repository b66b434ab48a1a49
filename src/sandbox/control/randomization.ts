import { z } from 'zod';

import { choicesOf, eventForms, fieldByName, listEvents, nameDag, recordIdField } from '../state/design.ts';
import type { Allocation, FieldDefinition, Randomization, SandboxProject } from '../state/project.ts';
import type { SandboxStore } from '../state/store.ts';
import { findProject } from './project.ts';
import type { Route } from './route.ts';
import { ControlError, readBody, requireKnown } from './route.ts';

const stratumSchema = z.strictObject({ field: z.string(), event: z.string().optional() });

const allocationSchema = z.strictObject({
  value: z.string().min(1),
  number: z.string().default(''),
  strata: z.record(z.string(), z.string()).default({}),
  dataAccessGroup: z.string().optional(),
});

const orderSchema = z.strictObject({
  project: z.int().optional(),
  randomization: z.int().optional(),
  targetField: z.string().optional(),
  targetEvent: z.string().optional(),
  strata: z.array(stratumSchema).max(15).optional(),
  byGroup: z.boolean().optional(),
  table: z.enum(['development', 'production']).optional(),
  allocations: z.array(allocationSchema).default([]),
});

type Order = z.output<typeof orderSchema>;

const setupMembers = ['targetField', 'targetEvent', 'strata', 'byGroup'] as const;

/** Fields of one value that a person chooses from a list. */
const isChoice = ({ field_type }: FieldDefinition): boolean =>
  ['radio', 'dropdown', 'yesno', 'truefalse'].includes(field_type);

const requireField = (
  project: SandboxProject,
  member: string,
  name: string,
  isFit: (field: FieldDefinition) => boolean,
) => {
  const fit = project.fields.filter((field) => field.field_name !== recordIdField(project) && isFit(field));
  requireKnown(
    member,
    [name],
    fit.map((field) => field.field_name),
  );
};

/** The event that is named, which must have the field's form. Without a name, the first event that has it. */
const readEventId = (project: SandboxProject, member: string, field: string, event: string | undefined): number => {
  const form = fieldByName(project, field)?.form_name ?? '';
  const having = listEvents(project).filter(({ eventId }) => eventForms(project, eventId).includes(form));
  if (event !== undefined) {
    requireKnown(
      member,
      [event],
      having.map(({ uniqueEventName }) => uniqueEventName),
    );
  }
  const found = event === undefined ? having[0] : having.find(({ uniqueEventName }) => uniqueEventName === event);
  if (found === undefined) throw new ControlError(400, `${member}: no event has the instrument of "${field}"`);
  return found.eventId;
};

const addRandomization = (project: SandboxProject, order: Order): Randomization => {
  const { targetField, targetEvent, strata = [], byGroup = false } = order;
  if (targetField === undefined) {
    throw new ControlError(400, 'targetField: name the field that gets the allocation, or an existing randomization');
  }
  requireField(project, 'targetField', targetField, (field) => isChoice(field) || field.field_type === 'text');
  for (const { field } of strata) requireField(project, 'strata', field, isChoice);
  const known = (project.randomizations ?? []).map(({ randomizationId }) => randomizationId);
  return {
    randomizationId: Math.max(0, ...known) + 1,
    targetField,
    targetEventId: readEventId(project, 'targetEvent', targetField, targetEvent),
    strata: strata.map(({ field, event }) => ({ field, eventId: readEventId(project, 'strata', field, event) })),
    byGroup,
    isConcealed: fieldByName(project, targetField)?.field_type === 'text',
    table: [],
  };
};

/** The randomization that an order names, or the one that it sets up. */
const readRandomization = (project: SandboxProject, order: Order): Randomization => {
  if (order.randomization === undefined) return addRandomization(project, order);
  const changed = setupMembers.filter((member) => order[member] !== undefined);
  if (changed.length > 0) {
    throw new ControlError(400, `${changed.join(', ')}: what is set up stays; leave out, or leave out randomization`);
  }
  const all = project.randomizations ?? [];
  const ids = all.map(({ randomizationId }) => String(randomizationId));
  requireKnown('randomization', [String(order.randomization)], ids);
  const found = all.find(({ randomizationId }) => randomizationId === order.randomization);
  if (found === undefined) throw new ControlError(404, 'randomization: there is none of this number');
  return found;
};

const requireCode = (project: SandboxProject, member: string, name: string, value: string): void => {
  const field = fieldByName(project, name);
  if (field === undefined || !isChoice(field)) return;
  requireKnown(
    member,
    [value],
    choicesOf(field).map(({ code }) => code),
  );
};

const readStrata = (
  project: SandboxProject,
  { strata }: Randomization,
  member: string,
  given: Readonly<Record<string, string>>,
): Record<string, string> => {
  const fields = strata.map(({ field }) => field);
  requireKnown(member, Object.keys(given), fields);
  return Object.fromEntries(
    fields.map((field) => {
      const value = given[field];
      if (value === undefined) throw new ControlError(400, `${member}: give a value for "${field}"`);
      requireCode(project, `${member}.${field}`, field, value);
      return [field, value];
    }),
  );
};

const readGroup = (
  project: SandboxProject,
  { byGroup }: Randomization,
  member: string,
  name: string | undefined,
): number | null => {
  if (byGroup !== (name !== undefined)) {
    throw new ControlError(400, `${member}: ${byGroup ? 'name the group that has it' : 'the groups have no own ones'}`);
  }
  if (name === undefined) return null;
  requireKnown(
    member,
    [name],
    project.dags.map(({ uniqueName }) => uniqueName),
  );
  return project.dags.find(({ uniqueName }) => uniqueName === name)?.groupId ?? null;
};

const readAllocations = (project: SandboxProject, randomization: Randomization, order: Order): Allocation[] =>
  order.allocations.map(({ value, number, strata, dataAccessGroup }, index) => {
    const member = `allocations.${String(index)}`;
    requireCode(project, `${member}.value`, randomization.targetField, value);
    return {
      value,
      number,
      strata: readStrata(project, randomization, `${member}.strata`, strata),
      dagId: readGroup(project, randomization, `${member}.dataAccessGroup`, dataAccessGroup),
      ...(order.table === undefined ? {} : { table: order.table }),
      record: null,
    };
  });

const describeRandomization = (project: SandboxProject, randomization: Randomization) => {
  const nameEvent = (eventId: number): string =>
    project.events.find((event) => event.eventId === eventId)?.uniqueEventName ?? '';
  const { randomizationId, targetField, targetEventId, strata, byGroup, table } = randomization;
  return {
    project: project.projectId,
    randomization: randomizationId,
    targetField,
    targetEvent: nameEvent(targetEventId),
    strata: strata.map(({ field, eventId }) => ({ field, event: nameEvent(eventId) })),
    byGroup,
    allocations: table.map((entry) => ({
      value: entry.value,
      number: entry.number,
      strata: entry.strata,
      dataAccessGroup: entry.dagId === null ? null : nameDag(project, entry.dagId),
      table: entry.table ?? null,
      record: entry.record,
    })),
  };
};

/** The routes about randomizations. REDCap shows their numbers and takes their tables on its pages only. */
export const createRandomizationRoutes = (store: SandboxStore): readonly Route[] => [
  {
    method: 'GET',
    path: '/randomizations',
    about: 'the randomizations of all projects with their numbers and tables; ?project= chooses',
    run: ({ query }) => {
      const project = query.get('project');
      const projects = project === null ? [...store.projects.values()] : [findProject(store, project)];
      return projects.flatMap((owner) =>
        (owner.randomizations ?? []).map((randomization) => describeRandomization(owner, randomization)),
      );
    },
  },
  {
    method: 'POST',
    path: '/randomizations',
    about: 'set up a randomization, or add allocations to the table of one',
    run: ({ body }) => {
      const order = readBody(orderSchema, body);
      const project = findProject(store, order.project);
      const randomization = readRandomization(project, order);
      // Everything is checked before anything is stored.
      const allocations = readAllocations(project, randomization, order);
      randomization.table.push(...allocations);
      const others = (project.randomizations ?? []).filter((other) => other !== randomization);
      project.randomizations = [...others, randomization].sort((a, b) => a.randomizationId - b.randomizationId);
      project.settings.randomization_enabled = true;
      return describeRandomization(project, randomization);
    },
  },
];
