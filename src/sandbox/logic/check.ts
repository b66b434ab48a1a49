import type { SandboxProject } from '../state/project.ts';
import { fieldsOf, smartVariablesOf } from './node.ts';
import type { LogicNode } from './node.ts';
import { readSetting } from './setting.ts';
import { eventVariables } from './smart.ts';

/** What is wrong with the names in a logic text: fields and events that the project does not have. Empty when all is well. */
export function checkReferences(node: LogicNode, project: SandboxProject): string[] {
  const setting = readSetting(project);
  const events = new Set(setting.events.map(({ event }) => event.uniqueEventName));
  const problems = fieldsOf(node)
    .filter(({ field }) => !setting.fields.has(field))
    .map(({ field }) => `there is no field "${field}" in the project`);
  for (const { event } of [...fieldsOf(node), ...smartVariablesOf(node)]) {
    if (event !== undefined && !eventVariables.has(event) && !events.has(event)) {
      problems.push(`there is no event "${event}" in the project`);
    }
  }
  return [...new Set(problems)];
}
