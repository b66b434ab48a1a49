import { z } from 'zod';

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

/** Which pages of browsers may call, as the file has it. */
export const corsSchema = z.strictObject({
  origins: z
    .array(
      z.string().refine(isOrigin, {
        error: 'must be an exact origin such as "https://dashboard.example.org"; "*" is not possible',
      }),
    )
    .default([])
    .describe('Web origins whose pages may call the gateway.'),
});
