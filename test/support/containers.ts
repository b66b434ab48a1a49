import ts from 'typescript';

/** A map or set that a file makes once and fills later. */
export interface Container {
  readonly file: string;
  readonly name: string;
}

/** Not WeakMap and WeakSet: they keep nothing that nobody else keeps. */
const KINDS = new Set(['Map', 'Set', 'createBoundedMap']);
const FILLING = new Set(['set', 'add']);

const isContainer = (node: ts.Expression | undefined): boolean => {
  if (node === undefined || !(ts.isNewExpression(node) || ts.isCallExpression(node))) return false;
  return ts.isIdentifier(node.expression) && KINDS.has(node.expression.text);
};

/** The function around a node; undefined where the node is at the top of the file. */
const functionAround = (node: ts.Node): ts.Node | undefined => {
  let above: ts.Node | undefined = node.parent;
  while (above !== undefined && !ts.isFunctionLike(above)) above = above.parent;
  return above;
};

/** Whether a function is written as the argument of a call, as callbacks of loops are. */
const isCallback = (node: ts.Node): boolean => {
  const { parent } = node;
  const isArgument = ts.isCallExpression(parent) || ts.isNewExpression(parent);
  return isArgument && parent.arguments?.some((argument) => argument === node) === true;
};

/** Whether a node is in a function that is called later than the one around the declaration. */
const isLater = (node: ts.Node, home: ts.Node | undefined): boolean => {
  for (let above = functionAround(node); above !== home; above = functionAround(above)) {
    if (above === undefined) return false;
    if (!isCallback(above)) return true;
  }
  return false;
};

/** Whether what a function makes may outlive its caller: by their names, `create…` and `open…` do. */
const isMaker = (home: ts.Node | undefined): boolean => {
  if (home === undefined) return true;
  const { parent } = home;
  return ts.isVariableDeclaration(parent) && /^(?:create|open)/.test(parent.name.getText());
};

const eachNode = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node);
  node.forEachChild((child) => eachNode(child, visit));
};

/** Names that are filled: `name.set(…)`, `this.#name.add(…)`. */
const fillings = (root: ts.Node): { readonly name: string; readonly node: ts.Node }[] => {
  const found: { readonly name: string; readonly node: ts.Node }[] = [];
  eachNode(root, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const { name, expression } = node.expression;
    if (!FILLING.has(name.text)) return;
    if (ts.isIdentifier(expression)) found.push({ name: expression.text, node });
    if (ts.isPropertyAccessExpression(expression)) found.push({ name: expression.name.text, node });
  });
  return found;
};

/** The maps and sets of a file that may outlive the request in which they were made. */
export const findContainers = (file: string, text: string): Container[] => {
  const root = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const filled = fillings(root);
  const found: Container[] = [];
  eachNode(root, (node) => {
    const isField = ts.isPropertyDeclaration(node);
    if (!isField && !ts.isVariableDeclaration(node)) return;
    if (!isContainer(node.initializer)) return;
    const name = node.name.getText(root);
    const home = isField ? undefined : functionAround(node);
    if (!isMaker(home)) return;
    if (filled.some((one) => one.name === name && isLater(one.node, home))) found.push({ file, name });
  });
  return found;
};
