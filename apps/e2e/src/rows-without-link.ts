import type { Page } from "playwright-core";

/** Tables whose rows have no page. */
const WITHOUT_PAGES =
  /What each role may do|Signed-in devices|API keys|Keys|Price history|Who changed what|Counted and expected|Grand totals/;

/** Rows whose name is not a link. */
export async function rowsWithoutLink(page: Page): Promise<string[]> {
  const tables = await page.locator("main :is(table, [role=grid])[aria-label]").evaluateAll((all) =>
    all.map((table) => {
      const rows = [...table.querySelectorAll("tbody tr, [role=row][aria-rowindex]")];
      const bad = rows.find((row) => {
        const heads = row.querySelector("[role=columnheader]") !== null;
        const named = row.querySelector(
          ":is(th[scope=row], [role=rowheader]) :is(a[href], button[aria-expanded])",
        );
        return !heads && named === null;
      });
      return { label: table.getAttribute("aria-label") ?? "", row: bad?.textContent ?? null };
    }),
  );
  return tables
    .filter(({ label, row }) => row !== null && !WITHOUT_PAGES.test(label))
    .map(({ label, row }) => `“${label}” has a row without a link: ${row}`);
}
