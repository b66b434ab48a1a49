import { afterAll } from 'vitest';
import { asStored, type KnownStudy } from './known-study.ts';
import { projectFromXml, startStudy, type Study } from './study.ts';

/**
 * Starts each known study once for a whole test file, for tests that only read, and closes all at its end. Call it at the top
 * of the file.
 */
export const shareStarted = (): ((study: KnownStudy) => Promise<Study>) => {
  const started = new Map<string, Promise<Study>>();
  afterAll(async () => {
    for (const study of started.values()) await (await study).close();
  });
  return (study) => {
    const found = started.get(study.name);
    if (found !== undefined) return found;
    const starting = startStudy({ project: projectFromXml(study.xml()), variants: asStored });
    started.set(study.name, starting);
    return starting;
  };
};
