import type { ProjectSource } from '../../../loaders/project-source.ts';
import type { Method } from '../../../redcap/method.ts';
import type { ReadBack, Standing } from '../../life.ts';

/** Whether what a call was to bring about is there now; null where that cannot be found out. */
export type Look<Args> = (source: ProjectSource, args: Args) => Promise<Standing | null>;

/** A look at what became of a call of one method, by what the journal holds of the call. */
export interface MethodLook {
  readonly method: string;
  readonly look: Look<unknown>;
}

/** The look for one method. `Args` is what the calls of the method are journalled with. */
export const lookFor = <Args>({ name }: Pick<Method<never, unknown>, 'name'>, look: Look<Args>): MethodLook => ({
  method: name,
  // The journal holds under a method's name what was journalled with that method, and nothing else.
  look: look as Look<unknown>,
});

/** How several things that were sent together stand, each by whether it is there. */
export const standTogether = (readBacks: readonly ReadBack[]): Standing => {
  const seen = readBacks.filter((readBack) => readBack !== 'unseen');
  if (seen.length === 0) return 'unclear';
  if (!seen.includes(true)) return seen.length === readBacks.length ? 'untouched' : 'unclear';
  if (seen.includes(false)) return 'partly';
  return seen.length === readBacks.length ? 'done' : 'unclear';
};
