import { placeOfFile } from '../schema/file/file.ts';
import { savedNodeField } from './saved-node.ts';
import type { Fields, StaticTypes } from './static-types.ts';

/** What the answer of a file's mutation has besides in a project's own schema. */
export const filePayloadFields = (statics: StaticTypes): Fields => ({
  savedNode: savedNodeField(
    statics,
    placeOfFile,
    'The instrument that has the field, or its instance, as it is saved now. Null when nothing was done, or nothing of it is saved. It costs one export.',
  ),
});
