/** The browser's older way. The newer one is refused to pages that came by plain HTTP from another host. */
const copySelection = (text: string): boolean => {
  const place = document.createElement('textarea');
  place.value = text;
  place.readOnly = true;
  document.body.append(place);
  place.select();
  const isDone = document.execCommand('copy');
  place.remove();
  return isDone;
};

/** Puts a text on the clipboard. Whether that worked is the answer. */
export const copyText = async (text: string): Promise<boolean> => {
  // The browser's types have it always.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined) return copySelection(text);
  return clipboard.writeText(text).then(
    () => true,
    () => copySelection(text),
  );
};
