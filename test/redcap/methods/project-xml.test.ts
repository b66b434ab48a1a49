import { describe, expect, it } from 'vitest';
import { readRepeatingXml } from '../../../src/redcap/methods/project-xml.ts';
import { createDemoProject } from '../../../src/sandbox/demo/study.ts';
import { writeProjectXml } from '../../../src/sandbox/odm/index.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';

const demoXml = (): string =>
  writeProjectXml(createDemoProject(createStore({ seed: 'study' })), { metadataOnly: true });

/** The bytes in chunks of a size, and how many chunks were read. */
const chunked = (
  text: string,
  size: number,
): { readonly body: AsyncIterable<Uint8Array>; readonly read: () => number } => {
  const bytes = Buffer.from(text);
  let count = 0;
  const body = (async function* () {
    for (let at = 0; at < bytes.length; at += size) {
      count += 1;
      yield await Promise.resolve(bytes.subarray(at, at + size));
    }
  })();
  return { body, read: () => count };
};

const xmlOf = (globals: string): string =>
  `<?xml version="1.0" encoding="UTF-8" ?>
<ODM xmlns="http://www.cdisc.org/ns/odm/v1.3" xmlns:redcap="https://projectredcap.org">
<Study OID="Project.Small"><GlobalVariables><StudyName>Small</StudyName>${globals}</GlobalVariables>
<MetaDataVersion OID="m" Name="Small"></MetaDataVersion></Study></ODM>`;

const classic = `<redcap:RepeatingInstrumentsAndEvents><redcap:RepeatingInstruments>
<redcap:RepeatingInstrument redcap:UniqueEventName="event_1_arm_1" redcap:RepeatInstrument="visit" redcap:CustomLabel="day [day] é"/>
</redcap:RepeatingInstruments></redcap:RepeatingInstrumentsAndEvents>`;

describe('what repeats by a project XML', () => {
  it.each([1, 7, 65_536])('is what the demo study has, in chunks of %i bytes', async (size) => {
    const rows = await readRepeatingXml(chunked(demoXml(), size).body);
    expect(rows?.map(({ event_name, form_name }) => `${String(event_name)} ${form_name}`)).toEqual([
      'baseline_arm_1 adverse_events',
      'baseline_arm_1 concomitant_medications',
      '21_day_follow_up_arm_1 adverse_events',
      '21_day_follow_up_arm_1 concomitant_medications',
      '90_day_follow_up_arm_1 adverse_events',
      '90_day_follow_up_arm_1 concomitant_medications',
      'unscheduled_arm_1 ',
      'baseline_arm_2 adverse_events',
      'baseline_arm_2 concomitant_medications',
      '21_day_follow_up_arm_2 adverse_events',
      '21_day_follow_up_arm_2 concomitant_medications',
      '90_day_follow_up_arm_2 adverse_events',
      '90_day_follow_up_arm_2 concomitant_medications',
      'unscheduled_arm_2 ',
    ]);
  });

  it('has the labels, and the event of a classic project', async () => {
    expect(await readRepeatingXml(chunked(xmlOf(classic), 3).body)).toEqual([
      { event_name: 'event_1_arm_1', form_name: 'visit', custom_form_label: 'day [day] é' },
    ]);
  });

  it('is read without what stands behind it', async () => {
    const { body, read } = chunked(xmlOf(classic) + '<'.repeat(100_000), 100);
    expect(await readRepeatingXml(body)).toHaveLength(1);
    expect(read()).toBeLessThan(10);
  });

  it.each([
    ['that says nothing of it', xmlOf('')],
    ['that breaks off before its end', xmlOf(classic).slice(0, 400)],
    ['that is broken before it', xmlOf('<b></a>' + classic)],
    ['with a character that no XML may have', xmlOf(`<redcap:ProjectNotes>\u0001</redcap:ProjectNotes>${classic}`)],
    ['that is something else', 'record_id,age\n1,2\n'],
    ['that is empty', ''],
  ])('is not known by an XML %s', async (_what, text) => {
    expect(await readRepeatingXml(chunked(text, 50).body)).toBeNull();
  });
});
