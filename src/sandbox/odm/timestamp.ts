const pad = (value: number): string => String(value).padStart(2, '0');

/** A moment as REDCap writes it: `YYYY-MM-DD HH:MM:SS` in server-local time. */
export const formatTimestamp = (moment: Date): string =>
  `${String(moment.getFullYear())}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())} ` +
  `${pad(moment.getHours())}:${pad(moment.getMinutes())}:${pad(moment.getSeconds())}`;
