// Adds one violation of each rule to a copy of the project and checks that it is reported.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FEATURE_IMPORTS, WEB_FLOORS } from "./lint/floors.mjs";
import { ROOT, tool } from "./tools.mjs";

const lines = (count) =>
  Array.from({ length: count }, (_, at) => `export const n${at} = ${at};`).join("\n");
const longFunction = (count) => `export function long() {\n${"  void 0;\n".repeat(count - 2)}}`;

/** The violations, their files, and the expected messages. */
const PLANTED = [
  [
    "an upward import inside core",
    "packages/core/src/stock/up.ts",
    'import { x } from "../sales/sales.ts";\nexport const y = x;',
    /may not import up from core\/sales/,
  ],
  [
    "a sideways import inside core",
    "packages/core/src/products/sideways.ts",
    'export { x } from "../locations/locations.ts";',
    /may not import sideways from core\/locations/,
  ],
  [
    "products importing the ledger",
    "packages/core/src/products/ledger.ts",
    'import { x } from "../stock/post-movements.ts";\nexport const y = x;',
    /core\/products may not import up from core\/stock/,
  ],
  [
    "a lower part of a feature importing the rest of it",
    "packages/core/src/stock/costs/up.ts",
    'import { x } from "../post-movements.ts";\nexport const y = x;',
    /core\/stock\/costs may not import up from core\/stock/,
  ],
  [
    "a file of core outside every folder",
    "packages/core/src/loose.ts",
    'import { x } from "./stock/levels.ts";\nexport const y = x;',
    /packages\/core\/src has folders only/,
  ],
  [
    "a folder of core without a floor",
    "packages/core/src/magic/magic.ts",
    'import { x } from "../stock/levels.ts";\nexport const y = x;',
    /core\/magic stands on no floor/,
  ],
  [
    "test code in shipped code",
    "packages/core/src/sales/with-testing.ts",
    'import { x } from "../testing/create-test-shop.ts";\nexport const y = x;',
    /may not import up from core\/testing/,
  ],
  [
    "db importing core",
    "packages/db/src/up.ts",
    'import { x } from "@daybook/core/context/context";\nexport const y = x;',
    /db is floor 1/,
  ],
  [
    "core importing tRPC",
    "packages/core/src/sales/trpc.ts",
    'import { TRPCError } from "@trpc/server";\nexport const y = TRPCError;',
    /no HTTP, no tRPC/,
  ],
  [
    "api importing drizzle",
    "packages/api/src/routers/sql.ts",
    'import { eq } from "drizzle-orm";\nexport const y = eq;',
    /reaches the database/,
  ],
  [
    "contract importing Node",
    "packages/contract/src/file.ts",
    'import { join } from "node:path";\nexport const y = join;',
    /contract runs in the browser/,
  ],
  [
    "web importing core",
    "apps/web/src/features/sales/core.ts",
    'import { x } from "@daybook/core/sales/sales";\nexport const y = x;',
    /nothing else of ours/,
  ],
  [
    "web importing a value of api",
    "apps/web/src/app/value.ts",
    'import { appRouter } from "@daybook/api/client";\nexport const y = appRouter;',
    /import type/,
  ],
  [
    "Mantine outside components/",
    "apps/web/src/features/sales/till-page.tsx",
    'import { Button } from "@mantine/core";\nexport const y = Button;',
    /only apps\/web\/src\/components\/ knows Mantine/,
  ],
  [
    "one feature of web importing another",
    "apps/web/src/features/sales/other.ts",
    'import { x } from "../products/product.ts";\nexport const y = x;',
    /features\/sales may not import features\/products/,
  ],
  [
    "a feature of web importing app",
    "apps/web/src/features/sales/up.ts",
    'import { x } from "../../app/places.ts";\nexport const y = x;',
    /web\/features may not import up from web\/app/,
  ],
  [
    "lib of web importing a type of Mantine",
    "apps/web/src/lib/up.ts",
    'import type { X } from "../components/page.tsx";\nexport type Y = X;',
    /web\/lib may not import up from web\/components/,
  ],
  [
    "texts of web importing lib",
    "apps/web/src/texts/en/up.ts",
    'import { x } from "../../lib/format.ts";\nexport const y = x;',
    /web\/texts may not import up from web\/lib/,
  ],
  [
    "a folder of web without a floor",
    "apps/web/src/magic/magic.ts",
    'import { x } from "../lib/format.ts";\nexport const y = x;',
    /web\/magic stands on no floor/,
  ],
  [
    "a circular import of types in web",
    "apps/web/src/lib/circle-one.ts",
    'import type { Two } from "./circle-two.ts";\nexport type One = Two | 1;',
    /Dependency cycle/,
  ],
  [
    "the other half of the circular import",
    "apps/web/src/lib/circle-two.ts",
    'import type { One } from "./circle-one.ts";\nexport type Two = One[];',
    /Dependency cycle/,
  ],
  [
    "lucia outside its one module",
    "packages/api/src/auth/elsewhere.ts",
    'import { Lucia } from "lucia";\nexport const y = Lucia;',
    /session\.ts alone/,
  ],
  [
    "a driver outside db",
    "apps/server/src/driver.ts",
    'import Database from "better-sqlite3";\nexport const y = Database;',
    /only db knows a database driver/,
  ],
  ["a file of 401 lines", "packages/core/src/products/long.ts", lines(401), /401|400/],
  [
    "a function of 71 lines",
    "packages/core/src/products/long-function.ts",
    longFunction(71),
    /71|70/,
  ],
  ["any", "packages/core/src/products/any.ts", "export const f = (x: any) => x;", /any/],
  [
    "a non-null assertion",
    "packages/core/src/products/bang.ts",
    "export const f = (x: string | null) => x!.length;",
    /non-null/i,
  ],
  [
    "a cast without a reason",
    "packages/core/src/products/cast.ts",
    "export const f = (x: unknown) => x as string;",
    /safe because/,
  ],
  [
    "the clock in core",
    "packages/core/src/products/clock.ts",
    "export const f = () => new Date();",
    /use ctx\.now/,
  ],
  [
    "the other clock in core",
    "packages/core/src/products/clock-now.ts",
    "export const f = () => Date.now();",
    /use ctx\.now/,
  ],
  [
    "a query that works on one engine only",
    "packages/core/src/products/query.ts",
    "export const f = (ctx: { db: any }) => ctx.db.select().from(1).all();",
    /exists on SQLite only/,
  ],
  [
    "a transaction that begins outside the engines",
    "packages/core/src/products/begin.ts",
    'export const sql = "BEGIN IMMEDIATE";',
    /begin only in packages\/db\/src\/engines\//,
  ],
  [
    "a plain BEGIN in SQLite's engine",
    "packages/db/src/engines/sqlite/begin.ts",
    'export const sql = "BEGIN";',
    /Write BEGIN IMMEDIATE/,
  ],
  [
    "a deferred BEGIN in a template",
    "packages/db/src/engines/sqlite/begin-deferred.ts",
    "export const sql = (rest: string) => `begin deferred; ${rest}`;",
    /Write BEGIN IMMEDIATE/,
  ],
  [
    "HTML from a string",
    "apps/web/src/components/markup.tsx",
    "export const Markup = ({ html }: { html: string }) => <p dangerouslySetInnerHTML={{ __html: html }} />;",
    /dangerouslySetInnerHTML/,
  ],
  [
    "process.env outside env.ts",
    "apps/server/src/http.ts",
    'export const port = process.env["PORT"];',
    /process\.env/,
  ],
  [
    "a relative import without its ending",
    "packages/core/src/products/ending.ts",
    'import { x } from "./prices";\nexport const y = x;',
    /carries its ending/,
  ],
  ["a barrel", "packages/core/src/products/products.ts", 'export * from "./prices.ts";', /barrel/],
  [
    "a default export",
    "packages/core/src/products/default.ts",
    "export default function f() {}",
    /default/,
  ],
  [
    "a type imported as a value",
    "packages/core/src/products/type.ts",
    'import { T } from "./t.ts";\nexport const f = (x: T) => x;',
    /type/,
  ],
  [
    "a catch-all name",
    "packages/core/src/products/helpers.ts",
    "export const x = 1;",
    /do not describe them/,
  ],
  [
    "a file name in another letter case",
    "packages/core/src/products/camelCase.ts",
    "export const x = 1;",
    /case/,
  ],
  [
    "[fault H5] a test that asserts how long something took",
    "apps/server/src/timed.test.ts",
    "export const start = performance.now();",
    /a test does not measure time/,
  ],
  [
    "[fault H5] a test that gives up after a second",
    "packages/db/src/hasty.test.ts",
    'import { vi } from "vitest";\nawait vi.waitFor(() => true);',
    /use expect\.poll/,
  ],
  [
    "a word that is not plain English, in a text",
    "apps/web/src/texts/en/guess.ts",
    'export const x = { finish: "Open the books", n: (n: number) => `${n} are mended.` };',
    /not “the books”: the database.*\n.*not “mended”: fixed/s,
  ],
  [
    "words of that list in a refusal, a comment and a name",
    "packages/contract/src/guess.ts",
    '/** Starts\n * anew. */\nexport const sentence = "Changed meanwhile.";\nexport function takeBackGoods() {}',
    /not “anew”: again.*not “meanwhile”.*not “take back”: refund, undo, reverse/s,
  ],
  [
    "a word of that list in the title of a test",
    "packages/core/src/stock/guess.test.ts",
    'test.each([1])("[L3] %s lies there", () => {});\ndescribe(`the ${1} of somebody`, () => {});',
    /not “lies there”: is there.*not “somebody”: someone/s,
  ],
];

/** The same code in places where it is allowed. */
const ALLOWED = [
  ["apps/web/src/texts/en/plain.ts", 'export const x = "Remove it, then take a bookshelf.";'],
  ["packages/core/src/stock/plain.ts", "// Calls `anew` again.\nexport const amended = 1;"],
  [
    "packages/core/src/sales/down.ts",
    'import { x } from "../stock/levels.ts";\nexport const y = x;',
  ],
  [
    "packages/core/src/products/costs.ts",
    'import { x } from "../stock/costs/last-cost.ts";\nexport const y = x;',
  ],
  [
    "packages/core/src/stock/levels.test.ts",
    'import { x } from "../testing/create-test-shop.ts";\nexport const y = x;',
  ],
  [
    "apps/web/src/components/button.tsx",
    'import { Button } from "@mantine/core";\nexport const y = Button;',
  ],
  [
    "apps/web/src/features/till/paper.ts",
    'import { x } from "../receipts/receipt-paper.ts";\nexport const y = x;',
  ],
  ["apps/web/src/app/down.ts", 'import { x } from "../lib/paths.ts";\nexport const y = x;'],
  [
    "apps/web/src/app/type.ts",
    'import type { AppRouter } from "@daybook/api/client";\nexport type Y = AppRouter;',
  ],
  ["packages/api/src/auth/session.ts", 'import { Lucia } from "lucia";\nexport const y = Lucia;'],
  ["packages/core/src/products/four-hundred.ts", lines(400)],
  ["packages/core/src/products/seventy.ts", longFunction(70)],
  [
    "packages/core/src/products/reasoned-cast.ts",
    "export function f(x: unknown) {\n  // safe because the caller has checked it.\n  return x as string;\n}",
  ],
  ["packages/core/src/products/as-const.ts", 'export const x = ["a"] as const;'],
  ["packages/core/src/products/map.ts", "export const f = (m: Map<string, string>) => m.get('a');"],
  ["packages/db/src/engines/sqlite/begin-now.ts", 'export const sql = "BEGIN IMMEDIATE";'],
  ["packages/db/src/engines/postgres/begin.ts", 'export const sql = "BEGIN; SELECT 1";'],
  [
    "packages/core/src/products/beginning.ts",
    'export const text = "Beginning of a receipt number";',
  ],
  ["apps/server/src/env.ts", 'export const port = process.env["PORT"];'],
];

const WEB = join(ROOT, "apps/web/src");
const foldersOf = (path) =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );

test("the floors of apps/web name existing folders", () => {
  expect(foldersOf(WEB)).toEqual([...WEB_FLOORS].toSorted());
});

test("a feature of apps/web may import only what it does import", () => {
  const features = join(WEB, "features");
  const found = foldersOf(features).flatMap((feature) => {
    const sources = readdirSync(join(features, feature), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readFileSync(join(features, feature, file), "utf8"));
    const imported = sources.join("\n").matchAll(/"(?:\.\.\/)+(\w+)\/[\w./-]+"/g);
    return [...new Set([...imported].map(([, name]) => name))]
      .filter((name) => name !== feature && foldersOf(features).includes(name))
      .map((name) => `${feature} → ${name}`);
  });
  const allowed = FEATURE_IMPORTS.map(([importer, imported]) => `${importer} → ${imported}`);
  expect(found.toSorted()).toEqual(allowed.toSorted());
});

describe("the custom lint rules", () => {
  let copy;
  let findings;

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "daybook-lint-"));
    for (const path of [".oxlintrc.json", "scripts/lint"])
      cpSync(join(ROOT, path), join(copy, path), { recursive: true });
    for (const [, path, text] of PLANTED) plant(path, text);
    for (const [path, text] of ALLOWED) plant(path, text);
    const { stdout } = spawnSync(process.execPath, [tool("oxlint"), "--format=json"], {
      cwd: copy,
      encoding: "utf8",
    });
    findings = JSON.parse(stdout).diagnostics;
  });

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test.each(PLANTED)("refuse %s", (_, path, __, sentence) => {
    expect(messagesOf(path).join("\n")).toMatch(sentence);
  });

  test.each(ALLOWED)("accept %s", (path) => {
    expect(messagesOf(path)).toEqual([]);
  });

  function plant(path, text) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), `${text}\n`);
  }
  const messagesOf = (path) =>
    findings
      .filter(({ filename }) => filename === path)
      .map(({ message, help }) => `${message} ${help ?? ""}`);
});
