import { exportArgs } from '../../graph/need.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { ExportRecordPlacesArgs, RecordPlaces } from '../../redcap/methods/record-place.ts';
import type { FindNames } from './arrival.ts';
import type { KnownExportOptions } from './known-export.ts';
import { needOf } from './selection.ts';

/**
 * Finds out which of some records there are, by an export of nothing but their names. It is another export than that of their
 * data, in another format, so that what takes rows from one is not likely to take them from both.
 */
export const createNameSearch =
  (design: KnownExportOptions['design'], read: (args: ExportRecordPlacesArgs) => Promise<RecordPlaces>): FindNames =>
  async (names) => {
    const known = await design();
    const recordIdField = known.recordIdField.fieldName;
    const args = {
      ...exportArgs(needOf([]), known),
      records: names,
      recordIdField,
      looked: [],
      dataAccessGroups: null,
    };
    try {
      const found = new Set((await read(args)).names.map((name) => name.toLowerCase()));
      return new Set(names.filter((name) => found.has(name.toLowerCase())));
    } catch (error) {
      // REDCap's CSV spells some names in a way that cannot be read. Then the records are asked for as if they were there.
      if (error instanceof RedcapError && error.code === 'REDCAP_BAD_RESPONSE') return new Set(names);
      throw error;
    }
  };
