import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { root } from './markdown.ts';

/** What one file exports, and what it takes from others: each as `file#name`, with `*` for all that a file exports. */
interface FileNames {
  readonly exported: readonly string[];
  readonly taken: readonly string[];
}

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

/** The values that a statement exports. Types are left out: they name parts of a signature for whoever needs them. */
const valuesOf = (statement: ts.Statement): string[] => {
  if (!isExported(statement)) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const isValue = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return isValue && statement.name !== undefined ? [statement.name.text] : [];
};

const namesIn = (bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): string[] =>
  bindings !== undefined && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings))
    ? bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
    : ['*'];

/** The names that a node takes from another file, and that file as it is written. */
const takenBy = (node: ts.Node): { readonly from: ts.Expression | undefined; readonly names: readonly string[] } => {
  if (ts.isImportDeclaration(node)) {
    return { from: node.moduleSpecifier, names: namesIn(node.importClause?.namedBindings) };
  }
  if (ts.isExportDeclaration(node)) return { from: node.moduleSpecifier, names: namesIn(node.exportClause) };
  const isLazy = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isLazy ? { from: node.arguments[0], names: ['*'] } : { from: undefined, names: [] };
};

const readNames = (file: string): FileNames => {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const taken: string[] = [];
  const visit = (node: ts.Node): void => {
    const { from, names } = takenBy(node);
    if (from !== undefined && ts.isStringLiteral(from)) {
      taken.push(...names.map((name) => `${join(dirname(file), from.text)}#${name}`));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { exported: source.statements.flatMap(valuesOf).map((name) => `${file}#${name}`), taken };
};

const filesIn = (folders: readonly string[]): string[] =>
  folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }));

/** Every value that a file of `src` exports, as `file#name`. */
export const exportedValues = (): string[] => filesIn(['src']).flatMap((file) => readNames(file).exported);

/** Those of them that no other file imports, tests and benchmarks included. */
export const unusedValues = (): string[] => {
  const taken = new Set(filesIn(['src', 'test', 'bench']).flatMap((file) => readNames(file).taken));
  return exportedValues().filter((name) => !taken.has(name) && !taken.has(name.replace(/#.*/, '#*')));
};
