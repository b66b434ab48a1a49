import type { MendedFile } from './mended-file.ts';

/** Settings that are as the file has them. */
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
});
