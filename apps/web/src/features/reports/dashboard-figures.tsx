import type { Dashboard } from "@daybook/contract/reports";
import { Compare, Figure, Figures } from "../../components/figures.tsx";
import type { Formats } from "../../lib/format.ts";
import { useBusinessTime, useShop } from "../../lib/shop-context.tsx";
import { dashboardTexts as texts } from "../../texts/en/dashboard.ts";
import type { DashboardLinks } from "./dashboard-links.ts";
import { changePpm, usualDay, usualUntil } from "./usual-day.ts";
import type { UsualDay } from "./usual-day.ts";

/** The data of all parts of the dashboard. */
export interface DashboardPart {
  readonly data: Dashboard;
  readonly links: DashboardLinks;
  readonly formats: Formats;
}

/**
 * Six figures of today with the usual ones of this weekday, three for those who do not see costs; cumulative figures are
 * compared up to this hour. A line shows the days before.
 */
export function DayFigures({ data, links, formats }: DashboardPart) {
  const { today, stockValueMinor } = data;
  const { settings } = useShop();
  const { hour } = useBusinessTime();
  const byNow = usualUntil(data.usualByHour, { hour, ...settings });
  const usual = usualDay(data);
  const money = (amount: number | null) => (amount === null ? texts.notYet : formats.money(amount));
  return (
    <Figures label={texts.today}>
      <Figure
        label={texts.sales}
        text={formats.money(today.takingsMinor)}
        negative={today.takingsMinor < 0}
        compare={
          <Against
            now={today.takingsMinor}
            usual={byNow.takingsMinor}
            words={texts.usuallyByNow(formats.money(byNow.takingsMinor))}
            formats={formats}
          />
        }
        trend={trendOf(data, "takingsMinor")}
        link={links.takings}
      />
      <ProfitFigures data={data} usual={usual} links={links} formats={formats} />
      <Figure
        label={texts.receipts}
        text={formats.count(today.receipts)}
        compare={
          <Against
            now={today.receipts}
            usual={byNow.receipts}
            words={texts.usuallyByNow(formats.count(byNow.receipts))}
            formats={formats}
          />
        }
        trend={trendOf(data, "receipts")}
        link={links.receipts}
      />
      <Figure
        label={texts.averageReceipt}
        text={money(today.averageReceiptMinor)}
        negative={(today.averageReceiptMinor ?? 0) < 0}
        compare={
          <Level
            now={today.averageReceiptMinor}
            usual={usual.averageReceiptMinor}
            words={(figure) => texts.usual(formats.money(figure))}
          />
        }
        trend={trendOf(data, "averageReceiptMinor")}
        link={links.takings}
      />
      {stockValueMinor === null ? null : (
        <Figure
          label={texts.stockValue}
          text={formats.money(stockValueMinor)}
          compare={texts.atCost}
          link={links.stockValue}
        />
      )}
    </Figures>
  );
}

interface ProfitFiguresProps extends DashboardPart {
  readonly usual: UsualDay;
}

/** Profit and margin of today; nothing for those who do not see costs. */
function ProfitFigures({ data, usual, links, formats }: ProfitFiguresProps) {
  const { profitMinor, marginPpm } = data.today;
  if (profitMinor === null) return null;
  return (
    <>
      <Figure
        label={texts.profit}
        text={formats.money(profitMinor)}
        negative={profitMinor < 0}
        compare={
          usual.profitMinor === null
            ? texts.noUsual
            : texts.usually(formats.money(usual.profitMinor), formats.weekday(data.day))
        }
        trend={trendOf(data, "profitMinor")}
        link={links.profit}
      />
      <Figure
        label={texts.margin}
        text={marginPpm === null ? texts.notYet : formats.percent(marginPpm)}
        negative={(marginPpm ?? 0) < 0}
        compare={
          <Level
            now={marginPpm}
            usual={usual.marginPpm}
            words={(figure) => texts.usual(formats.percent(figure))}
          />
        }
        trend={trendOf(data, "marginPpm")}
        link={links.profit}
      />
    </>
  );
}

type DayFigure = Exclude<keyof Dashboard["lastDays"][number], "businessDate">;

/** A figure of the days before today, oldest first; today is not over, so that it would only fall. */
function trendOf({ lastDays, day }: Dashboard, figure: DayFigure): (number | null)[] {
  return lastDays.filter(({ businessDate }) => businessDate !== day).map((one) => one[figure]);
}

interface AgainstProps {
  readonly now: number;
  readonly usual: number;
  readonly words: string;
  readonly formats: Formats;
}

/** The difference of a cumulative figure from the usual one, with its sign. */
function Against({ now, usual, words, formats }: AgainstProps) {
  const change = changePpm(now, usual);
  if (change === null) return texts.noUsual;
  const share = `${change > 0 ? "+" : ""}${formats.percent(change)}`;
  return (
    <Compare direction={change} above={texts.above} below={texts.below}>
      {share}, {words}
    </Compare>
  );
}

interface LevelProps {
  readonly now: number | null;
  readonly usual: number | null;
  readonly words: (usual: number) => string;
}

/** Whether a level, such as a share, is above or below the usual one. */
function Level({ now, usual, words }: LevelProps) {
  if (usual === null) return texts.noUsual;
  return (
    <Compare direction={now === null ? 0 : now - usual} above={texts.above} below={texts.below}>
      {words(usual)}
    </Compare>
  );
}

/** The totals of all records, in one line. */
export function Counts({ data: { counts }, links, formats }: DashboardPart) {
  return (
    <Figures label={texts.countsTitle} line="always">
      <Figure
        small
        label={texts.products}
        text={formats.count(counts.products)}
        link={links.products}
      />
      <Figure
        small
        label={texts.customers}
        text={formats.count(counts.customers)}
        link={links.customers}
      />
      <Figure
        small
        label={texts.allSales}
        text={formats.count(counts.sales)}
        link={links.allSales}
      />
      <Figure
        small
        label={texts.lowStock}
        text={formats.count(counts.lowStock)}
        link={links.lowStock}
      />
    </Figures>
  );
}
