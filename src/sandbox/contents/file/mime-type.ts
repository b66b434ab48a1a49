const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  gif: 'image/gif',
  htm: 'text/html',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'text/xml',
  zip: 'application/zip',
};

const UNKNOWN = 'application/octet-stream';

/** The MIME type of an uploaded part, without its parameters. Where the client sent none, the file's name decides. */
export const readFileType = (file: File): string => {
  const sent = (file.type.split(';')[0] ?? '').trim().toLowerCase();
  if (sent !== '' && sent !== UNKNOWN) return sent;
  const extension = /\.([a-z0-9]+)$/i.exec(file.name)?.[1] ?? '';
  return TYPES[extension.toLowerCase()] ?? UNKNOWN;
};
