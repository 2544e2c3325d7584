/** Dates as files write them. */
import { DATE_ORDERS } from "@daybook/contract/imports";
import type { DateOrder } from "@daybook/contract/imports";

/** A date of a file, with the time if the file has it. */
export interface DateText {
  /** `2026-03-01`. */
  readonly day: string;
  /** `09:30:00`. */
  readonly time: string | null;
  /** `Z`, or the offset from UTC as `+01:00`. */
  readonly offset: string | null;
}

const PARTS = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?:(?:T|,?\s+)(.+))?$/;
const TIME =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:([ap])\.?m\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** Where the year, the month and the day are among the three parts. */
const PLACES: Readonly<Record<DateOrder, readonly [number, number, number]>> = {
  ymd: [0, 1, 2],
  mdy: [2, 0, 1],
  dmy: [2, 1, 0],
};

/** A date in this order; null if it is none. A year in front is read as such in every order. */
export function readDate(text: string, order: DateOrder): DateText | null {
  const [, first = "", , second = "", third = "", rest] = PARTS.exec(text.trim()) ?? [];
  if (order === "ymd" && first.length !== 4) return null;
  const parts = [first, second, third];
  const [year, month, day] = PLACES[first.length === 4 ? "ymd" : order].map(
    (place) => parts[place] ?? "",
  );
  const date = dayOf(year ?? "", month ?? "", day ?? "");
  if (date === null) return null;
  if (rest === undefined) return { day: date, time: null, offset: null };
  const time = timeOf(rest);
  return time === null ? null : { day: date, ...time };
}

function dayOf(year: string, month: string, day: string): string | null {
  if (year.length !== 4 && year.length !== 2) return null;
  const date = `${year.padStart(4, "20")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = Date.parse(`${date}T00:00:00Z`);
  // A day beyond the end of its month would be one of the next month.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? null : date;
}

function timeOf(text: string): { readonly time: string; readonly offset: string | null } | null {
  const found = TIME.exec(text.trim());
  if (found === null) return null;
  const [, hours = "", minutes = "", seconds = "00", half, offset] = found;
  const hour = hourOf(Number(hours), half?.toLowerCase());
  if (hour === null || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const time = `${String(hour).padStart(2, "0")}:${minutes}:${seconds}`;
  if (offset === undefined) return { time, offset: null };
  const plain = offset.toUpperCase().replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2");
  return { time, offset: plain };
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour > 23 ? null : hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === "p" ? 12 : 0);
}

/** Finds the order in which a whole column writes its dates: the one in which most of them are dates. */
export class DateOrderFinder {
  #last = "";
  readonly #counts: Record<DateOrder, number> = { ymd: 0, mdy: 0, dmy: 0 };

  add(text: string): void {
    if (text === "" || text === this.#last) return;
    this.#last = text;
    for (const order of DATE_ORDERS) if (readDate(text, order) !== null) this.#counts[order]++;
  }

  /** Null if the column can be read in two orders, or has no dates. */
  found(): DateOrder | null {
    const most = Math.max(...Object.values(this.#counts));
    const orders = DATE_ORDERS.filter((order) => this.#counts[order] === most);
    // Where every year is in front, the dates are the same in all orders.
    if (most > 0 && orders.includes("ymd")) return "ymd";
    return orders.length === 1 ? (orders[0] ?? null) : null;
  }
}
