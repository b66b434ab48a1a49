import { startGateway } from './gateway.ts';
import type { Target } from './measure.ts';
import { byHand, staticGraph, typedGraph } from './operation.ts';
import { peerGraphOf, startPeers } from './peer.ts';
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

/** What a stage is for. */
export interface StageOptions extends Omit<UpstreamOptions, 'study'> {
  /** How many of the study's fields lists ask for; all of them unless given. */
  readonly selected?: number;
  /** Whether the peers are started, where they are installed; yes unless given. */
  readonly peers?: boolean;
}

/** Starts all programs over a study whose records are ready. */
export const setUp = async ({ selected, peers: hasPeers = true, ...options }: StageOptions): Promise<Stage> => {
  await using programs = new AsyncDisposableStack();
  const upstream = programs.use(await startUpstream({ ...options, study: 'ready' }));
  const fields = studyFieldsOf(options.fields ?? 20);
  const asked = fields.slice(0, selected);
  const start = async (name: string): Promise<Program> =>
    programs.use(await startProgram(`program/${name}.ts`, [upstream.url, upstream.token]));
  const floor = { name: 'floor', program: await start('floor'), upstream, graph: byHand(asked) };
  const proxy = { name: 'proxy', program: await start('proxy'), upstream, graph: byHand(asked) };
  const bareServer = await start('bare-server');
  const gateway = programs.use(await startGateway(upstream));
  const graphs = [typedGraph(asked), staticGraph(asked)].map((graph) => ({
    name: graph.name,
    program: gateway,
    upstream,
    graph,
  }));
  const peers = hasPeers ? await startPeers(programs, upstream, fields.length, asked) : [];
  const started = programs.move();
  return {
    upstream,
    gateway,
    bareServer,
    floor,
    proxy,
    graphs,
    peers,
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
};

/** The floor, the graphs and the peers of a stage, asked for these fields. */
export const graphsOf = ({ floor, graphs, peers }: Stage, fields: readonly string[]): readonly Target[] => [
  { ...floor, graph: byHand(fields) },
  ...[typedGraph(fields), staticGraph(fields)].flatMap((graph, index) => {
    const target = graphs[index];
    return target === undefined ? [] : [{ ...target, graph }];
  }),
  ...peers.map((target) => ({ ...target, graph: peerGraphOf(target.name, fields) })),
];
