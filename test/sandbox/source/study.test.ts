import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { studiesFolder, studyFile } from '../../../src/sandbox/source/study.ts';
import { groupXml, itemXml, projectXml } from '../odm/support.ts';

let folder = '';

const xml = (title: string): string =>
  projectXml({
    globals: `<GlobalVariables><StudyName>${title}</StudyName></GlobalVariables>`,
    groups: groupXml('note'),
    items: itemXml('note'),
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'studies-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the file of an invented study', () => {
  it('is the project XML in the folder of its name', () => {
    const path = studyFile('ferry');
    expect(path).toBe(join(studiesFolder, 'ferry', 'project.xml'));
    expect(existsSync(path)).toBe(true);
  });

  it('is not to be had where the folder of the studies is missing, and the error says so', () => {
    const none = join(folder, 'none');
    expect(() => studyFile('ferry', none)).toThrow(
      `--study ferry: the invented studies are not in this installation. ${none} does not exist.`,
    );
  });

  it.each(['', '.', '..', './ferry', 'ferry/.', 'ferry/project.xml'])('is not to be had by a path (%j)', (name) => {
    mkdirSync(join(folder, 'ferry'));
    writeFileSync(join(folder, 'ferry', 'project.xml'), xml('Ferry'));
    expect(() => studyFile(name, folder)).toThrow('there is no study of this name. There are:\n  ferry  Ferry');
  });

  it('is listed with its title, other folders are not', () => {
    mkdirSync(join(folder, 'empty'));
    mkdirSync(join(folder, 'tea'));
    mkdirSync(join(folder, 'long-one'));
    writeFileSync(join(folder, 'tea', 'project.xml'), xml('Tea &amp; more'));
    writeFileSync(join(folder, 'long-one', 'project.xml'), xml('Long'));
    expect(() => studyFile('x', folder)).toThrow(
      '--study x: there is no study of this name. There are:\n  long-one  Long\n  tea       Tea & more',
    );
  });
});
