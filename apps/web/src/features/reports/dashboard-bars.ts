import type { Dashboard, HourFigures } from "@daybook/contract/reports";
import type { Bar } from "../../components/bar-chart.tsx";
import type { LinkTarget } from "../../lib/link-target.ts";
import type { Formats } from "../../lib/format.ts";
import { dashboardTexts as texts } from "../../texts/en/dashboard.ts";
import { usualTakings } from "./usual-day.ts";

/** Default opening hours until the shop's usual sales hours are known. */
const OPENS = 8;
const CLOSES = 19;

/** One bar per hour in which the shop usually has sales, and for any other hour with a sale today. */
export function hourBars(
  { byHour, usualByHour }: Pick<Dashboard, "byHour" | "usualByHour">,
  formats: Formats,
): Bar[] {
  const today = byNumber(byHour.filter((row) => row.receipts > 0 || row.takingsMinor !== 0));
  const usual = byNumber(usualByHour);
  const usually = usual.size > 0 ? [...usual.keys()] : [OPENS, CLOSES];
  const first = Math.min(...usually);
  const open = Array.from({ length: Math.max(...usually) - first + 1 }, (_, n) => first + n);
  return [...new Set([...open, ...today.keys()])]
    .toSorted((a, b) => a - b)
    .map((hour) => {
      const label = String(hour).padStart(2, "0");
      const row = today.get(hour);
      return {
        key: label,
        label,
        name: texts.hourName(label),
        value: row?.takingsMinor ?? 0,
        text: formats.money(row?.takingsMinor ?? 0),
        note: formats.count(row?.receipts ?? 0),
        usual: usual.get(hour)?.takingsMinor ?? 0,
      };
    });
}

function byNumber(rows: readonly HourFigures[]): ReadonlyMap<number, HourFigures> {
  return new Map(rows.map((row) => [row.hour, row]));
}

/** One bar per day, oldest first, with the average of its weekday. */
export function dayBars(
  lastDays: Dashboard["lastDays"],
  formats: Formats,
  linkOf: (businessDate: string) => LinkTarget,
): Bar[] {
  return lastDays.map(({ businessDate, takingsMinor, receipts }) => ({
    key: businessDate,
    label: formats.weekdayAndDay(businessDate),
    name: formats.longDay(businessDate),
    value: takingsMinor,
    text: formats.money(takingsMinor),
    note: formats.count(receipts),
    usual: usualTakings(lastDays, businessDate),
    link: linkOf(businessDate),
  }));
}
