import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { decideReplacement, finishReplacement, stagingPath } from "./replace-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-replace-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PARTS = ["-wal", "-shm", ".witness", ""];
const path = (): string => join(folder, "shop.db");
const textOf = (file: string): string => readFileSync(file, "utf8");

function prepare(): void {
  for (const part of PARTS) writeFileSync(path() + part, `old${part}`);
  writeFileSync(stagingPath(path()), "restored");
}

/** The steps of the switch, any number of which may have been done when the process ended. */
function interrupt(steps: number, kept: string): void {
  if (steps > 0) mkdirSync(kept, { recursive: true });
  for (const part of PARTS.slice(0, Math.max(0, steps - 1)))
    renameSync(path() + part, join(kept, `shop.db${part}`));
  if (steps > PARTS.length + 1) renameSync(stagingPath(path()), path());
}

test.each(Array.from({ length: PARTS.length + 3 }, (_, steps) => steps))(
  "[O5] a switch that ended after %i steps is finished by the next start",
  (steps) => {
    prepare();
    const kept = decideReplacement(path(), "today");
    interrupt(steps, kept);
    expect(finishReplacement(path())).toBe(kept);
    expect(textOf(path())).toBe("restored");
    for (const part of PARTS) expect(textOf(join(kept, `shop.db${part}`))).toBe(`old${part}`);
    expect(readdirSync(folder).toSorted()).toEqual(["replaced", "shop.db", "shop.db.lock"]);
    // A further start has nothing to do.
    expect(finishReplacement(path())).toBeNull();
    expect(textOf(path())).toBe("restored");
  },
);

test("[O5] what was prepared and not decided is removed, and the database stays", () => {
  prepare();
  writeFileSync(`${stagingPath(path())}-wal`, "");
  expect(finishReplacement(path())).toBeNull();
  expect(textOf(path())).toBe("old");
  expect(existsSync(stagingPath(path()))).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes("restor"))).toEqual([]);
});
