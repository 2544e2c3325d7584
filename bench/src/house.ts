/** What a developer waits for. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { spawnNode } from "./child.ts";
import { atMost } from "./measure.ts";
import type { Figure } from "./measure.ts";
import { ROOT } from "./paths.ts";
import type { Bench } from "./bench.ts";

const TYPES_SECONDS = 15;
const TESTS_SECONDS = 600;
const COMPILER = join(ROOT, "node_modules/typescript/bin/tsc");

/** The compiler over every workspace, two at a time, as the checks run it. */
export async function measureHouse(_bench: Bench): Promise<Figure[]> {
  const folders = workspaces();
  const count = folders.length;
  let unsound = 0;
  const startedAt = performance.now();
  const lane = async () => {
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop())
      if ((await checkTypes(folder)) !== 0) unsound += 1;
  };
  await Promise.all([lane(), lane()]);
  const seconds = (performance.now() - startedAt) / 1000;
  const remark = unsound === 0 ? "" : `, ${unsound} with errors`;
  return [
    {
      what: "type check of all workspaces",
      measured: `${seconds.toFixed(1)} s for ${count} workspaces${remark}`,
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
    ...atMost(minutes, TESTS_SECONDS / 60, "min"),
  };
}

function workspaces(): string[] {
  // safe because the root's manifest lists its workspaces
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    workspaces: string[];
  };
  return manifest.workspaces
    .flatMap((pattern) => {
      if (!pattern.endsWith("/*")) return [pattern];
      const parent = pattern.slice(0, -2);
      return readdirSync(join(ROOT, parent)).map((name) => join(parent, name));
    })
    .map((folder) => join(ROOT, folder))
    .concat(ROOT)
    .filter((folder) => existsSync(join(folder, "tsconfig.json")));
}

function checkTypes(folder: string): Promise<number | null> {
  const child = spawnNode([COMPILER, "--noEmit", "--pretty", "false"], { cwd: folder });
  child.stdout?.resume();
  child.stderr?.resume();
  return new Promise((resolve) => child.once("exit", resolve));
}
