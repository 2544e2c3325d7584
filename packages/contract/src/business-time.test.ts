import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, businessTime, localInstant, startOfBusinessDay } from "./business-time.ts";

const CLOCKS = [
  ["Europe/London", 0, "2026-03-29"],
  ["Europe/London", 90, "2026-03-29"],
  ["Europe/London", 240, "2026-10-25"],
  ["America/New_York", 150, "2026-03-08"],
  ["America/New_York", 0, "2026-11-01"],
  ["America/Santiago", 0, "2026-09-06"],
  ["America/Havana", 0, "2026-03-08"],
  ["America/Havana", 0, "2026-11-01"],
  // The minute at which the day begins comes twice.
  ["Europe/Berlin", 120, "2026-10-25"],
  ["Europe/Berlin", 150, "2026-10-25"],
  ["America/New_York", 90, "2026-11-01"],
  ["Africa/Casablanca", 120, "2026-02-15"],
  ["Africa/Cairo", 0, "2026-04-24"],
  ["Asia/Beirut", 0, "2026-03-29"],
  ["Australia/Lord_Howe", 120, "2026-10-04"],
  ["Pacific/Auckland", 180, "2026-09-27"],
  ["Pacific/Auckland", 37, "2026-09-27"],
  ["Asia/Kathmandu", 240, "2026-06-01"],
] as const;

for (const [timeZone, dayCutoffMinutes, day] of CLOCKS) {
  test(`${day} begins in ${timeZone}, ${dayCutoffMinutes} minutes after midnight, with its business date`, () => {
    const clock = { timeZone, dayCutoffMinutes };
    for (const date of [day, addDays(day, 1)]) {
      const start = startOfBusinessDay(clock, date);
      expect(businessTime(clock, start).businessDate).toBe(date);
      expect(businessTime(clock, start - 1).businessDate).toBe(addDays(date, -1));
    }
  });
}

const MINUTE = 60_000;
const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/Sao_Paulo",
  "America/Santiago",
  "Pacific/Apia",
  "Africa/Casablanca",
];

/** The same by what a clock on the wall shows: before the cut-off it is still yesterday. */
function byTheWall(timeZone: string) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    dateStyle: "short",
    timeStyle: "short",
    calendar: "iso8601",
  });
  return (dayCutoffMinutes: number, at: number) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
    const two = (type: Intl.DateTimeFormatPartTypes) => String(number(type)).padStart(2, "0");
    const year = number("year") < 100 ? 2000 + number("year") : number("year");
    const date = `${year}-${two("month")}-${two("day")}`;
    const minutes = number("hour") * 60 + number("minute");
    return {
      businessDate: minutes < dayCutoffMinutes ? addDays(date, -1) : date,
      hour: number("hour"),
    };
  };
}

/** The instants between 2010 and 2030 at which a zone's clocks change, to the minute. */
function changesOf(timeZone: string): number[] {
  const offset = (at: number) =>
    Date.parse(localInstant(timeZone, new Date(at).toISOString()).slice(0, 19) + "Z") - at;
  const changes: number[] = [];
  const end = Date.UTC(2030, 0);
  for (let at = Date.UTC(2010, 0); at < end; at += 24 * 60 * MINUTE) {
    let [low, high] = [at, at + 24 * 60 * MINUTE];
    if (offset(low) === offset(high)) continue;
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    changes.push(high);
  }
  return changes;
}

test.each(ZONES)(
  "[fault A8] in %s every minute has the business date of local time, also when the clocks change",
  (timeZone) => {
    const wall = byTheWall(timeZone);
    const around = changesOf(timeZone).slice(-2);
    for (const change of around)
      for (let at = change - 30 * 60 * MINUTE; at < change + 30 * 60 * MINUTE; at += MINUTE)
        expect(businessTime({ timeZone, dayCutoffMinutes: 240 }, at)).toEqual(wall(240, at));
    const instants = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2035, 0) });
    const anyMinute = fc.tuple(instants, fc.integer({ min: 0, max: 12 * 60 }));
    fc.assert(
      fc.property(anyMinute, ([at, dayCutoffMinutes]) => {
        const clock = { timeZone, dayCutoffMinutes };
        const { businessDate } = businessTime(clock, at);
        expect(businessTime(clock, at)).toEqual(wall(dayCutoffMinutes, at));
        expect(startOfBusinessDay(clock, businessDate)).toBeLessThanOrEqual(at);
      }),
      { numRuns: 300 },
    );
  },
);

test.each([
  ["2026-03-29T01:30:00Z", "2026-03-28"],
  ["2026-03-29T02:00:00Z", "2026-03-29"],
  ["2026-10-25T02:30:00Z", "2026-10-24"],
  ["2026-10-25T03:00:00Z", "2026-10-25"],
])("[fault A8] in Berlin with a cut-off at 04:00, %s belongs to %s", (instant, businessDate) => {
  const clock = { timeZone: "Europe/Berlin", dayCutoffMinutes: 240 };
  expect(businessTime(clock, Date.parse(instant)).businessDate).toBe(businessDate);
});

test.each([
  ["Europe/Berlin", "2026-03-29T00:59:59.900Z", "2026-03-29T01:59:59+01:00"],
  ["Europe/Berlin", "2026-03-29T01:00:00.000Z", "2026-03-29T03:00:00+02:00"],
  ["Asia/Kathmandu", "2026-01-01T00:00:00Z", "2026-01-01T05:45:00+05:45"],
  ["America/St_Johns", "2026-01-01T01:00:00Z", "2025-12-31T21:30:00-03:30"],
  ["UTC", "2026-01-01T01:00:00+02:00", "2025-12-31T23:00:00+00:00"],
  // Before zones had whole minutes: 53 minutes and 28 seconds ahead.
  ["Europe/Berlin", "1890-01-01T00:00:00Z", "1890-01-01T00:53:00+00:53"],
])("[fault A10] in %s, %s is written as %s", (zone, instant, written) => {
  expect(localInstant(zone, instant)).toBe(written);
  expect(Date.parse(localInstant(zone, instant))).toBe(
    Math.floor(Date.parse(instant) / 1000) * 1000,
  );
});

test("a year that does not have four digits is refused", () => {
  expect(addDays("0000-01-20", -30)).toBe("0000-01-01");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
});
