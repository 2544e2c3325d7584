import { expect, test } from "vitest";
import { testEngine } from "@daybook/db/testing";
import { failUpdates } from "@daybook/db/testing-failed-updates";
import { outdatedShops } from "../testing/former-shops.ts";

/** On a server an update takes far longer, and it is the same code for all statements. */
const FAILURES = { sqlite: [10, 50], postgres: [3, 20], pglite: [2, 4] } as const;
const [few, many] = FAILURES[testEngine];
const isShort = process.env["TEST_MATRIX"] === "short";
const COUNT = isShort ? few : many;

const OUTDATED = outdatedShops(testEngine === "sqlite" ? "sqlite" : "postgres");

test.each(isShort ? OUTDATED.slice(-1) : OUTDATED)(
  "[O3] an update from $last that fails or is cut off at a statement leaves every table as it was, and says so",
  { timeout: 240_000 },
  async (former) => {
    const failures = await failUpdates({ ...former, engine: testEngine }, COUNT);
    expect(failures.length).toBeGreaterThan(1);
    for (const { error, isUnchanged } of failures) {
      expect(isUnchanged).toBe(true);
      expect(String(error)).toMatch(
        testEngine === "postgres"
          ? /StoreUnavailableError|was undone at "\w+", so nothing has changed/
          : /The update of The test database was undone at "\w+", so nothing has changed \(.*no_such_table.*\); keep using your previous version/s,
      );
    }
  },
);
