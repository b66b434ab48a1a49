import { describe, expect, it } from 'vitest';
import { readComplaints, reasonOf, reasonsIn } from '../../src/writers/refusal-reason.ts';

const GROUP =
  "The record, or the data access group that is given, is not of the group of the token's user. A user of a group writes records of that group alone.";

const complain = (words: string, value = '70.1'): string => `"1","weight","${value}","${words}"`;

describe("REDCap's words about a value", () => {
  it.each([
    ['The record belongs to another Data Access Group, so its data cannot be imported by this user', GROUP],
    ['Users who belong to a Data Access Group cannot assign records to another Data Access Group', GROUP],
    ['You cannot import data for a record that is not in your DAG', GROUP],
    [
      'This field is on a form that is locked for this record',
      'The record, or the instrument in it, is locked: unlock it in REDCap first.',
    ],
    [
      'The value is already used by another record, and the field is the Secondary Unique Field',
      'Another record has this value already, and the field is the Secondary Unique Field.',
    ],
    ['The value is not a valid category for weight', 'The value is none of the codes of the field.'],
    [
      'The value you provided could not be validated because it does not follow the expected format. Please try again.',
      'The value is not of the form that the validation of the field demands.',
    ],
    [
      "This field ('weight') exists on an instrument that is not designated for the event named 'Baseline (Arm 1)'.",
      'The instrument is not designated for the event.',
    ],
    [
      'redcap_repeat_instance cannot have a value since this instrument or event is not a repeating instrument',
      'The project repeats this instrument or event in another way than the row says. Where the token may not read what repeats, the operator can configure it (`repeating`).',
    ],
    ['This is a calc field, so data cannot be imported into it', 'REDCap takes no values for a field of this type.'],
    ['The record identifier cannot be blank', 'REDCap does not take this record name.'],
    ['This value is odd', null],
  ])('are said in ours: %s', (words, sentence) => {
    const [complaint] = readComplaints(complain(words));
    expect(complaint).toEqual({ record: '1', column: 'weight', words });
    expect(complaint === undefined ? undefined : reasonOf(complaint)).toBe(sentence);
    expect(reasonsIn(complain(words))).toEqual(sentence === null ? [] : [sentence]);
  });

  it('are read apart from the value, which may speak of the same', () => {
    expect(reasonsIn(complain('This value is odd', 'a locked Data Access Group'))).toEqual([]);
  });

  it('give each reason once', () => {
    const two = [complain('The value is not a valid category for weight'), complain('not a valid category')];
    expect(reasonsIn(two.join(' '))).toEqual(['The value is none of the codes of the field.']);
  });
});

describe("REDCap's words about a record", () => {
  it('are said in ours where they are no complaint about a value', () => {
    expect(reasonsIn('The record is in another data access group')).toEqual([GROUP]);
    expect(reasonsIn('New records cannot be created while the project is in Analysis/Cleanup status')).toEqual([
      'The project is in Analysis/Cleanup, where REDCap makes no new records.',
    ]);
    expect(reasonsIn('The data being imported is not formatted correctly as odm')).toEqual([]);
    expect(reasonsIn('The record "locked" does not exist')).toEqual([]);
  });
});
