import { join } from "node:path";
import { BaseSequencer } from "vitest/node";
import type { TestSpecification } from "vitest/node";
import { defineConfig } from "vitest/config";
import type { TestProjectConfiguration } from "vitest/config";

/** The engines for the tests of core and api; the tested code is the same on all three. */
type Engine = "sqlite" | "pglite" | "postgres";

const SHOP_TESTS = ["packages/core/**/*.test.ts", "packages/api/**/*.test.ts"];
/**
 * The sample shop is always on SQLite; and contract refusals, hidden costs, topics and written fields are handled by
 * the same code on every engine, but tests of them are far slower on the others. So are whole years of real sales; the
 * simulation of drawers, beside them, runs on all.
 */
const SQLITE_ONLY = [
  "packages/core/src/sample/**",
  "packages/core/src/closings/real-days.test.ts",
  "packages/core/src/imports/{real-files.test.ts,reading/**}",
  "packages/api/src/{costs-hidden,refused-fields,written-fields,query-topics}.test.ts",
];
/**
 * What `npm test` runs on PostgreSQL, or on PGlite where no server is there. All statements of the shop are in core,
 * because api may not even import what writes one; so core runs whole, whatever is added to it. Of api, where one engine
 * says as much as two, the tests that its own use of the database can fail: every procedure once, keys that are sent
 * twice, what a commit tells its listeners, and cursors.
 */
const WHAT_DIFFERS = [
  "packages/core/**/*.test.ts",
  "packages/api/src/{every-procedure,repeats,forged-cursors}.test.ts",
  "packages/api/src/{live,routers}/**/*.test.ts",
];
/**
 * Beside a server PGlite has nothing to add: the product never runs on it, and both read the same SQL. These show that
 * it still works: transactions, and a shop that trades.
 */
const PGLITE_SMOKE = [
  "packages/core/src/writes/unit-of-work.test.ts",
  "packages/core/src/sales/sales.test.ts",
];
const NEVER = ["**/node_modules/**", "**/dist/**", "**/*.test-d.ts"];

const postgresUrl = process.env["TEST_POSTGRES_URL"];

/** A project whose files each get their own module graph. */
function project(name: string, include: string[], options: object = {}): TestProjectConfiguration {
  return {
    extends: true,
    test: { name, include, exclude: NEVER, environment: "node", ...options },
  };
}

/** The tests of core and api for an engine: all of them, unless `npm test` or `npm run test:all` requests fewer. */
function testsOn(name: Engine): string[] {
  const matrix = process.env["TEST_MATRIX"];
  if (name === "sqlite" || matrix === undefined) return SHOP_TESTS;
  if (name === "pglite" && postgresUrl !== undefined) return PGLITE_SMOKE;
  return matrix === "short" ? WHAT_DIFFERS : SHOP_TESTS;
}

/** One worker keeps its engine for all files: a new PGlite would cost seconds each time. */
function engine(name: Engine, groupOrder: number): TestProjectConfiguration {
  return project(name, testsOn(name), {
    isolate: false,
    env: { TEST_ENGINE: name },
    sequence: { groupOrder },
    ...(name === "sqlite" ? {} : { exclude: [...NEVER, ...SQLITE_ONLY] }),
  });
}

/** Projects that start processes run alone, one file at a time. */
function exclusive(
  name: string,
  include: string[],
  groupOrder: number,
  options: object = {},
): TestProjectConfiguration {
  return project(name, include, {
    fileParallelism: false,
    sequence: { groupOrder },
    ...options,
  });
}

/** Files that take longest, the longest first: a short one at the end leaves no worker idle for long. */
const LONGEST = [
  "packages/api/src/refused-fields.test.ts",
  "examples/online-retail/src/replay.test.ts",
  "apps/server/src/file-faults.test.ts",
  "apps/server/src/process.test.ts",
  "packages/api/src/every-procedure.test.ts",
  "apps/server/src/sample/sample-shop.test.ts",
  "packages/db/src/engines/postgres/postgres-store.test.ts",
  "packages/core/src/sales/sales-model.test.ts",
  "packages/core/src/closings/real-days.test.ts",
  "packages/core/src/imports/{real-files.test.ts,reading/**}",
  "packages/core/src/closings/drawer-simulation.test.ts",
  "apps/server/src/client-package.test.ts",
  "packages/api/src/written-fields.test.ts",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((path) => moduleId.endsWith(path));
      return at === -1 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

/** What the tests start as a process is built once for all files; a command may have half a core to itself. */
const SERVER = { globalSetup: "apps/server/src/testing/build-once.ts", testTimeout: 120_000 };
/** These fill both cores by themselves, or wait for real pings, stops and locks, which a neighbour would stretch. */
const SERVER_LOAD = [
  "apps/server/src/{kill,overload,live-sockets,postgres-faults,guessing}.test.ts",
];

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // These end a test that hangs. They say nothing of speed: a busy machine may take ten times as long.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Less than the timeout of a test, so the error shows what was awaited.
    expect: { poll: { timeout: 50_000 } },
    projects: [
      project("scripts", ["scripts/**/*.test.mjs"]),
      project("contract", ["packages/contract/**/*.test.ts"]),
      project("db", ["packages/db/**/*.test.ts"]),
      project("web", ["apps/web/**/*.test.ts", "apps/web/**/*.test.tsx"]),
      engine("sqlite", 1),
      engine("pglite", 2),
      ...(postgresUrl === undefined ? [] : [engine("postgres", 3)]),
      exclusive("client", ["packages/client/**/*.test.ts"], 4),
      project("server", ["apps/server/**/*.test.ts"], {
        ...SERVER,
        exclude: [...NEVER, ...SERVER_LOAD],
        sequence: { groupOrder: 5 },
      }),
      // In the group of the servers: one long file, which would leave a core idle by itself.
      project("examples", ["examples/**/*.test.ts"], { sequence: { groupOrder: 5 } }),
      exclusive("load", [...SERVER_LOAD, "bench/**/*.test.ts"], 6, SERVER),
    ],
    coverage: {
      provider: "v8",
      include: ["packages/core/src/**/*.ts", "packages/contract/src/**/*.ts"],
      exclude: ["**/*.test.ts", "**/*.test-d.ts", "**/testing/**"],
      reporter: ["json-summary"],
      reportsDirectory: join(import.meta.dirname, "coverage"),
    },
  },
});
