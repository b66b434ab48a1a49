import { startGateway } from './gateway.ts';
import type { Target } from './measure.ts';
import { byHand, staticGraph, typedGraph } from './operation.ts';
import { startPeers } from './peer.ts';
import { startProgram, type Program } from './program.ts';
import { studyFieldsOf } from './study.ts';
import { startUpstream, type Upstream } from './upstream.ts';
import type { UpstreamOptions } from './upstream/option.ts';

/** Everything that is measured over one upstream, each program in a process of its own. */
export interface Stage extends AsyncDisposable {
  readonly upstream: Upstream;
  readonly gateway: Program;
  readonly bareServer: Program;
  readonly floor: Target;
  readonly proxy: Target;
  /** The typed graph and the static one, of one gateway. */
  readonly graphs: readonly Target[];
  /** None where they are not installed. */
  readonly peers: readonly Target[];
}

/** Starts all programs over a study whose records are ready. */
export const setUp = async (options: Omit<UpstreamOptions, 'study'>): Promise<Stage> => {
  const programs = new AsyncDisposableStack();
  const upstream = programs.use(await startUpstream({ ...options, study: 'ready' }));
  const fields = studyFieldsOf(options.fields ?? 20);
  const start = async (name: string): Promise<Program> =>
    programs.use(await startProgram(`program/${name}.ts`, [upstream.url, upstream.token]));
  const floor = { name: 'floor', program: await start('floor'), upstream, graph: byHand(fields) };
  const proxy = { name: 'proxy', program: await start('proxy'), upstream, graph: byHand(fields) };
  const bareServer = await start('bare-server');
  const gateway = programs.use(await startGateway(upstream));
  const graphs = [typedGraph(fields), staticGraph(fields)].map((graph) => ({
    name: graph.name,
    program: gateway,
    upstream,
    graph,
  }));
  const peers = await startPeers(programs, upstream, fields);
  return {
    upstream,
    gateway,
    bareServer,
    floor,
    proxy,
    graphs,
    peers,
    [Symbol.asyncDispose]: () => programs.disposeAsync(),
  };
};
