import { describe, expect, it } from 'vitest';

import { readParameters } from '../../../src/sandbox/call/parameters.ts';

const read = (query: string) => readParameters(new URLSearchParams(query));

describe('a list parameter', () => {
  it.each([
    ['records[0]=1&records[1]=2', ['1', '2']],
    ['records[1]=1&records[2]=2', ['1', '2']],
    ['records[]=1&records[]=2', ['1', '2']],
    ['records[5]=1&records[]=2&records[5]=3', ['3', '2']],
    ['records[a]=1&records[b]=2', ['1', '2']],
    ['records=1,2', ['1', '2']],
    ['records=1, 2 ,', ['1', '2']],
    ['records[0]=a,b', ['a,b']],
    ['records%5B0%5D=a+b&records%5B1%5D=%C3%A9', ['a b', 'é']],
    ['records=', []],
    ['records[0]=', []],
    ['', []],
    ['records=1&records[0]=2', ['2']],
    ['records[0]=1&records=2', ['2']],
  ])('%s is read as PHP reads it', (query, values) => {
    expect(read(query).list('records')).toEqual(values);
  });
});

describe('a text parameter', () => {
  it('is the last of its name', () => {
    expect(read('format=csv&format=json').text('format')).toBe('json');
  });

  it('has a case-sensitive name', () => {
    expect(read('returnformat=json').text('returnFormat')).toBeUndefined();
  });

  it('is not there when an array was sent', () => {
    const parameters = read('record[0]=1');
    expect(parameters.text('record')).toBeUndefined();
    expect(parameters.has('record')).toBe(true);
  });
});

describe('a flag', () => {
  it.each([
    ['x=true', true],
    ['x=TRUE', true],
    ['x=True', true],
    ['x=1', true],
    ['x=false', false],
    ['x=0', false],
    ['x=', false],
    ['x=yes', false],
    ['', false],
  ])('%j is %s', (query, value) => {
    expect(read(query).flag('x')).toBe(value);
  });
});
