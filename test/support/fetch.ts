import type { Study } from './study.ts';

/** Fetches what a download address of a study stands for; null when it is too old. */
export const fetchDownload = async (
  study: Study,
  downloadUrl: string,
): Promise<{ readonly fileName: string; readonly contentType: string; readonly bytes: Buffer } | null> => {
  const reply = await (await study.shared.downloads.find(downloadUrl.slice('/files/'.length)))?.open();
  if (reply === undefined) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of reply.body) chunks.push(chunk);
  return { fileName: reply.fileName, contentType: reply.contentType, bytes: Buffer.concat(chunks) };
};
