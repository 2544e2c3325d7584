import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { mulDiv } from "@daybook/contract/exact";
import { MovementPage } from "@daybook/contract/stock";
import { ProductPage } from "@daybook/contract/products";
import { Dashboard, SalesByDay, StockSummary } from "@daybook/contract/reports";
import type { SalesFigures } from "@daybook/contract/reports";
import { Agreement } from "./agreement.ts";
import { allRows, read, seenCost, sumOf } from "./figure-readers.ts";
import {
  countsAndRows,
  dashboardsOfDays,
  reportAndDocuments,
  reportAndLedger,
  stockAndLedger,
  worthAt,
} from "./figures-agree.ts";
import type { Days } from "./figures-agree.ts";
import type { Window } from "./browser.ts";
import { ownShop, test } from "./fixtures.ts";
import { figure, onScreen } from "./journeys.ts";
import { send, textAt } from "./page-calls.ts";
import { shownCount, shownMilli, shownMinor, shownPercent } from "./shown-numbers.ts";

let owner: Window;

const here = ownShop({ screen: "desk" }, async ({ shop, owner: first, open }) => {
  await send(first.page, "sample.enter");
  // That page reloads by itself for the other shop.
  owner = await open({ screen: "desk", signedIn: await first.context.storageState() });
  await first.context.close();
  await owner.page.goto(`${shop.url}/dashboard`);
  await tradeToday(owner.page);
});

test("[RP1] [RP2] dashboard, report and ledger of the sample shop show the same totals for today and for the last whole month", async () => {
  const { page, pageErrors } = owner;
  const agreement = new Agreement();
  const began = Date.now();
  const dashboard = await read(page, "reports.dashboard", Dashboard);
  const today = { from: dashboard.day, to: dashboard.day };
  const month = monthBefore(dashboard.day);
  const ledger = await allRows(page, "movements.list", MovementPage);

  await dashboardAndWhatIsBehindIt(page, agreement, dashboard);
  await countsAndRows(page, agreement, dashboard.counts);
  for (const days of [today, month]) {
    const figures = await reportOnScreen(page, agreement, days);
    await reportAndDocuments(page, agreement, { days, figures });
    await reportAndLedger(page, agreement, { days, figures, ledger });
  }
  await dashboardsOfDays(page, agreement, month);
  await stockAndLedger(page, agreement, ledger);
  await worthAt(page, agreement, { on: month.to, ledger });

  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(
    `${agreement.compared} comparisons over ${ledger.length} movements, ${month.from} to ${month.to} and ${dashboard.day}, in ${seconds} s`,
  );
  expect(agreement.differences).toEqual([]);
  expect(agreement.compared).toBeGreaterThan(1000);
  expect(pageErrors).toEqual([]);
});

/** A sale, an undone one and a voided one, so that today has data at any hour. */
async function tradeToday(page: Page): Promise<void> {
  const products = await allRows(page, "products.list", ProductPage);
  const product = products.find(
    ({ unit, onHandMilli, priceMinor }) => unit === "each" && onHandMilli > 5000 && priceMinor > 0,
  );
  if (product === undefined) throw new Error("The sample shop has sold out");
  const [place] = await placesOf(page, product.id);
  if (place === undefined) throw new Error(`${product.name} lies nowhere`);
  const total = product.priceMinor;
  const sell = async () =>
    textAt(
      await send(page, "sales.ringUp", {
        key: newKey(),
        locationId: place,
        lines: [{ productId: product.id, quantityMilli: 1000 }],
        tenders: [{ tender: "cash", amountMinor: total }],
        expectedTotalMinor: total,
      }),
      "id",
    );
  await sell();
  await send(page, "sales.return", {
    key: newKey(),
    id: await sell(),
    lines: [{ lineNo: 1, quantityMilli: 1000 }],
    refunds: [{ tender: "cash", amountMinor: total }],
    expectedTotalMinor: total,
  });
  await send(page, "sales.void", { key: newKey(), id: await sell(), reason: "Rung up twice" });
}

/** A location with at least three pieces of a product. */
async function placesOf(page: Page, productId: string): Promise<string[]> {
  const rows = await allRows(page, "reports.stockSummary", StockSummary);
  const stock = rows.find((row) => row.product.id === productId)?.stock ?? [];
  return stock.filter(({ onHandMilli }) => onHandMilli >= 3000).map(({ location }) => location.id);
}

/** The whole previous month. */
function monthBefore(day: string): Days {
  const first = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  const last = new Date(first.getTime() - 24 * 60 * 60 * 1000);
  const to = last.toISOString().slice(0, 10);
  return { from: `${to.slice(0, 7)}-01`, to };
}

/** The text of a figure on the current page. */
async function shown(page: Page, label: string): Promise<string> {
  return (await figure(page, label).locator("dd").first().textContent()) ?? "";
}

interface Walk {
  readonly label: string;
  /** The figures of the dashboard. */
  readonly is: number | string;
  /** The format of the figure. */
  readonly as: (text: string) => number | string;
  /** The page behind it, and its figure. */
  readonly behind: string;
  readonly says: () => Promise<number | string>;
}

/** Reads every displayed figure, clicks it, and compares it with the figure on the page that opens. */
async function dashboardAndWhatIsBehindIt(
  page: Page,
  agreement: Agreement,
  { today, counts, stockValueMinor }: Dashboard,
): Promise<void> {
  const behind = async (label: string, as: Walk["as"]) => as(await shown(page, label));
  const average = async () =>
    mulDiv(shownMinor(await shown(page, "Sales")), 1, shownCount(await shown(page, "Receipts")));
  const rowsAs = async (name: RegExp) => {
    const text = await page.locator("main").getByText(name).first().textContent();
    return shownCount(text ?? "");
  };
  const walks: readonly Walk[] = [
    {
      label: "Sales",
      is: today.takingsMinor,
      as: shownMinor,
      behind: "Sales",
      says: () => behind("Sales", shownMinor),
    },
    {
      label: "Profit",
      is: seenCost(today.profitMinor),
      as: shownMinor,
      behind: "Sales report",
      says: () => behind("Profit", shownMinor),
    },
    {
      label: "Margin",
      is: percentOf(today.marginPpm),
      as: shownPercent,
      behind: "Sales report",
      says: () => behind("Margin", shownPercent),
    },
    {
      label: "Receipts",
      is: today.receipts,
      as: shownCount,
      behind: "Sales",
      says: () => behind("Receipts", shownCount),
    },
    {
      label: "Average receipt",
      is: today.averageReceiptMinor ?? 0,
      as: shownMinor,
      behind: "Sales",
      says: average,
    },
    {
      label: "Stock value",
      is: seenCost(stockValueMinor),
      as: shownMinor,
      behind: "Stock value",
      says: () => behind("Value at cost", shownMinor),
    },
    {
      label: "Products",
      is: counts.products,
      as: shownCount,
      behind: "Products",
      says: () => rowsAs(/^[\d,]+ products$/),
    },
    {
      label: "Customers",
      is: counts.customers,
      as: shownCount,
      behind: "Customers",
      // The list shows "200+" until its last page is loaded.
      says: () => rowsAs(/^[\d,]+ customers$/),
    },
    {
      label: "Receipts so far",
      is: counts.sales,
      as: shownCount,
      behind: "Sales",
      says: () => behind("Receipts", shownCount),
    },
    {
      label: "Low in stock",
      is: counts.lowStock,
      as: shownCount,
      behind: "Low stock",
      says: () => behind("Low in stock", shownCount),
    },
  ];
  for (const walk of walks) {
    await page.goto(`${here().shop.url}/dashboard`);
    const dashboard = walk.as(await shown(page, walk.label));
    await figure(page, walk.label).getByRole("link").click();
    await onScreen(page, walk.behind);
    agreement.same(`${walk.label} today`, {
      "the answer": walk.is,
      "the dashboard": dashboard,
      [`the page ${walk.behind}`]: await walk.says(),
    });
  }
}

const percentOf = (ppm: number | null) =>
  ppm === null ? "–" : shownPercent(`${mulDiv(ppm, 1, 1000) / 10}`);

/** The sales report of a period as displayed: key figures, totals and rows of the table. */
async function reportOnScreen(page: Page, agreement: Agreement, days: Days): Promise<SalesFigures> {
  const { total } = await read(page, "reports.salesByDay", SalesByDay, days);
  await page.goto(`${here().shop.url}/reports/sales?from=${days.from}&to=${days.to}`);
  await onScreen(page, "Sales report");
  const table = page.getByRole("table", { name: "Sales by day" });
  // The texts below are read immediately, without waiting.
  await expect(table.locator("tfoot")).toBeVisible();
  const cells = async (row: string, column: number) =>
    table.locator(`${row} tr > :nth-child(${column})`).allTextContents();
  const columns = await table.locator("thead th").allTextContents();
  const parts: readonly (readonly [label: string, is: number, as: (text: string) => number])[] = [
    ["Sales", total.takingsMinor, shownMinor],
    ["Without tax", total.revenueMinor, shownMinor],
    ["Profit", seenCost(total.profitMinor), shownMinor],
    ["Tax", total.taxMinor, shownMinor],
    ["Discounts", total.discountMinor, shownMinor],
    ["Receipts", total.receipts, shownCount],
    ["Returns", total.returns, shownCount],
  ];
  for (const [label, is, as] of parts) {
    const column = columns.indexOf(label) + 1;
    agreement.same(`${label} ${days.from} to ${days.to}`, {
      "the answer": is,
      "the report's headline": as(await shown(page, label)),
      "the foot of its table": sumOf(await cells("tfoot", column), as),
      "the rows of its table": sumOf(await cells("tbody", column), as),
    });
  }
  await figure(page, "Sales").getByRole("link").click();
  await onScreen(page, "Sales");
  agreement.same(`Sales ${days.from} to ${days.to}`, {
    "the report": total.takingsMinor,
    "the page of its sales": shownMinor(await shown(page, "Sales")),
  });
  agreement.same(`Units ${days.from} to ${days.to}`, {
    "the report": total.unitsMilli,
    "the page of its sales": shownMilli(await shown(page, "Units")),
  });
  return total;
}
