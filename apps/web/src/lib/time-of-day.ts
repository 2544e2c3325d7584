const two = (n: number) => String(n).padStart(2, "0");

/** Minutes after midnight as a time field needs them: `04:30`; empty for none. */
export function timeOfDay(minutes: number | null): string {
  return minutes === null ? "" : `${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
}
