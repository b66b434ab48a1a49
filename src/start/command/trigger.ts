import { secretOf } from '../secret.ts';
import { readConfig } from '../surroundings.ts';
import type { Surroundings } from '../surroundings.ts';
import { triggerPathOf } from '../trigger.ts';

const USAGE = 'Name a project of the configuration, for example: redcap-graphql trigger stroke2 --config gateway.json';

/** Prints the address to which REDCap sends the Data Entry Trigger of a project. */
export const runTrigger = ({ argv, env, out }: Pick<Surroundings, 'argv' | 'env' | 'out'>): void => {
  const [project, ...options] = argv;
  if (project === undefined || project.startsWith('-')) throw new Error(USAGE);
  const config = readConfig({ argv: options, env });
  if (config.secret === null) {
    throw new Error(
      'The address holds a secret that is derived from "secret" of the configuration, and there is none. Configure it first ' +
        '(docs/configuration.md).',
    );
  }
  if (!config.projects.some(({ key }) => key === project)) {
    const keys = config.projects.map(({ key }) => key).join(', ');
    throw new Error(`The configuration has no project with this key. It has: ${keys}`);
  }
  const address = `${config.publicUrl ?? `http://${config.host}:${String(config.port)}`}${triggerPathOf(secretOf(config), project)}`;
  out.write(
    `${address}\n\nIn REDCap: Project Setup, Additional customizations, Data Entry Trigger. Whoever knows the address can have the\n` +
      'gateway look at REDCap, and nothing else. REDCap must reach it; the gateway reads nothing of what REDCap sends.\n',
  );
};
