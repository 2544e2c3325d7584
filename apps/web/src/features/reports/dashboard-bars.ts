import type { Dashboard } from "@daybook/contract/reports";
import type { Bar } from "../../components/bar-chart.tsx";
import type { LinkTarget } from "../../lib/link-target.ts";
import type { Formats } from "../../lib/format.ts";
import { dashboardTexts as texts } from "../../texts/en/dashboard.ts";

/** A shop's usual hours; earlier and later ones are shown when something was sold then. */
const OPENS = 8;
const CLOSES = 19;

/** One bar for each hour from opening to closing, also for hours without a sale. */
export function hourBars(byHour: Dashboard["byHour"], formats: Formats): Bar[] {
  const traded = byHour.filter(({ receipts, takingsMinor }) => receipts > 0 || takingsMinor !== 0);
  const byNumber = new Map(traded.map((row) => [row.hour, row]));
  const first = Math.min(OPENS, ...byNumber.keys());
  const last = Math.max(CLOSES, ...byNumber.keys());
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const hour = first + index;
    const row = byNumber.get(hour);
    const value = row?.takingsMinor ?? 0;
    const label = String(hour).padStart(2, "0");
    return {
      key: label,
      label,
      name: texts.hourName(label),
      value,
      text: formats.money(value),
      note: formats.count(row?.receipts ?? 0),
    };
  });
}

/** One bar for each of the last days, oldest first. */
export function dayBars(
  lastDays: Dashboard["lastDays"],
  formats: Formats,
  linkOf: (businessDate: string) => LinkTarget,
): Bar[] {
  return lastDays.map(({ businessDate, takingsMinor, receipts }) => ({
    key: businessDate,
    label: formats.shortDay(businessDate),
    name: formats.longDay(businessDate),
    value: takingsMinor,
    text: formats.money(takingsMinor),
    note: formats.count(receipts),
    link: linkOf(businessDate),
  }));
}
