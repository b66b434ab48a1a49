/**
 * `npm ci` runs it (`prepare`), so that a fresh clone has the workbench. It does nothing where Vite is not installed, as after
 * `npm ci --omit=dev`. That is why it is JavaScript: without the development packages, an older Node may run it.
 */
const isInstalled = () => {
  try {
    import.meta.resolve('vite');
    return true;
  } catch {
    return false;
  }
};

if (isInstalled()) {
  const { buildWorkbench } = await import('./build.ts');
  await buildWorkbench();
}
