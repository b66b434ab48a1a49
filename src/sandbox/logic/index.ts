/** REDCap's logic language: branching logic, calculations and `filterLogic`. */
export { checkReferences } from './check.ts';
export { LogicError } from './error.ts';
export { evaluateCalculation, evaluateLogic, meetsLogic } from './evaluator.ts';
export { fieldsOf, smartVariablesOf } from './node.ts';
export type { FieldReference, InstanceReference, LogicNode, SmartReference } from './node.ts';
export { parseLogic } from './parser.ts';
export { printLogic } from './print.ts';
export { prepareScopes, rowScope } from './scope.ts';
export type { Scope, ScopeOptions } from './scope.ts';
export { formatNumber, toNumber, toText } from './value.ts';
export type { LogicValue } from './value.ts';
