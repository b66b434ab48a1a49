/** A page that a web server, a proxy or REDCap shows to people. */
export const makePage = (title: string, text: string): string =>
  `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">\n<html><head><title>${title}</title></head>\n` +
  `<body><h1>${title}</h1>\n<p>${text}</p></body></html>\n`;

/** REDCap's words to an address that it has banned. */
export const bannedText =
  'Your IP address (127.0.0.1) has been banned due to suspected abuse. Thus, you cannot use REDCap. ' +
  'Contact an administrator to have the ban lifted.';

/** REDCap's words while an administrator has taken it offline. */
export const offlineText =
  'REDCap is currently offline. Please return at another time. We apologize for any inconvenience.';

/** REDCap's words when it cannot reach its database. */
export const databaseText =
  'The hostname (db.example.org) / username (redcap) / password (XXXXXX) combination could not connect to the database server.';
