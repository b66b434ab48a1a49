/** Whether a browser asks for a page to be shown, and not a script for data. */
export const isForPage = (request: Request): boolean => (request.headers.get('accept') ?? '').includes('text/html');

/** Whether a browser wants to show what it asks for. */
export const wantsPage = (request: Request): boolean => request.method === 'GET' && isForPage(request);
