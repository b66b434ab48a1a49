import type { FieldReference, LogicNode, SmartReference } from './node.ts';

/** Writes a node as logic text again; `parseLogic` of that gives an equal node. */
export function printLogic(node: LogicNode): string {
  switch (node.kind) {
    case 'number':
      return node.text;
    case 'text':
      return printText(node.text);
    case 'boolean':
      return String(node.value);
    case 'field':
    case 'smart':
      return printReference(node.reference);
    case 'negation':
      return `-${printOperand(node.operand)}`;
    case 'power':
      return `${printOperand(node.base)}^${printOperand(node.exponent)}`;
    case 'chain':
      return [node.first, ...node.rest.flatMap((link) => [link.operator, link.operand])].map(printStep).join(' ');
    case 'comparison':
      return `${printOperand(node.left)} ${node.operator} ${printOperand(node.right)}`;
    case 'condition':
      return node.operands.map(printOperand).join(` ${node.operator} `);
    case 'call':
      return `${node.name}(${node.arguments.map(printLogic).join(', ')})`;
  }
}

function printText(text: string): string {
  if (text.includes("'") && !text.includes('"')) return `"${text}"`;
  return `'${text.replaceAll("'", "\\'")}'`;
}

const printStep = (step: LogicNode | string): string => (typeof step === 'string' ? step : printOperand(step));

const simple: ReadonlySet<LogicNode['kind']> = new Set(['number', 'text', 'boolean', 'field', 'smart', 'call']);

const printOperand = (node: LogicNode): string => (simple.has(node.kind) ? printLogic(node) : `(${printLogic(node)})`);

/** Writes a reference with its brackets. */
function printReference(reference: FieldReference | SmartReference): string {
  const { event, instance } = reference;
  const before = event === undefined ? '' : `[${event}]`;
  const after =
    instance === undefined ? '' : `[${typeof instance === 'number' ? String(instance) : `${instance}-instance`}]`;
  return `${before}[${nameOf(reference)}]${after}`;
}

function nameOf(reference: FieldReference | SmartReference): string {
  if ('smart' in reference) return reference.smart;
  return reference.code === undefined ? reference.field : `${reference.field}(${reference.code})`;
}
