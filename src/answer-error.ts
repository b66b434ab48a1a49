import { GraphQLError } from 'graphql';
import { stepsTo, type AnswerPlace } from './answer-text.ts';

/** Errors of an answer that take no value away: what came is in the answer, and the error says what did not. */
export interface AnswerErrors {
  /** Adds an error at its place. The same error at the same place is added once, also where two parts select the place. */
  readonly add: (place: AnswerPlace, error: GraphQLError) => void;
}

/** A place in an answer, as its keys. */
type Path = readonly (string | number)[];

/** The errors that resolvers have added, for who finishes the answer. */
export interface HeldAnswerErrors extends AnswerErrors {
  /** Takes the errors whose places the reader has; all of them unless it is said which. */
  readonly take: (isGiven?: (path: Path) => boolean) => readonly GraphQLError[];
}

const isEverywhere = (): boolean => true;

/** The errors of one answer; none yet. */
export const createAnswerErrors = (): HeldAnswerErrors => {
  let waiting: GraphQLError[] = [];
  const known = new Set<string>();
  return {
    add: (place, error) => {
      const path = stepsTo(place);
      const key = JSON.stringify([path, error.extensions]);
      if (known.has(key)) return;
      known.add(key);
      const { message, nodes, extensions } = error;
      waiting.push(new GraphQLError(message, { nodes: nodes ?? null, path, extensions }));
    },
    take: (isGiven = isEverywhere) => {
      const taken = waiting.filter(({ path = [] }) => isGiven(path));
      if (taken.length > 0) waiting = waiting.filter((error) => !taken.includes(error));
      return taken;
    },
  };
};

/** What answers with errors have in common. */
interface WithErrors {
  readonly errors?: readonly GraphQLError[];
}

/**
 * An answer with further errors. They come first: an answer holds so many errors at most, and where a value is missing that is
 * seen without an error too.
 */
export const withErrors = <Answer extends WithErrors>(answer: Answer, more: readonly GraphQLError[]): Answer =>
  more.length === 0 ? answer : { ...answer, errors: [...more, ...(answer.errors ?? [])] };
