import type { MutationResolver } from './mutation-operation.ts';

/** What a payload, or a row of one, has of errors. */
interface WithErrors {
  readonly errors?: unknown;
  readonly rows?: unknown;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const noteErrors = ({ errors }: WithErrors, codes: Set<string>): void => {
  for (const error of listOf(errors)) {
    if (isObject(error) && 'code' in error && typeof error.code === 'string') codes.add(error.code);
  }
};

/** Notes the codes of a payload's errors, whether or not they were selected. */
const notePayload = (payload: unknown, codes: Set<string>): void => {
  if (!isObject(payload)) return;
  noteErrors(payload, codes);
  const { rows }: WithErrors = payload;
  for (const row of listOf(rows)) if (isObject(row)) noteErrors(row, codes);
};

/** The reason that an input gives for its write. */
const reasonIn = (args: unknown): string | null => {
  const input = isObject(args) && 'input' in args ? args.input : null;
  return isObject(input) && 'reason' in input && typeof input.reason === 'string' ? input.reason : null;
};

/**
 * A mutation that notes why it is made, for the audit, and the codes of its payload, for the log. An error in a payload is no
 * error of the response.
 */
export const asNoted =
  <Source, Args>(resolve: MutationResolver<Source, Args>): MutationResolver<Source, Args> =>
  async (source, args, context, info) => {
    const payload: unknown = await resolve(source, args, { ...context, reason: reasonIn(args) }, info);
    notePayload(payload, context.cost.tally.codes);
    return payload;
  };
