/** What logic computes with: text (also every stored value; '' is blank), numbers, and the outcome of conditions. */
export type LogicValue = string | number | boolean;

const numeric = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/** The number that a value is or looks like; null for blanks and other text. True is 1 and false is 0. */
export function toNumber(value: LogicValue): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const text = value.trim();
  if (!numeric.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

/** The value as REDCap would store it: numbers by `formatNumber`, true as 1 and false as 0. */
export function toText(value: LogicValue): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'number' ? formatNumber(value) : value;
}

/** Whether a condition is met: as in PHP, everything but false, 0, '' and '0' meets it. */
export function isTrue(value: LogicValue): boolean {
  return value !== '' && value !== '0' && value !== 0 && value !== false;
}

/** A result, or '' where there is none, as for a root of a negative number. */
export const orBlank = (number: number): LogicValue => (Number.isFinite(number) ? number : '');

/**
 * A number as PHP turns it into text, without trailing zeros. It has 14 significant digits, so that 0.1 + 0.2 is 0.3.
 * It never has an exponent, because REDCap's own number validation would refuse one. '' when it is not finite.
 */
export function formatNumber(number: number): string {
  if (!Number.isFinite(number)) return '';
  const [digits = '0', exponent = '0'] = Number(number.toPrecision(14)).toExponential().split('e');
  return placePoint(digits, Number(exponent));
}

function placePoint(digits: string, exponent: number): string {
  const sign = digits.startsWith('-') ? '-' : '';
  const plain = digits.replace(/[-.]/g, '');
  if (/^0+$/.test(plain)) return '0';
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${plain}`;
  const whole = plain.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = plain.slice(exponent + 1);
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`;
}
