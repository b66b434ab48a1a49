import { createSandbox } from '../http/app.ts';
import type { SandboxHandler } from '../http/listen.ts';
import { listenSandbox } from '../http/listen.ts';
import type { SandboxStore } from '../state/store.ts';
import { createControl } from './control.ts';

/** Where a sandbox and its control address listen. */
export interface ServeOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Port of the control address, always on this machine; 0 takes any free one, null is for none. */
  readonly controlPort: number | null;
  /** Put around both handlers, for example to save what they change. */
  readonly keep?: (handler: SandboxHandler) => SandboxHandler;
}

/** A sandbox that listens, with its control address. */
export interface ServedSandbox {
  /** Ends in `/api/`. */
  readonly url: string;
  /** Ends in `/`; null when there is none. */
  readonly controlUrl: string | null;
  readonly close: (graceMs?: number) => Promise<void>;
}

const listenControl = async (handler: SandboxHandler, port: number) => {
  const listening = await listenSandbox(handler, { host: '127.0.0.1', port, portOption: '--control-port' });
  return { url: new URL('/', listening.url).href, close: listening.close };
};

/** Puts a store on a socket, with its control address. Rejects with one sentence for the operator when it cannot listen. */
export const serveSandbox = async (store: SandboxStore, options: ServeOptions): Promise<ServedSandbox> => {
  const { host, port, controlPort, keep = (handler) => handler } = options;
  const api = createSandbox(store);
  if (controlPort === null) return { ...(await listenSandbox(keep(api), { host, port })), controlUrl: null };
  const control = createControl(store);
  const sandbox = await listenSandbox(keep(control.watch(api)), { host, port });
  try {
    const address = await listenControl(keep(control.handle), controlPort);
    return {
      url: sandbox.url,
      controlUrl: address.url,
      close: async (graceMs) => {
        control.faults.clear();
        await Promise.all([sandbox.close(graceMs), address.close(graceMs)]);
      },
    };
  } catch (error) {
    await sandbox.close(0);
    throw error;
  }
};
