import { useLiveChanges } from './live.ts';

const WORDS = { connecting: 'Connecting', live: 'Live', interrupted: 'Not live' } as const;

/** Says whether what is on the page follows the study. */
export const LiveStatus = () => {
  const state = useLiveChanges();
  return (
    <p className={`live ${state}`} role="status">
      <span aria-hidden="true" />
      {WORDS[state]}
    </p>
  );
};
