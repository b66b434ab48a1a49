import { escapeUTF8 } from 'entities';
import { isForPage } from './page-request.ts';

/** A page for a person who followed a link of an app. It runs nothing and loads nothing. */
const pageOf = (message: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>The file cannot be downloaded</title>
</head>
<body>
<h1>The file cannot be downloaded</h1>
<p>${escapeUTF8(message)}</p>
<p>Go back to the page with the link, load it anew, and follow its link again.</p>
</body>
</html>
`;

/** A refusal as it is for a program, with a page in the place of its body where a browser asks for one. */
export const forBrowser = (request: Request, refusal: Response, message: string): Response => {
  if (!isForPage(request)) return refusal;
  const headers = new Headers(refusal.headers);
  headers.set('content-type', 'text/html; charset=utf-8');
  return new Response(pageOf(message), { status: refusal.status, headers });
};
