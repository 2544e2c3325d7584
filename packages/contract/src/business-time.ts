/**
 * Business dates. A sale at 00:30 in a shop whose day ends at 04:00 belongs to the previous day, and two days a year
 * have 23 or 25 hours. Dates are therefore calculated here and stored; no query calculates a date in the database.
 */
export interface ShopClock {
  readonly timeZone: string;
  /** Minutes after midnight at which the business day starts. */
  readonly dayCutoffMinutes: number;
}

export interface BusinessTime {
  /** `2026-03-01`. */
  readonly businessDate: string;
  /** Hour of local time in the shop, 0 to 23. */
  readonly hour: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
// Zones change their offset at quarter hours of UTC at the finest, so the offset within a quarter hour is constant.
const SPAN = 15 * MINUTE;
const FIRST_DAY = Date.parse("0000-01-01T00:00:00Z");
const MAX_CACHED = 4096;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/** The business date and hour of an instant (UTC milliseconds). */
export function businessTime(clock: ShopClock, at: number): BusinessTime {
  const local = at + offsetAt(clock.timeZone, at);
  return {
    businessDate: dateOf(local - clock.dayCutoffMinutes * MINUTE),
    hour: Math.floor((((local % DAY) + DAY) % DAY) / (60 * MINUTE)),
  };
}

/** The first instant of a business day, in UTC milliseconds. */
export function startOfBusinessDay(clock: ShopClock, businessDate: string): number {
  const wall = Date.parse(`${businessDate}T00:00:00Z`) + clock.dayCutoffMinutes * MINUTE;
  // When clocks go back, local time shows this minute twice; when they go forward, possibly never. The offsets of the
  // day before and the day after are those on both sides of a change.
  const guesses = [wall - DAY, wall + DAY].map((at) => wall - offsetAt(clock.timeZone, at));
  const begun = (at: number): boolean => businessTime(clock, at).businessDate >= businessDate;
  let start = Math.min(...guesses);
  if (begun(start)) return start;
  // If clocks skip this minute (midnight in Chile, once a year), the day starts at the change.
  while (!begun(start)) start = (Math.floor(start / SPAN) + 1) * SPAN;
  return Math.min(start, Math.max(...guesses));
}

/**
 * The instant of a local time (`2026-03-01T09:30:00`), in UTC milliseconds: the earlier one if clocks show it twice, and
 * counted from before the change if they skip it.
 */
export function instantAt(timeZone: string, local: string): number {
  const wall = Date.parse(`${local}Z`);
  const guesses = [wall - DAY, wall + DAY].map((at) => wall - offsetAt(timeZone, at));
  const shown = guesses.filter((at) => at + offsetAt(timeZone, at) === wall);
  return shown.length > 0 ? Math.min(...shown) : Math.max(...guesses);
}

/**
 * An instant (ISO 8601, any offset) in the shop's local time, to the second and with its offset:
 * `2026-03-01T09:30:00+01:00`. The offset is in whole minutes, as ISO 8601 requires.
 */
export function localInstant(timeZone: string, instant: string): string {
  const at = Date.parse(instant);
  const minutes = Math.round(offsetAt(timeZone, at) / MINUTE);
  const local = new Date(at + minutes * MINUTE).toISOString().slice(0, 19);
  const two = (n: number): string => String(n).padStart(2, "0");
  const ahead = Math.abs(minutes);
  return `${local}${minutes < 0 ? "-" : "+"}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}

/**
 * The calendar day `days` after (or, negative, before) a business date; never before year 0, because years have four
 * digits.
 */
export function addDays(businessDate: string, days: number): string {
  const at = Date.parse(`${businessDate}T00:00:00Z`) + days * DAY;
  return dateOf(Math.max(at, FIRST_DAY));
}

function dateOf(local: number): string {
  return new Date(local).toISOString().slice(0, 10);
}

/** The offset of the zone's local time from UTC at this instant, in milliseconds. */
function offsetAt(timeZone: string, at: number): number {
  let known = offsets.get(timeZone);
  if (known === undefined) offsets.set(timeZone, (known = new Map()));
  const span = Math.floor(at / SPAN);
  let offset = known.get(span);
  if (offset === undefined) {
    if (known.size >= MAX_CACHED) known.clear();
    known.set(span, (offset = computeOffset(timeZone, span * SPAN)));
  }
  return offset;
}

function computeOffset(timeZone: string, at: number): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timeZone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const wall = Date.UTC(
    part["year"] ?? 0,
    (part["month"] ?? 1) - 1,
    part["day"] ?? 1,
    part["hour"] ?? 0,
    part["minute"] ?? 0,
    part["second"] ?? 0,
  );
  return wall - at;
}
