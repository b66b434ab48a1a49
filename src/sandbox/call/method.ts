import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { RequiredRight } from './right.ts';
import type { ProjectStatus } from '../state/project.ts';

/** One API method of the sandbox. `contents/index.ts` lists them all; `app.ts` finds the one that a request means. */
export interface SandboxMethod {
  /** REDCap's title, for example `Export Arms`. */
  readonly title: string;
  /** What the log calls it where that is not the title, for example `Export instruments`. */
  readonly logged?: string;
  readonly content: string;
  /** `export` when REDCap has no action for it; `import` also when `data` alone makes it one. */
  readonly action: string;
  /** Rights by the API's own key that must be above 0, in the order they are checked, with REDCap's refusal. */
  readonly rights: readonly RequiredRight[];
  /** Project statuses in which it works, and what REDCap says in the others. */
  readonly statuses?: { readonly allowed: readonly ProjectStatus[]; readonly refusal: string };
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}

/** A request with the super token: it belongs to no project. */
export type SuperCall = Pick<Call, 'store' | 'parameters' | 'format' | 'returnFormat'>;

/** A method that the super token may call. */
export interface SuperMethod {
  readonly title: string;
  readonly content: string;
  readonly action: string;
  readonly handle: (call: SuperCall) => Answer | Promise<Answer>;
}
