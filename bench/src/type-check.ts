/** Developer waiting times. */
import { join } from "node:path";
import type { Bench } from "./bench.ts";
import { spawnNode } from "./child.ts";
import { atMost } from "./measure.ts";
import type { Figure } from "./measure.ts";
import { ROOT } from "./paths.ts";

const TYPES_SECONDS = 15;
const TESTS_MINUTES = 10;

/** The type check of every workspace, as in `npm run check`. */
export async function measureTypeCheck(_bench: Bench): Promise<Figure[]> {
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

/** The duration of a full test run, measured elsewhere. */
export function testTime(seconds: number): Figure {
  const minutes = seconds / 60;
  return {
    what: "npm test, after installation",
    measured: `${minutes.toFixed(1)} min`,
    ...atMost(minutes, TESTS_MINUTES, "min"),
  };
}
