/** REDCap's project XML (CDISC ODM with REDCap's extensions), in and out. */
export { readProjectXml } from './reader.ts';
export { writeProjectXml } from './writer.ts';
export type { ProjectXmlOptions } from './writer.ts';
export { addUser } from './user.ts';
export type { NewUser } from './user.ts';
export { makeAllRights, makeFlags, rightFlags } from './right.ts';
export { makeSettings } from './setting.ts';
export { ProjectXmlError } from './xml.ts';
