import { readAtOnce } from '../plan/mark.ts';
import { errorCodes, type UserErrorShape } from '../writers/user-error.ts';
import { builder } from './builder.ts';
import { describedEnum } from './described-enum.ts';

const ErrorCodeEnum = describedEnum('ErrorCode', "What a mutation's error is about.", errorCodes);

/** The graph's UserError; payloads hold a list of it. */
export const UserError = builder.objectRef<UserErrorShape>('UserError');

UserError.implement({
  description: 'What the caller did wrong or REDCap refused. Faults (REDCap out of order, a bug) are GraphQL errors.',
  extensions: readAtOnce,
  fields: (t) => ({
    code: t.field({
      type: ErrorCodeEnum,
      description: 'The kind of error, for programs to read.',
      resolve: ({ code }) => code,
    }),
    path: t.stringList({
      description:
        'Where the error is in the input, for example `["rows", "3", "values", "0"]`. Empty when it is about the whole input. It holds no data value.',
      resolve: ({ path }) => [...path],
    }),
    message: t.string({
      description: 'What is wrong and what to do, for people to read. It holds no data value.',
      resolve: ({ message }) => message,
    }),
    missingRight: t.string({
      nullable: true,
      description: 'With FORBIDDEN_RIGHT: the right that is missing, by the name that User Rights shows.',
      resolve: ({ missingRight }) => missingRight,
    }),
    isRetryable: t.boolean({
      description: 'True when the same input may succeed later, unchanged.',
      resolve: ({ isRetryable }) => isRetryable,
    }),
    redcapMessage: t.string({
      nullable: true,
      description:
        "REDCap's own words, without tokens and addresses. They may quote values of the input: not for logs.",
      resolve: ({ redcapMessage }) => redcapMessage,
    }),
    operationId: t.string({
      nullable: true,
      description:
        'With UNKNOWN_OUTCOME and PARTIAL_WRITE: names the mutation in `operation(id:)`, which answers later what became of it.',
      resolve: ({ operationId }) => operationId ?? null,
    }),
    retryAfterSeconds: t.int({
      nullable: true,
      description:
        'With REDCAP_UNAVAILABLE, OVERLOADED, RATE_LIMITED and LANE_BUSY: seconds to wait before the same input is sent again, where that is known.',
      resolve: ({ retryAfterSeconds }) => retryAfterSeconds,
    }),
  }),
});
