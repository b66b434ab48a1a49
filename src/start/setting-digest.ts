import { createHash } from 'node:crypto';
import { Secret } from '../config/secret.ts';

/** Maps and sets as lists, and secrets as what they are: `JSON.stringify` would leave them out. */
const asPlain = (value: unknown): unknown => {
  if (value instanceof Secret) return ['secret', value.reveal()];
  if (value instanceof Map || value instanceof Set) return Array.from<unknown>(value).map(asPlain);
  if (Array.isArray(value)) return value.map(asPlain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, asPlain(own)]));
};

/** The same text for equal settings, and another for others. It is compared within the process and shown to nobody. */
export const digestSetting = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(asPlain(value)) ?? '')
    .digest('base64url');
