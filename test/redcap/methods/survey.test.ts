import { describe, expect, it } from 'vitest';
import {
  exportSurveyAccessCode,
  exportSurveyLink,
  exportSurveyParticipants,
  exportSurveyQueueLink,
  exportSurveyReturnCode,
} from '../../../src/redcap/methods/survey.ts';

const badResponse = expect.objectContaining({ code: 'REDCAP_BAD_RESPONSE' }) as Error;
const where = { record: '1', instrument: 'health', event: 'visit_1_arm_1', repeatInstance: 2 };

describe('surveys', () => {
  it('are named by record, instrument, event and instance', () => {
    const form = { record: '1', instrument: 'health', event: 'visit_1_arm_1', repeat_instance: 2 };
    for (const method of [exportSurveyLink, exportSurveyAccessCode, exportSurveyReturnCode]) {
      expect(method.form(where)).toEqual(form);
    }
    expect(exportSurveyQueueLink.form({ record: '1' })).toEqual({ record: '1' });
    expect(exportSurveyParticipants.form({ instrument: 'health' })).toEqual({ instrument: 'health', event: undefined });
  });

  it('give links and codes that are not repeated blindly where asking may make a participant', () => {
    expect([exportSurveyLink.kind, exportSurveyAccessCode.kind]).toEqual(['write', 'write']);
    expect([exportSurveyReturnCode.kind, exportSurveyQueueLink.kind]).toEqual(['read', 'read']);
  });

  it('have links that are links', () => {
    const link = 'https://redcap.example.org/surveys/?s=ABCDEF1234';
    expect(exportSurveyLink.decode({ value: `${link}\n` }, where)).toBe(link);
    for (const value of ['', 'no', 'javascript:x', 'https://a b']) {
      expect(() => exportSurveyLink.decode({ value }, where)).toThrow(badResponse);
      expect(() => exportSurveyQueueLink.decode({ value }, { record: '1' })).toThrow(badResponse);
    }
  });

  it.each(['TNRPL4MLX', '7XD93MT3', 'x'.repeat(32)])('have codes of any length: %s', (code) => {
    expect(exportSurveyAccessCode.decode({ value: code }, where)).toBe(code);
    expect(exportSurveyReturnCode.decode({ value: code }, where)).toBe(code);
  });

  it('have codes without blanks', () => {
    for (const value of ['', 'not a code']) {
      expect(() => exportSurveyReturnCode.decode({ value }, where)).toThrow(badResponse);
    }
  });

  it('list participants with or without a record and a queue', () => {
    const value = [{ email: 'a@b.c', email_occurrence: '1', response_status: 2, survey_link: 'https://x', extra: 1 }];
    expect(exportSurveyParticipants.decode({ value }, { instrument: 'health' })).toEqual([
      {
        email: 'a@b.c',
        email_occurrence: 1,
        identifier: '',
        record: '',
        invitation_sent_status: null,
        invitation_send_time: '',
        response_status: 2,
        survey_access_code: '',
        survey_link: 'https://x',
        survey_queue_link: '',
      },
    ]);
  });
});
