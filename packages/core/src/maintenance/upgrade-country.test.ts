import { afterAll, beforeAll, expect, test } from "vitest";
import { ListClosings } from "@daybook/contract/drawers";
import { GetValuation } from "@daybook/contract/reports";
import { GetSalesTotals } from "@daybook/contract/sales";
import { lastMigration } from "@daybook/db/migrate";
import { testEngine } from "@daybook/db/testing";
import { getSafe } from "../closings/cash-entries.ts";
import { listClosings } from "../closings/closings.ts";
import { getValuation } from "../reports/valuation.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { getSalesTotals } from "../sales/sales-totals.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import former from "../testing/former/0026_country_profile.json" with { type: "json" };
import { openFormerShop } from "../testing/open-former-shop.ts";
import { rowsOfShop } from "../testing/rows-of-shop.ts";

const LAST = "0026_country_profile";

/** A shop with two drawers, corrections and closing reports, of the state with a country. */
let shop: TestShop;
beforeAll(async () => {
  shop = await openFormerShop(LAST, former);
});
afterAll(() => shop.close());

test("[O3] the records of a shop of the last release agree, and its reports are as before", async () => {
  const { checks } = await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
  expect(checks.filter(({ mismatches }) => mismatches > 0)).toEqual([]);
  const { totals, closings, safe, valuation } = former.reports;
  await shop.read(async (ctx) => {
    expect(await getSalesTotals(ctx, GetSalesTotals.parse({}))).toMatchObject(totals);
    expect(await listClosings(ctx, ListClosings.parse({}))).toMatchObject(closings);
    expect(await getSafe(ctx)).toMatchObject(safe);
    expect(await getValuation(ctx, GetValuation.parse({}))).toMatchObject(valuation);
  });
});

test("[O3] every row that a table of it had is still there", async () => {
  const rows = await rowsOfShop(shop.work.store);
  for (const [table, before] of Object.entries(former.rows))
    expect(rows[table]?.length ?? 0, table).toBeGreaterThanOrEqual(before.length);
  // Until the next migration, it is read as it was stored.
  const engine = testEngine === "sqlite" ? "sqlite" : "postgres";
  if (LAST === lastMigration(engine)) expect(rows).toEqual(former.rows);
});
