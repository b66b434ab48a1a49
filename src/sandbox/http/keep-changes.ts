import type { Archive } from '../state/archive.ts';
import type { SandboxHandler } from './listen.ts';

/** A handler that has the archive save after every POST, because any POST may have changed something. */
export const keepChanges =
  (handler: SandboxHandler, archive: Archive): SandboxHandler =>
  async (request) => {
    try {
      return await handler(request);
    } finally {
      if (request.method === 'POST') archive.touch();
    }
  };
