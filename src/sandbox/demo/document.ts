import type { SandboxProject } from '../state/project.ts';

/** A one-page PDF that says one line of ASCII text. */
const makePdf = (line: string): Uint8Array => {
  const content = `BT /F1 14 Tf 72 720 Td (${line.replaceAll(/[()\\]/g, '\\$&')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${String(content.length)} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  const size = String(objects.length + 1);
  text += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  text += `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(start)}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text, 'latin1'));
};

/** One transparent pixel. */
const signature = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const store = (project: SandboxProject, name: string, mimeType: string, bytes: Uint8Array): string => {
  const docId = project.nextDocId++;
  project.files.set(docId, { docId, name, mimeType, bytes });
  return String(docId);
};

/** Stores a PDF in the project; the answer is what the file field holds. */
export const storePdf = (project: SandboxProject, name: string, line: string): string =>
  store(project, name, 'application/pdf', makePdf(line));

/** Stores the picture of a signature; the answer is what the file field holds. */
export const storeSignature = (project: SandboxProject, name: string): string =>
  store(project, name, 'image/png', new Uint8Array(Buffer.from(signature, 'base64')));
