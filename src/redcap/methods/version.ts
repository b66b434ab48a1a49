import type { Method } from '../method.ts';
import { badAnswer } from './row.ts';

/** Export REDCap Version: `content=version`. Any valid token will do; the cheapest sign of life. */
export const exportVersion: Method<void, string> = {
  name: 'exportVersion',
  content: 'version',
  kind: 'read',
  body: 'text',
  rights: [],
  form: () => ({}),
  decode: ({ value }) => {
    const version = String(value).trim();
    if (!/^\d+\.\d+\.\d+/.test(version) || version.length > 40) throw badAnswer('REDCap answered no version number.');
    return version;
  },
};
