import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import type { SQL } from "drizzle-orm";
import { expect, test } from "vitest";
import { ledgerGroups } from "./ledger-groups.ts";
import { rollForwardChecks } from "./roll-forward.ts";
import { stockChecks } from "./stock-checks.ts";

const dialect = new SQLiteSyncDialect();
const readsTheLedger = (query: SQL) =>
  /\b(?:FROM|JOIN|,)\s*\(?\s*movement\b/i.test(dialect.sqlToQuery(query).sql);

test("[fault F4] the checks of the stock read the ledger once, together", () => {
  const together = [...stockChecks, ...rollForwardChecks].filter(
    (check) => check.shares === ledgerGroups,
  );
  expect(together.map((check) => check.id).toSorted()).toEqual(["V1", "V2", "V3", "V4"]);
  const alone = together.filter((check) => check.broken.some(readsTheLedger));
  expect(alone.map((check) => check.id)).toEqual([]);
  expect(readsTheLedger(ledgerGroups.rows)).toBe(true);
});
