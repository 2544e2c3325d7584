import { addDays } from "@daybook/contract/business-time";

export const DAY_PRESETS = [
  "today",
  "yesterday",
  "last7",
  "last30",
  "thisMonth",
  "lastMonth",
] as const;
export type DayPreset = (typeof DAY_PRESETS)[number];

export interface Days {
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;

/** The first and last business day of a range, relative to `today`. Ranges of days end today and include it. */
export function daysOf(preset: DayPreset, today: string): Days {
  const monthStart = `${today.slice(0, 7)}-01`;
  switch (preset) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case "last7":
      return { from: addDays(today, -6), to: today };
    case "last30":
      return { from: addDays(today, -29), to: today };
    case "thisMonth":
      return { from: monthStart, to: today };
    case "lastMonth": {
      const to = addDays(monthStart, -1);
      return { from: `${to.slice(0, 7)}-01`, to };
    }
  }
}

/** The name of a range; null if it has none. */
export function presetOf(
  days: { readonly from?: string | undefined; readonly to?: string | undefined },
  today: string,
): DayPreset | null {
  const found = DAY_PRESETS.find((preset) => {
    const { from, to } = daysOf(preset, today);
    return from === days.from && to === days.to;
  });
  return found ?? null;
}

/** The preceding period of the same length, for comparison. */
export function daysBefore({ from, to }: Days): Days {
  const length = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  return { from: addDays(from, -length), to: addDays(from, -1) };
}
