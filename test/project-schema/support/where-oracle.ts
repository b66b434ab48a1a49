import type { Where } from './where-arbitrary.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- records are read as the static graph answers them */

/** What a field is compared as, by the end of its name in the projects of `where-arbitrary.ts`. */
type Kind = 'text' | 'number' | 'integer' | 'time' | 'code' | 'box' | 'file';

const kinds: Readonly<Record<string, Kind>> = {
  text: 'text',
  num: 'number',
  int: 'integer',
  sum: 'number',
  day: 'time',
  at: 'time',
  time: 'time',
  grade: 'code',
  sex: 'code',
  yes: 'code',
  box: 'box',
  scan: 'file',
};

const kindOf = (field: string): Kind => kinds[field.slice(field.lastIndexOf('_') + 1)] ?? 'text';

const isNumber = (text: string): boolean => /^[+-]?\d+(\.\d+)?$/.test(text);

/** The difference of two numbers: of whole ones exactly, of others in double precision. */
const difference = (kind: Kind, left: string, right: string): bigint | number =>
  kind === 'integer' && [left, right].every((text) => /^[+-]?\d+$/.test(text))
    ? BigInt(left) - BigInt(right)
    : Number(left) - Number(right);

/** A value of the caller as REDCap has it. */
const storedForm = (operand: unknown): string => {
  if (typeof operand === 'boolean') return operand ? '1' : '0';
  const text = String(operand);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text)) return text;
  return `${text.replace('T', ' ')}${text.length === 16 ? ':00' : ''}`;
};

const equals = (kind: Kind, raw: string, operand: unknown): boolean => {
  const wanted = storedForm(operand);
  const isSameNumber = isNumber(raw) && isNumber(wanted) && Number(difference(kind, raw, wanted)) === 0;
  return raw === wanted || (['number', 'integer', 'code'].includes(kind) && isSameNumber);
};

const isOrdered = (operator: string, order: bigint | number): boolean =>
  operator === 'gt' ? order > 0 : operator === 'gte' ? order >= 0 : operator === 'lt' ? order < 0 : order <= 0;

const compares = (kind: Kind, raw: string, operator: string, operand: unknown): boolean => {
  const wanted = storedForm(operand);
  if (kind === 'time') return /^\d/.test(raw) && isOrdered(operator, raw < wanted ? -1 : raw > wanted ? 1 : 0);
  return isNumber(raw) && isOrdered(operator, difference(kind, raw, wanted));
};

const holds = (field: string, value: any, operator: string, operand: any): boolean => {
  const kind = kindOf(field);
  const raw: string = value.raw ?? '';
  const missing: string | null = value.missingDataCode?.code ?? null;
  const ticked: string[] = kind === 'box' ? value.checked.map(({ code }: any) => code) : [];
  switch (operator) {
    case 'eq':
      return equals(kind, raw, operand);
    case 'ne':
      return !equals(kind, raw, operand);
    case 'in':
      return operand.some((one: unknown) => equals(kind, raw, one));
    case 'missingDataCode':
      return missing === operand;
    case 'contains':
      return missing === null && raw.toLowerCase().includes(operand.toLowerCase());
    case 'startsWith':
      return missing === null && raw.toLowerCase().startsWith(operand.toLowerCase());
    case 'isBlank':
      return (kind === 'box' ? ticked.length === 0 && missing === null : raw === '') === operand;
    case 'checked':
      return operand.every((code: string) => ticked.includes(code));
    case 'notChecked':
      return operand.every((code: string) => !ticked.includes(code));
    default:
      return missing === null && compares(kind, raw, operator, operand);
  }
};

const statusHolds = (status: string, operator: string, operand: any): boolean => {
  if (operator === 'in') return operand.includes(status);
  return (status === operand) === (operator === 'eq');
};

/** Whether something saved of an instrument is as its filter says, apart from the event. */
const isLike = (filter: Where, saved: any): boolean =>
  Object.entries(filter).every(([key, value]: [string, any]) => {
    if (key === 'event') return true;
    if (key === 'and') return value.every((part: Where) => isLike(part, saved));
    if (key === 'or') return value.some((part: Where) => isLike(part, saved));
    if (key === 'not') return !isLike(value, saved);
    if (key === 'status')
      return Object.entries(value).every(([operator, operand]) => statusHolds(saved.status, operator, operand));
    const cell = saved.values.find(({ field }: any) => field.fieldName === key);
    return Object.entries(value).every(([operator, operand]) => holds(key, cell, operator, operand));
  });

/** What is saved of an instrument in a record, of the filter's event if it has one, and is as the filter says. */
export const savedLike = (instrument: string, filter: Where, record: any): any[] =>
  record.events
    .filter(({ event }: any) => filter['event'] === undefined || event?.uniqueEventName === filter['event'])
    .flatMap(({ event, instruments }: any) => instruments.map((saved: any) => ({ ...saved, event })))
    .filter((saved: any) => saved.instrument.name === instrument && isLike(filter, saved));

/** What a filter means, said of a record as the static graph answers it and without the gateway's code. */
export const isSelected = (where: Where, record: any): boolean =>
  Object.entries(where).every(([key, value]: [string, any]) => {
    switch (key) {
      case 'and':
        return value.every((part: Where) => isSelected(part, record));
      case 'or':
        return value.some((part: Where) => isSelected(part, record));
      case 'not':
        return !isSelected(value, record);
      case 'dataAccessGroups':
        return value.includes(record.dataAccessGroup?.uniqueGroupName ?? '');
      default:
        return savedLike(key, value, record).length > 0;
    }
  });
