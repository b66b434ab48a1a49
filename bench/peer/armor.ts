import type { EnvelopArmorPlugin } from '@escape.tech/graphql-armor';

/** Limits like the gateway's own. The cost is bounded so that it lets 400 fields pass. */
export const armor: Parameters<typeof EnvelopArmorPlugin>[0] = {
  maxTokens: { n: 5_000 },
  maxDepth: { n: 15 },
  maxAliases: { n: 30 },
  maxDirectives: { n: 50 },
  costLimit: { maxCost: 100_000 },
};
