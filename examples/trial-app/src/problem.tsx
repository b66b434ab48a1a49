import { CombinedGraphQLErrors } from '@apollo/client/errors';

interface ProblemProps {
  readonly error: Error;
  readonly onRetry?: () => void;
}

/** What went wrong, in the words of the gateway, which hold no value of a participant. */
export const Problem = ({ error, onRetry }: ProblemProps) => (
  <div className="problem" role="alert">
    <p>
      {CombinedGraphQLErrors.is(error)
        ? error.errors.map(({ message }) => message).join(' ')
        : 'The gateway cannot be reached. Nothing of what you see may be current.'}
    </p>
    {onRetry !== undefined && (
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    )}
  </div>
);
