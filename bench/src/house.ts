/** What a developer waits for. */
import { join } from "node:path";
import type { Bench } from "./bench.ts";
import { spawnNode } from "./child.ts";
import { atMost } from "./measure.ts";
import type { Figure } from "./measure.ts";
import { ROOT } from "./paths.ts";

const TYPES_SECONDS = 15;
const TESTS_MINUTES = 10;

/** The compiler over every workspace, as `npm run check` runs it. */
export async function measureHouse(_bench: Bench): Promise<Figure[]> {
  const startedAt = performance.now();
  const child = spawnNode([join(ROOT, "scripts/typecheck.mjs")]);
  child.stdout?.resume();
  child.stderr?.resume();
  const code = await new Promise((resolve) => child.once("exit", resolve));
  const seconds = (performance.now() - startedAt) / 1000;
  const remark = code === 0 ? "" : ", with errors";
  return [
    {
      what: "type check of all workspaces",
      measured: `${seconds.toFixed(1)} s${remark}`,
      ...atMost(seconds, TYPES_SECONDS, "s"),
    },
  ];
}

/** The time of a run of all tests, measured elsewhere. */
export function testTime(seconds: number): Figure {
  const minutes = seconds / 60;
  return {
    what: "npm test, after installation",
    measured: `${minutes.toFixed(1)} min`,
    ...atMost(minutes, TESTS_MINUTES, "min"),
  };
}
