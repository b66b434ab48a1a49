import { LogicError } from './error.ts';
import type { FieldReference, InstanceReference, LogicNode } from './node.ts';
import { eventVariables, instanceVariables, isSmartVariable } from './smart.ts';

interface Place {
  readonly event?: string;
  readonly instance?: InstanceReference;
}

const fieldPattern = /^([A-Za-z][A-Za-z0-9_]*)(?:\((.*)\))?(?::value)?$/;
const eventPattern = /^[A-Za-z0-9_]+$/;

/** Reads brackets that follow each other: `[event][field][instance]`, of which event and instance may be absent. */
export function readReference(parts: readonly string[], position: number): LogicNode {
  const instance = parts.length > 1 ? readInstance(parts.at(-1) ?? '') : undefined;
  const named = instance === undefined ? parts : parts.slice(0, -1);
  const [name = '', event] = [...named].reverse();
  if (named.length > 2)
    throw new LogicError('there are more brackets in a row than event, field and instance', position);
  if (event !== undefined && !eventVariables.has(event) && !eventPattern.test(event)) {
    throw new LogicError('the first of two brackets is not an event', position);
  }
  const place = { ...(event !== undefined && { event }), ...(instance !== undefined && { instance }) };
  return readOperand(name, place, position);
}

function readOperand(name: string, place: Place, position: number): LogicNode {
  const field = readField(name);
  if (field) return { kind: 'field', reference: { ...field, ...place } };
  if (isSmartVariable(name)) return { kind: 'smart', reference: { smart: name, ...place } };
  throw new LogicError('brackets hold neither a field nor a smart variable', position);
}

function readField(name: string): Pick<FieldReference, 'field' | 'code'> | null {
  const [, field, code] = fieldPattern.exec(name) ?? [];
  if (field === undefined) return null;
  return code === undefined ? { field } : { field, code: code.trim() };
}

function readInstance(part: string): InstanceReference | undefined {
  if (/^\d{1,6}$/.test(part)) return Number(part);
  return instanceVariables.has(part) ? (part.replace('-instance', '') as InstanceReference) : undefined;
}
