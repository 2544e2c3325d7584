import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fillStore } from "@daybook/db/fill-store";
import type { FilledTable } from "@daybook/db/fill-store";
import { openStore } from "@daybook/db/open-store";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { TEST_NOW, TestShop } from "../testing/create-test-shop.ts";
import former from "../testing/former/0019_corrections_and_card_payments.json" with { type: "json" };
import { createUnitOfWork } from "../writes/unit-of-work.ts";

test("[I10] [O3] rows of an earlier version fill a database, which is updated when it is opened", async () => {
  const folder = mkdtempSync(join(tmpdir(), "daybook-former-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const url = `file:${join(folder, "daybook.db")}`;
  const lastMigration = "0019_corrections_and_card_payments";
  await fillStore({ url, lastMigration, tables: filled(former.rows) });
  const store = await openStore({ url, allowNetworkFs: true });
  onTestFinished(() => store.close());
  const work = createUnitOfWork({ store, clock: () => TEST_NOW });
  const shop = new TestShop(work, { now: TEST_NOW });
  await shop.remember();
  const { checks } = await work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
  expect(checks.filter(({ mismatches }) => mismatches > 0)).toEqual([]);
  const sales = await store.read((tx) => tx.db.$count(tx.t.sale));
  expect(sales).toBe(former.rows.sale.length);
});

async function* filled(
  rows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>,
): AsyncGenerator<FilledTable> {
  for (const [name, entries] of Object.entries(rows)) {
    const names = [...new Set(entries.flatMap((row) => Object.keys(row)))];
    const columns = names.map((column) => {
      const value = entries.map((row) => row[column]).find((item) => item !== null);
      const type =
        typeof value === "object" ? "json" : typeof value === "boolean" ? "boolean" : "text";
      return { name: column, type } as const;
    });
    async function* records() {
      for (const row of entries)
        yield names.map((column) => {
          const value = row[column] ?? null;
          return value === null || typeof value === "string"
            ? value
            : typeof value === "object"
              ? JSON.stringify(value)
              : String(value);
        });
    }
    yield { name, columns, ownReferences: [], rows: records() };
  }
}
