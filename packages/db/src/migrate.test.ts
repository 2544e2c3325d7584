import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pendingMigrations, readMigrations } from "./migrate.ts";
import type { Migration } from "./migrate.ts";

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const step = (name: string): Migration => ({ name, hash: hashOf(name), statements: [] });
const names = (steps: readonly Migration[]) => steps.map(({ name }) => name);

const OURS = ["0000_first", "0001_second", "0002_third"].map(step);
const OWN = ["own/0000_loyalty", "own/0001_points"].map(step);

test("[fault H3] custom migrations do not block Daybook's next one", () => {
  const applied = [...OURS.slice(0, 2), ...OWN.slice(0, 1)];
  const pending = pendingMigrations([...OURS, ...OWN], applied, "The database");
  expect(names(pending)).toEqual(["0002_third", "own/0001_points"]);
});

test("[fault H3] a migration of Daybook's journal is recognized after it moved to the second journal", () => {
  const moved = { name: "0002_loyalty", hash: hashOf("own/0002_loyalty") };
  const known = [...OURS, step("own/0002_loyalty")];
  const applied = [...OURS.slice(0, 2), moved];
  expect(names(pendingMigrations(known, applied, "The database"))).toEqual(["0002_third"]);
});

test("[fault H3] the migrations of each journal keep their order, and a missing one is named", () => {
  const pending =
    (applied: readonly Migration[], known = [...OURS, ...OWN]) =>
    () =>
      pendingMigrations(known, applied, "The database");
  expect(pending([...OURS, ...OWN.slice(1)])).toThrow("another order");
  expect(pending([...OURS.slice(1), ...OWN])).toThrow("another order");
  expect(pending([...OURS, ...OWN], OURS)).toThrow('the custom migration "own/0000_loyalty"');
  expect(pending([...OURS, step("0003_fourth")])).toThrow("newer Daybook");
});

test("[fault H3] the second journal, if there is one, is read after Daybook's", () => {
  const folder = mkdtempSync(join(tmpdir(), "daybook-journals-"));
  const write = (under: string, tag: string): void => {
    mkdirSync(join(folder, under, "meta"), { recursive: true });
    writeFileSync(
      join(folder, under, "meta/_journal.json"),
      JSON.stringify({ entries: [{ tag }] }),
    );
    writeFileSync(
      join(folder, under, `${tag}.sql`),
      "SELECT 1;\n--> statement-breakpoint\nSELECT 2;",
    );
  };
  write("sqlite", "0000_first");
  expect(names(readMigrations("sqlite", folder))).toEqual(["0000_first"]);
  write("own/sqlite", "0000_loyalty");
  const steps = readMigrations("sqlite", folder);
  expect(names(steps)).toEqual(["0000_first", "own/0000_loyalty"]);
  expect(steps[1]?.statements).toEqual(["SELECT 1;", "SELECT 2;"]);
  rmSync(folder, { recursive: true });
});
