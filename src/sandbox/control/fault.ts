import { z } from 'zod';

import { faults } from '../fault/index.ts';
import type { FaultPlan } from '../fault/plan.ts';
import type { Route } from './route.ts';
import { ControlError, readBody } from './route.ts';

const count = z.int().min(1);

const faultSchema = z.strictObject({
  fault: z.string(),
  match: z
    .strictObject({
      content: z.string().exactOptional(),
      action: z.string().exactOptional(),
      format: z.string().exactOptional(),
      project: z.int().exactOptional(),
      username: z.string().exactOptional(),
    })
    .exactOptional(),
  nth: count.exactOptional(),
  times: count.exactOptional(),
  probability: z.number().min(0).max(1).exactOptional(),
  seed: z.int().exactOptional(),
  commit: z.boolean().exactOptional(),
  settings: z
    .strictObject({
      delayMs: z.int().min(1).max(600_000).exactOptional(),
      rows: z.int().min(0).exactOptional(),
      retryAfterSeconds: z.int().min(0).exactOptional(),
      status: z.int().min(300).max(399).exactOptional(),
      location: z.string().exactOptional(),
      mebibytes: z.int().min(1).max(4096).exactOptional(),
      callsPerMinute: z.int().min(0).exactOptional(),
    })
    .exactOptional(),
});

const inject = (plan: FaultPlan, body: unknown): unknown => {
  const order = readBody(faultSchema, body);
  try {
    return plan.inject(order);
  } catch (error) {
    if (error instanceof RangeError) throw new ControlError(400, error.message);
    throw error;
  }
};

/** The routes about faults. */
export const createFaultRoutes = (plan: FaultPlan): readonly Route[] => [
  {
    method: 'GET',
    path: '/faults',
    about: 'the faults that wait for calls, and all kinds of fault',
    run: () => ({
      injected: plan.list(),
      known: faults.map(({ name, about, settings }) => ({ fault: name, about, settings })),
    }),
  },
  { method: 'POST', path: '/faults', about: 'inject a fault', run: ({ body }) => inject(plan, body) },
  {
    method: 'POST',
    path: '/faults/release',
    about: 'let the calls go that the fault `hold` keeps',
    run: () => {
      plan.release();
      return {};
    },
  },
  {
    method: 'DELETE',
    path: '/faults',
    about: 'take all faults away; a ban is lifted, held calls go',
    run: () => ({ cleared: plan.clear() }),
  },
  {
    method: 'DELETE',
    path: '/faults/:fault',
    about: 'take one fault away, by its id',
    run: ({ id }) => {
      const cleared = plan.clear(Number(id));
      if (cleared === 0)
        throw new ControlError(404, `No fault with the id ${id} waits for calls. GET /faults lists them.`);
      return { cleared };
    },
  },
];
