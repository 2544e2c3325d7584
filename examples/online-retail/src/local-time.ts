/**
 * The instant of a `localTime` in `timeZone` (`2010-12-01 08:26:00`), as ISO text in UTC. In the hour that a clock
 * change repeats it is the later one; in the hour that it skips, the time after the change.
 */
export function instantOf(localTime: string, timeZone: string): string {
  const wall = Date.parse(`${localTime.replace(" ", "T")}Z`);
  if (Number.isNaN(wall)) throw new Error(`"${localTime}" is not a time`);
  // The offsets before and after a clock change differ: the first guess finds the second.
  const guess = wall - offsetAt(wall, timeZone);
  return new Date(wall - offsetAt(guess, timeZone)).toISOString();
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The offset of local time from UTC at this instant, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    // Swedish uses ISO dates.
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      dateStyle: "short",
      timeStyle: "medium",
    });
    formats.set(timeZone, format);
  }
  return Date.parse(`${format.format(at).replace(" ", "T")}Z`) - Math.floor(at / 1000) * 1000;
}
