import { describe, expect, it } from 'vitest';

import { makeSandbox, tokens } from '../../support.ts';

const ask = { token: tokens.classic, content: 'exportFieldNames' };

describe('exporting field names', () => {
  it('lists columns with real codes, statuses last, without file and descriptive fields', async () => {
    const { post } = makeSandbox();
    expect((await post({ ...ask, format: 'csv' })).text).toBe(
      [
        'original_field_name,choice_value,export_field_name',
        'study_id,,study_id',
        'first_name,,first_name',
        'dob,,dob',
        'sex,,sex',
        'comments,,comments',
        'demographics_complete,,demographics_complete',
        'race,1,race___1',
        'race,A,race___a',
        'race,-4,race____4',
        'height,,height',
        'age,,age',
        'smoker,,smoker',
        'health_complete,,health_complete',
        '',
      ].join('\n'),
    );
  });

  it('has columns of missing-data codes for checkboxes', async () => {
    const { postJson, classic } = makeSandbox();
    classic.settings.missing_data_codes = '-99, Unknown | UNK, Not asked';
    expect(await postJson({ ...ask, field: 'race' })).toEqual([
      { original_field_name: 'race', choice_value: '1', export_field_name: 'race___1' },
      { original_field_name: 'race', choice_value: 'A', export_field_name: 'race___a' },
      { original_field_name: 'race', choice_value: '-4', export_field_name: 'race____4' },
      { original_field_name: 'race', choice_value: '-99', export_field_name: 'race____99' },
      { original_field_name: 'race', choice_value: 'UNK', export_field_name: 'race___unk' },
    ]);
  });

  it('refuses an unknown field', async () => {
    const { postJson } = makeSandbox();
    expect(await postJson({ ...ask, field: 'shoe' })).toEqual({
      error: `The following values in the parameter "field" are not valid: 'shoe'`,
    });
  });
});

describe('exporting instruments', () => {
  it('answers names and labels in project order', async () => {
    const { post } = makeSandbox();
    expect((await post({ token: tokens.classic, content: 'instrument' })).text).toBe(
      '<?xml version="1.0" encoding="UTF-8" ?>\n<items>\n' +
        '<item><instrument_name>demographics</instrument_name><instrument_label>Demographics</instrument_label></item>\n' +
        '<item><instrument_name>health</instrument_name>' +
        '<instrument_label><![CDATA[Health & <b>Habits</b>]]></instrument_label></item>\n</items>',
    );
  });
});
