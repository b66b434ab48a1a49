import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { RequiredRight } from './right.ts';
import type { ProjectStatus } from '../state/project.ts';

/**
 * One API method of the sandbox. `contents/index.ts` lists all methods, and `http/app.ts` finds the one that a request
 * means.
 */
export interface SandboxMethod {
  /** REDCap's title, for example `Export Arms`. */
  readonly title: string;
  /** The name in the log where it is not the title, for example `Export instruments`. */
  readonly logged?: string;
  readonly content: string;
  /** `export` where REDCap has no action. `import` also where `data` alone makes the call an import. */
  readonly action: string;
  /** The rights that must be above 0, in the order in which they are checked, with REDCap's refusals. */
  readonly rights: readonly RequiredRight[];
  /** The project statuses in which the method works, and REDCap's refusal in the others. */
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
