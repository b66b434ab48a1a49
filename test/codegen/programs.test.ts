import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/markdown.ts';

const runNode = (cwd: string, argv: readonly string[]): { status: number | null; stdout: string; stderr: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
};

describe('the committed types of the example documents', () => {
  it('compile with tsc --strict, in programs that use them', () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    expect(runNode(root, [tsc, '--strict', '-p', 'test/codegen'])).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});

describe('npm run codegen', () => {
  it('says how to install GraphQL Code Generator where it is not installed', () => {
    const clone = mkdtempSync(join(tmpdir(), 'codegen-'));
    const files = [
      'package.json',
      'test/codegen/main.ts',
      'test/support/client-libraries.ts',
      'test/support/markdown.ts',
    ];
    for (const file of files) cpSync(join(root, file), join(clone, file));
    const ended = runNode(clone, ['test/codegen/main.ts']);
    rmSync(clone, { recursive: true });
    expect(ended).toEqual({
      status: 1,
      stdout: '',
      stderr: 'The client libraries are not installed: run "npm run install-clients" first.\n',
    });
  });
});
