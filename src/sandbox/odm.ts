/** REDCap's project XML (CDISC ODM with REDCap's extensions), in and out. */
export { readProjectXml } from './odm/reader.ts';
export { writeProjectXml } from './odm/writer.ts';
export type { ProjectXmlOptions } from './odm/writer.ts';
export { addUser } from './odm/user.ts';
export type { NewUser } from './odm/user.ts';
export { makeAllRights, makeFlags, rightFlags } from './odm/right.ts';
export { makeSettings } from './odm/setting.ts';
export { ProjectXmlError } from './odm/xml.ts';
