import { z } from 'zod';
import { isOrigin } from '../../gateway/cors.ts';

/** What an origin has to be, wherever it is given. */
export const ORIGIN_WANTED = 'must be an exact origin such as "https://dashboard.example.org"; "*" is not possible';

/** An origin, as a browser sends it. */
export const originSchema = z.string().refine(isOrigin, { error: ORIGIN_WANTED });

/** Which pages of browsers may call, as the file has it. */
export const corsSchema = z.strictObject({
  origins: z.array(originSchema).default([]).describe('Web origins whose pages may call the gateway.'),
});
