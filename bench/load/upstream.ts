import { startProgram, type Program } from './program.ts';
import type { Stats, UpstreamOptions } from './upstream/option.ts';

/** A REDCap of the benchmarks, in a process of its own. */
export interface Upstream extends Program {
  /** What was asked since the last look. */
  readonly stats: () => Promise<Stats>;
  /** Gives a study whose records are ready so many of them. */
  readonly resize: (records: number) => Promise<void>;
}

/** Starts an upstream. */
export const startUpstream = async (options: UpstreamOptions): Promise<Upstream> => {
  const program = await startProgram('program/upstream.ts', [JSON.stringify(options)]);
  return {
    ...program,
    // `program/upstream.ts` answers so.
    stats: async () => (await (await fetch(`${program.url}stats`)).json()) as Stats,
    resize: async (records) => {
      await (await fetch(`${program.url}records/${String(records)}`)).text();
    },
  };
};
