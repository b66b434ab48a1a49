import { useRouterState } from '@tanstack/react-router';
import { useState } from 'react';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Names what was asked beside the address, which is in the memory of the page alone. */
    readonly asked?: string;
  }
}

/** What of a question stands in no address. */
export interface PrivateQuestion {
  /** The name of a record that no address can name; blank for none. */
  readonly record: string;
  /** Whether details are shown. They are never there unasked. */
  readonly details: boolean;
}

const NOTHING: PrivateQuestion = { record: '', details: false };

/**
 * What was asked beside the address, and what keeps it: it returns the state that goes into the browser's history, so that a way back
 * leads to the same question.
 */
export const usePrivateQuestion = (): readonly [
  PrivateQuestion,
  (question: PrivateQuestion) => { readonly asked: string },
] => {
  const [kept, setKept] = useState<Readonly<Record<string, PrivateQuestion>>>({});
  const asked = useRouterState({ select: ({ location }) => location.state.asked ?? '' });
  const keep = (question: PrivateQuestion): { readonly asked: string } => {
    // The history outlives a reload of the page, and the memory does not.
    const name = `${performance.timeOrigin} ${Object.keys(kept).length}`;
    setKept((before) => ({ ...before, [name]: question }));
    return { asked: name };
  };
  return [kept[asked] ?? NOTHING, keep];
};
