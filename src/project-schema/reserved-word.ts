import { specifiedScalarTypes } from 'graphql';

const wordsOf = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Names that GraphQL keeps for its own values; they can be no value of an enum. */
const graphqlValues = wordsOf('true false null');

/** What every object of JavaScript has: graphql-js takes it for a given field of an input that a client sends as JSON. */
const inherited = Object.getOwnPropertyNames(Object.prototype);

/**
 * Words that a program cannot use as a name, by language. Only words that the language reserves everywhere: `type` or `match`
 * stay as they are. Words with capitals, such as `None`, are left out, as no name of REDCap has capitals.
 */
export const languageWords: Readonly<Record<string, readonly string[]>> = {
  typescript: wordsOf(`
    await break case catch class const continue debugger default delete do else enum export extends false finally for
    function if implements import in instanceof interface let new null package private protected public return static
    super switch this throw true try typeof var void while with yield`),
  python: wordsOf(`
    and as assert async await break class continue def del elif else except finally for from global if import in is
    lambda nonlocal not or pass raise return try while with yield`),
  r: wordsOf('break else for function if in next repeat while'),
  kotlin: wordsOf(`
    as break class continue do else false for fun if in interface is null object package return super this throw true
    try typealias typeof val var when while`),
  swift: wordsOf(`
    as associatedtype await break case catch class continue default defer deinit do else enum extension fallthrough false
    fileprivate for func guard if import in init inout internal is let nil open operator precedencegroup private protocol
    public repeat rethrows return self static struct subscript super switch throw throws true try typealias var where
    while`),
};

/** Words that no field, value of an enum or field of an input is called. */
export const reservedWords: ReadonlySet<string> = new Set([
  ...graphqlValues,
  ...inherited,
  ...Object.values(languageWords).flat(),
]);

/**
 * Types that a generator writes, or that its language has, and that an instrument's type would hide. `Query` and `Mutation`
 * are in every schema already. SDL takes a type `Subscription` for the root of subscriptions.
 */
export const builtInTypeNames: readonly string[] = [
  ...specifiedScalarTypes.map(({ name }) => name),
  'Subscription',
  // GraphQL Code Generator.
  ...wordsOf('DocumentType Exact FragmentType Incremental InputMaybe MakeEmpty MakeMaybe MakeOptional Maybe Scalars'),
  // TypeScript and JavaScript.
  ...wordsOf(`
    Array Awaited BigInt Blob Boolean Date Document Error Event Exclude Extract File Function Map Node Number Object Omit
    Parameters Partial Pick Promise Proxy Readonly Record Request Required Response Set String Symbol Uint8Array
    Undefined Unknown`),
  // Python.
  ...wordsOf('Any BaseModel Bool Bytes Decimal Dict Enum Exception Float Int List None Optional Tuple Type Union'),
  // Kotlin and Swift.
  ...wordsOf(`
    Char Character Class Codable Collection Data Double Nothing Operation Pair Protocol Result Self Sequence Throwable
    Unit Uuid Url Void`),
];
