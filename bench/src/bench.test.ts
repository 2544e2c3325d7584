import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const runFile = promisify(execFile);
const RUN = fileURLToPath(new URL("../run.mjs", import.meta.url));

/** The rows a sale of three lines leaves behind. */
const ROWS_OF_A_SALE = {
  audit_entry: 1,
  idempotency_key: 1,
  movement: 3,
  outbox_event: 2,
  payment: 1,
  product_daily: 3,
  sale: 1,
  sale_line: 3,
  sale_line_tax: 3,
  sales_daily: 1,
  tax_daily: 1,
  tender_daily: 1,
};

test("every measurement runs, and the reference writes the same rows as a sale", async (ctx) => {
  ctx.skip(process.env["TEST_MATRIX"] === "short", "left to test:all: the measurements of bench");
  const { stdout } = await runFile(process.execPath, [RUN, "--quick"], { timeout: 55_000 });
  const [, rows] = /^Rows inserted .*yardstick: (\{.*\})$/m.exec(stdout) ?? [];
  expect(JSON.parse(rows ?? "null")).toEqual(ROWS_OF_A_SALE);
  const lines = stdout.split("\n");
  const measured = (what: string) => lines.find((line) => line.startsWith(what)) ?? "";
  for (const what of [
    "ringUp, 32 at once",
    "ringUp, alone",
    "sale over tRPC, 16 tills",
    "sale over REST, 16 tills",
    "sale sent to event received, 5 screens",
    "list of 50 with stock",
    "dashboard",
    "ledger page of 50",
    "server ready",
    "memory of the idle server",
  ])
    expect(measured(what), what).toMatch(/\d (s|ms|µs|MiB)|\/s/);
  expect(measured("all 5 connections break")).toContain("0 lost, 0 doubled, 0 out of order");
  expect(measured("full verification")).toContain("clean");
  expect(stdout).not.toContain("NaN");
});
