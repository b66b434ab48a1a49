import { z } from 'zod';

const seconds = z.number().min(0).max(3600);

/** How the gateway stops, as the file has it. */
export const stopSchema = z.strictObject({
  drainSeconds: seconds
    .optional()
    .describe(
      'Seconds for which the port stays open after SIGTERM while /ready says no; 1, and 0 in front of the sandbox. A load balancer has to notice within them.',
    ),
  finishSeconds: seconds
    .default(6)
    .describe(
      'Seconds after that for requests and writes under way. What is left is answered then. With the other times of a stop this fits the 10 seconds of "docker stop".',
    ),
});
