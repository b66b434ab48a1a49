import { reportOperation, type OperationReport, type OperationState } from '../../writers/operation/report.ts';
import { builder } from '../builder.ts';
import { describedEnum } from '../described-enum.ts';

const states = {
  RUNNING: 'It has not ended: a gateway works at it.',
  NOT_SENT: 'Nothing of it was sent to REDCap. It may be sent again.',
  DONE: 'All of it is done.',
  PARTLY: 'Some of it is done and some is not.',
  NOT_DONE: 'REDCap refused it, or it was never sent. It may be sent again, once it is right.',
  UNKNOWN: 'It was sent, and what became of it could not be found out. See howToCheck.',
} as const;

const stateNames: Readonly<Record<OperationState, keyof typeof states>> = {
  running: 'RUNNING',
  'not sent': 'NOT_SENT',
  done: 'DONE',
  partly: 'PARTLY',
  'not done': 'NOT_DONE',
  unknown: 'UNKNOWN',
};

const OperationStateEnum = describedEnum('OperationState', 'What became of a mutation.', states);

const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

const OperationRef = builder.objectRef<OperationReport>('Operation').implement({
  description:
    'What became of one run of a mutation. A gateway notes it before it sends anything, and looks at REDCap where the answer was lost or where it died itself. It is remembered for 30 days.',
  fields: (t) => ({
    id: t.id({ description: 'As `operationId` of an error has it.', resolve: ({ id }) => id }),
    state: t.field({
      type: OperationStateEnum,
      description: 'What became of it. Where that is not known yet, the gateway looks now.',
      resolve: ({ state }) => stateNames[state],
    }),
    mutation: t.exposeString('mutation', { description: 'Name of the mutation.' }),
    project: t.exposeString('project', {
      nullable: true,
      description: 'Key of the project; null for a new project.',
    }),
    startedAt: t.string({
      description: 'When it began: in UTC, such as `2026-03-31T14:05:00.000Z`.',
      resolve: ({ startedAt }) => timeOf(startedAt),
    }),
    endedAt: t.string({
      nullable: true,
      description: 'When it ended, in UTC; null while it has not, or when its gateway died.',
      resolve: ({ endedAt }) => (endedAt === null ? null : timeOf(endedAt)),
    }),
    doneCount: t.int({
      description: 'Writes of it that are known to be done. An import writes part by part, most mutations once.',
      resolve: ({ ends }) => ends.done,
    }),
    notDoneCount: t.int({
      description: 'Writes of it that are known not to be done.',
      resolve: ({ ends }) => ends['not done'],
    }),
    howToCheck: t.exposeString('howToCheck', {
      nullable: true,
      description: 'How a person finds out what became of it; null where that is known.',
    }),
  }),
});

builder.queryField('operation', (t) =>
  t.field({
    type: OperationRef,
    nullable: true,
    description:
      "What became of a mutation of this caller, by the `operationId` of its error. Null where the gateway has none with this id, or where it is another caller's. While it is not known, each query costs a look at REDCap.",
    args: { id: t.arg.id({ required: true, description: 'The `operationId` of an error.' }) },
    resolve: (_root, { id }, context) => reportOperation(context, id),
  }),
);
