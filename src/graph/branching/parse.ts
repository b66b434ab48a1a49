import type { Arithmetic, Comparator, Expression } from './expression.ts';
import { takesArguments } from './function.ts';
import { readTokens, type Token } from './token.ts';

/** What is nested deeper is not evaluated: the parser and the evaluator call themselves once a level. */
const DEEPEST = 100;

/** The logic cannot be evaluated; never leaves this file. */
class NotEvaluable extends Error {}

const comparators: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

const moments = /^\s*(today|now)\s*$/i;

type ResolveReference<Reference> = (parts: readonly string[]) => Reference | null;

class Parser<Reference> {
  private readonly tokens: readonly Token[];
  private readonly resolve: ResolveReference<Reference>;
  private position = 0;
  private depth = 0;

  constructor(tokens: readonly Token[], resolve: ResolveReference<Reference>) {
    this.tokens = tokens;
    this.resolve = resolve;
  }

  parse(): Expression<Reference> {
    const expression = this.nested(() => this.chain('or'));
    if (this.position < this.tokens.length) throw new NotEvaluable();
    return expression;
  }

  private nested(parse: () => Expression<Reference>): Expression<Reference> {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new NotEvaluable();
    const expression = parse();
    this.depth -= 1;
    return expression;
  }

  /** Takes the next token when it is this word or symbol. */
  private take(kind: 'word' | 'symbol', ...values: readonly string[]): string | null {
    const token = this.tokens[this.position];
    if (token?.kind !== kind || !values.includes(token.value)) return null;
    this.position += 1;
    return token.value;
  }

  private expect(symbol: string): void {
    if (this.take('symbol', symbol) === null) throw new NotEvaluable();
  }

  private chain(kind: 'and' | 'or'): Expression<Reference> {
    const part = (): Expression<Reference> => (kind === 'or' ? this.chain('and') : this.comparison());
    const parts = [part()];
    while (this.take('word', kind) !== null) parts.push(part());
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind, parts };
  }

  /** `a = b = c` is left out: where it ends is not written down anywhere. */
  private comparison(): Expression<Reference> {
    const left = this.sum();
    const operator = this.take('symbol', ...comparators);
    if (operator === null) return left;
    return { kind: 'compare', operator: operator as Comparator, left, right: this.sum() };
  }

  private sum(): Expression<Reference> {
    return this.computation(['+', '-'], () => this.computation(['*', '/'], () => this.power()));
  }

  private computation(operators: readonly Arithmetic[], operand: () => Expression<Reference>): Expression<Reference> {
    const first = operand();
    const rest: { operator: Arithmetic; operand: Expression<Reference> }[] = [];
    for (let operator = this.take('symbol', ...operators); operator; operator = this.take('symbol', ...operators)) {
      rest.push({ operator: operator as Arithmetic, operand: operand() });
    }
    return rest.length === 0 ? first : { kind: 'compute', first, rest };
  }

  /** One power and no more, without a sign before it: REDCap's own text asks for brackets, `(a)^(b)`. */
  private power(): Expression<Reference> {
    const base = this.operand();
    if (this.take('symbol', '^') === null) return base;
    if (base.kind === 'negate') throw new NotEvaluable();
    return { kind: 'compute', first: base, rest: [{ operator: '^', operand: this.operand() }] };
  }

  private operand(): Expression<Reference> {
    if (this.take('symbol', '-') !== null) {
      return { kind: 'negate', operand: this.nested(() => this.operand()) };
    }
    if (this.take('symbol', '(') !== null) {
      const inner = this.nested(() => this.chain('or'));
      this.expect(')');
      // A sign inside brackets is not a sign before them.
      return inner.kind === 'negate' ? { kind: 'compute', first: inner, rest: [] } : inner;
    }
    const token = this.tokens[this.position];
    this.position += 1;
    switch (token?.kind) {
      case 'number':
      case 'text':
        return { kind: 'literal', value: token.value };
      case 'reference':
        return this.reference(token.parts);
      case 'word':
        return this.word(token.value);
      default:
        throw new NotEvaluable();
    }
  }

  private reference(parts: readonly string[]): Expression<Reference> {
    const reference = this.resolve(parts);
    if (reference === null) throw new NotEvaluable();
    return { kind: 'reference', reference };
  }

  private word(name: string): Expression<Reference> {
    if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true' };
    this.expect('(');
    const args: Expression<Reference>[] = [];
    if (this.take('symbol', ')') === null) {
      do args.push(this.nested(() => this.chain('or')));
      while (this.take('symbol', ',') !== null);
      this.expect(')');
    }
    if (!takesArguments(name, args.length) || args.some(isMoment)) throw new NotEvaluable();
    return { kind: 'call', name, args };
  }
}

/** The day of the asking is no property of the record, and REDCap's clock is not the gateway's. */
const isMoment = (argument: Expression<unknown>): boolean =>
  argument.kind === 'literal' && typeof argument.value === 'string' && moments.test(argument.value);

/**
 * A logic as an expression, its references resolved. Null when the text is not of the language, when it uses what cannot
 * be evaluated for sure (unknown functions, `today`), or when `resolve` does not know a reference.
 */
export const parseLogic = <Reference>(
  logic: string,
  resolve: ResolveReference<Reference>,
): Expression<Reference> | null => {
  const tokens = readTokens(logic);
  if (tokens === null || tokens.length === 0) return null;
  try {
    return new Parser(tokens, resolve).parse();
  } catch (error) {
    if (error instanceof NotEvaluable) return null;
    throw error;
  }
};
