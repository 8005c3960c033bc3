import { readFileSync } from 'node:fs';
import ts from 'typescript';

const groups = new Set(['describe', 'suite', 'context']);
const cases = new Set(['it', 'specify']);

/**
 * The titles of the tests of a source file, each with those of the groups it stands in, outermost first. A title is the
 * text of its literal as it stands in the source, `${...}` included; one that is no literal is the text of the expression.
 */
export function testTitles(path: string): string[][] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const titles: string[][] = [];
  collect(source, [], titles);
  return titles;
}

function collect(node: ts.Node, chain: readonly string[], titles: string[][]): void {
  const call = calledWithTitle(node);
  if (call !== undefined && cases.has(call.name)) titles.push([...chain, call.title]);
  const inner = call !== undefined && groups.has(call.name) ? [...chain, call.title] : chain;
  ts.forEachChild(node, (child) => {
    collect(child, inner, titles);
  });
}

function calledWithTitle(node: ts.Node): { name: string; title: string } | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const [title] = node.arguments;
  const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : node.expression;
  if (title === undefined || !ts.isIdentifier(callee)) return undefined;
  return { name: callee.text, title: textOf(title) };
}

function textOf(title: ts.Expression): string {
  if (ts.isStringLiteral(title)) return title.text;
  if (ts.isTemplateLiteral(title)) return title.getText().slice(1, -1);
  return title.getText();
}
