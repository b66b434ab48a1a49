import type { ReadinessSignal } from '../gateway/health.ts';
import type { State } from '../state/state.ts';

/** The state of a gateway, open until it is closed. */
export interface OpenState {
  readonly state: State;
  /** The file in which it outlives the process; null where it ends with it. */
  readonly file: string | null;
  /** True where other gateways have it too. */
  readonly isShared: boolean;
  /** True when another secret has sealed what is in the file, so that it cannot be read. */
  readonly isOtherSecret: boolean;
  /** Whether it can be used now, where it is outside of the process. */
  readonly signals: readonly ReadinessSignal[];
  readonly close: () => Promise<void>;
}
