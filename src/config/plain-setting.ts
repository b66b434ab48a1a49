import type { MendedFile } from './mended-file.ts';

/** Settings that are as the file has them. Those of the proxies before the gateway belong together. */
export const asInFile = ({
  redcap,
  audit,
  metrics,
  backups,
  changes,
  pressure,
  graphiql,
  workbench,
  introspection,
  compression,
  logLevel,
  trustedProxies,
  forwardedHeader,
}: MendedFile) => ({
  redcap,
  audit,
  metrics,
  backups,
  changes,
  pressure,
  graphiql,
  workbench,
  introspection,
  compression,
  logLevel,
  trustedProxies: { addresses: trustedProxies, header: forwardedHeader },
});
