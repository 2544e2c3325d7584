// The custom checks, each on a small project in a temporary folder.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkFeatureNames } from "./checks/feature-names.mjs";
import { checkIgnored } from "./checks/ignored.mjs";
import { checkConfirmations, checkDecisionNumbers, checkLinks } from "./checks/links.mjs";
import { checkLockfile } from "./checks/lockfile.mjs";
import { checkStyles } from "./checks/styles.mjs";
import { checkVersions } from "./checks/versions.mjs";
import { checkWords } from "./checks/words.mjs";
import { readWorkspaces } from "./checks/workspaces.mjs";
import {
  checkFeatureList,
  compareWithReport,
  readFeatures,
  spellOut,
  writeStatuses,
} from "./features.mjs";
import { wordRows } from "./lint/words.mjs";
import { QUIET_ENV, ROOT, tool } from "./tools.mjs";

let project;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "daybook-project-"));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

function write(path, content) {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(
    join(project, path),
    typeof content === "string" ? content : JSON.stringify(content),
  );
}

function workspace(folder, dependencies, rest = {}) {
  write(`${folder}/package.json`, {
    name: `@daybook/${folder.split("/").at(-1)}`,
    version: "0.1.0",
    dependencies,
    ...rest,
  });
}

describe("plain English", () => {
  test("a word of the list is reported with its line, but not in code", () => {
    write("README.md", "# Shop\n\nThe books\nof a shop, and `anew`.\n");
    expect(checkWords(project)).toEqual([
      "README.md:3 says “the books”: write the database, the system, stock on record.",
    ]);
  });

  test("the table of the style guide equals the list", () => {
    const rows = wordRows().map((row) => `| ${row} |`);
    const page = (shown) => `## Words\n\n| Not | Write |\n| --- | --- |\n${shown.join("\n")}\n`;
    write("docs/style.md", page(rows));
    expect(checkWords(project)).toEqual([]);
    write("docs/style.md", page(["| goods | products |", ...rows.slice(1)]));
    expect(checkWords(project)).toEqual([
      "docs/style.md does not show the word “the books | the database, the system, stock on record”.",
      "docs/style.md shows “goods | products”, which scripts/lint/words.mjs does not have.",
    ]);
  });
});

describe("one scale of sizes", () => {
  test("sizes and corners that are not tokens are reported, relative ones are not", () => {
    write("apps/web/src/a.css", ".a {\n  font-size: 13px;\n  border-radius: 4px;\n}\n");
    write("apps/web/src/b.css", ".b {\n  font-size: 1.2em;\n  border-radius: var(--radius);\n}\n");
    write("apps/web/src/tokens.css", ":root {\n  --size-body: 15px;\n}\n");
    expect(checkStyles(project)).toEqual([
      "apps/web/src/a.css:2 sets font-size to 13px; use var(--size-…) of tokens.css.",
      "apps/web/src/a.css:3 sets border-radius to 4px; use var(--radius…) of tokens.css.",
    ]);
  });

  test("a class that the style sheet does not have is reported", () => {
    write("apps/web/src/a.module.css", ".row {\n}\n.row-end {\n}\n");
    const uses = "<p className={classes.row}><b className={`${classes.rows} b`} /></p>";
    write(
      "apps/web/src/a.tsx",
      `import classes from "./a.module.css";\nexport const a = ${uses};\n`,
    );
    expect(checkStyles(project)).toEqual([
      "apps/web/src/a.tsx:2 uses the class rows, which ./a.module.css lacks.",
    ]);
  });

  test("a layout change at another width is reported, one of a container is not", () => {
    write("apps/web/src/a.css", "@media (max-width: 620px) {\n}\n@media (max-width: 599px) {\n}\n");
    write("apps/web/src/b.css", "@container line (max-width: 400px) {\n}\n");
    write("apps/web/src/c.ts", 'const NARROW = "(max-width: 640px)";\n');
    expect(checkStyles(project)).toEqual([
      "apps/web/src/a.css:1 uses (max-width: 620px): the layout changes at 600, 1024, 1280 px.",
      "apps/web/src/c.ts:1 uses (max-width: 640px): the layout changes at 600, 1024, 1280 px.",
    ]);
  });
});

describe("versions", () => {
  beforeEach(() =>
    write("package.json", { name: "daybook", version: "0.1.0", workspaces: ["packages/*"] }),
  );

  test("one library in two versions is reported with both workspaces", () => {
    workspace("packages/contract", { zod: "4.6.7" });
    workspace("packages/web", { zod: "4.6.6" });
    expect(checkVersions(project)).toEqual([
      "zod is 4.6.6 in packages/web but 4.6.7 in packages/contract.",
    ]);
  });

  test("a range instead of an exact version is reported", () => {
    workspace("packages/contract", { zod: "^4.6.7" });
    expect(checkVersions(project)).toEqual([
      'zod in packages/contract is "^4.6.7": pin one exact version.',
    ]);
  });

  test("a wrong version of a workspace is reported", () => {
    workspace("packages/contract", {});
    workspace("packages/db", { "@daybook/contract": "0.0.9" });
    expect(checkVersions(project)).toEqual([
      "packages/db asks for @daybook/contract 0.0.9; the workspace is 0.1.0.",
    ]);
  });
});

describe("the lockfile", () => {
  beforeEach(() => {
    write("package.json", {
      name: "daybook",
      version: "0.1.0",
      workspaces: [],
      devDependencies: { turbo: "2.11.9" },
    });
  });

  const locked = (extra) => ({
    packages: {
      "": { devDependencies: { turbo: "2.11.9" } },
      "node_modules/turbo": {
        version: "2.11.9",
        optionalDependencies: { "@turbo/linux-64": "2.11.9", "@turbo/darwin-64": "2.11.9" },
      },
      "node_modules/@turbo/linux-64": { version: "2.11.9" },
      ...extra,
    },
  });

  test("a missing platform package is reported by name", () => {
    write("package-lock.json", locked({}));
    expect(checkLockfile(project)).toEqual([
      expect.stringContaining("turbo 2.11.9 lacks 1 platform packages (@turbo/darwin-64"),
    ]);
  });

  test("a complete lockfile passes", () => {
    write("package-lock.json", locked({ "node_modules/@turbo/darwin-64": { version: "2.11.9" } }));
    expect(checkLockfile(project)).toEqual([]);
  });

  test("a dependency added by hand without an install is reported", () => {
    write(
      "package-lock.json",
      locked({ "node_modules/@turbo/darwin-64": { version: "2.11.9" }, "": {} }),
    );
    expect(checkLockfile(project)).toEqual([
      ".: turbo 2.11.9 is not in package-lock.json: run npm install.",
    ]);
  });
});

test("a source that .gitignore excludes is reported, build output is not", () => {
  spawnSync("git", ["init", "--quiet"], { cwd: project });
  write(".gitignore", "reports/\ndist/\n");
  write("packages/core/src/reports/sales.ts", "");
  write("packages/core/src/sales/sales.ts", "");
  write("packages/core/dist/main.js", "");
  expect(checkIgnored(project)).toEqual([
    "packages/core/src/reports/sales.ts is ignored by git and would be missing from every clone.",
  ]);
});

describe("names of the features", () => {
  const table = (...rows) =>
    ["| Feature | What | core | api |", "|---|---|---|---|", ...rows, "", "After it."].join("\n");

  test("a table that names every folder and file passes", () => {
    write("docs/architecture.md", table("| sales | `words` | `sales` | `sales` |"));
    write("packages/core/src/sales/sales.ts", "");
    write("packages/api/src/routers/sales.ts", "");
    write("packages/api/src/routers/sales.test.ts", "");
    expect(checkFeatureNames(project)).toEqual([]);
  });

  test("a missing file, a folder without a row and a folder in two rows are reported", () => {
    write(
      "docs/architecture.md",
      table("| sales | | `sales` | `sale` |", "| till | | `sales` | |"),
    );
    write("packages/core/src/sales/sales.ts", "");
    write("packages/core/src/stock/stock.ts", "");
    write("packages/core/src/loose.ts", "");
    write("packages/api/src/routers/sales.ts", "");
    expect(checkFeatureNames(project)).toEqual([
      "docs/architecture.md:4 names packages/core/src/sales a second time.",
      "packages/core/src/loose.ts has no row in the tables of docs/architecture.md.",
      "packages/core/src/stock has no row in the tables of docs/architecture.md.",
      "docs/architecture.md:3 names packages/api/src/routers/sale.ts, which does not exist.",
      "packages/api/src/routers/sales.ts has no row in the tables of docs/architecture.md.",
    ]);
  });

  test("a page without the table is reported", () => {
    write("docs/architecture.md", "| Floor | Package |\n|---|---|\n| 0 | `contract` |");
    expect(checkFeatureNames(project)).toEqual(["docs/architecture.md has no table of features."]);
  });
});

describe("paths in the documentation", () => {
  test("a path that does not exist is reported with its line, links and code spans alike", () => {
    write("packages/core/src/sales.ts", "");
    write(
      "README.md",
      "See `packages/core/src/sales.ts`.\nAnd `packages/core/src/gone.ts` and [that](docs/gone.md).\n",
    );
    expect(checkLinks(project)).toEqual([
      "README.md:2 names docs/gone.md, which does not exist.",
      "README.md:2 names packages/core/src/gone.ts, which does not exist.",
    ]);
  });

  test("the pages of the examples are read, those of installed packages are not", () => {
    write("examples/a/README.md", "See `src/x.ts` and [this](src/gone.ts).\n");
    write("examples/a/node_modules/b/README.md", "[gone](gone.md)\n");
    expect(checkLinks(project)).toEqual([
      "examples/a/README.md:1 names src/gone.ts, which does not exist.",
    ]);
  });

  test("a decision confirmed by a missing test is reported", () => {
    write("packages/core/src/a.test.ts", 'test("[S2] sells", () => {});');
    write(
      "docs/decisions/0001-a.md",
      "[S9]\n\n## Confirmation\n\nTests carrying [S2] and [S3]; `[S2] sells`, `[S2] gives`.\n",
    );
    expect(checkConfirmations(project)).toEqual([
      "docs/decisions/0001-a.md names tests with the id [S3], but there are none.",
      'docs/decisions/0001-a.md names the test "[S2] gives", which does not exist.',
    ]);
  });

  test("two decisions of one number, another number in a title and in a link are reported", () => {
    write("docs/decisions/0001-a.md", "# 0001: A\n");
    write("docs/decisions/0001-b.md", "# 0001: B\n");
    write("docs/decisions/0002-c.md", "# 0003: C\n");
    write("docs/architecture.md", "[0001](decisions/0001-a.md) [0003](decisions/0002-c.md)\n");
    expect(checkDecisionNumbers(project)).toEqual([
      "docs/decisions/0001-b.md has the number of docs/decisions/0001-a.md.",
      'docs/decisions/0002-c.md has the title "# 0003: C".',
      "docs/architecture.md calls the decision 0002 0003.",
    ]);
  });

  test("patterns, examples in fences and the web are ignored", () => {
    write(
      "docs/style.md",
      "`packages/*/src`\n```\n`packages/x/y.ts`\n```\n[z](https://zod.dev) [here](#below)\n",
    );
    expect(checkLinks(project)).toEqual([]);
  });
});

describe("the feature list", () => {
  const list = (rows) =>
    write(
      "docs/features.md",
      rows.map(([id, status]) => `| ${id} | text | ${status} |`).join("\n"),
    );
  const report = (...tests) => ({
    tests: tests.map(([name, state, file = "packages/core/a.test.ts"]) => ({ name, state, file })),
  });

  test("a feature marked as working without a test is unproven", () => {
    list([
      ["S1", "planned"],
      ["S2", "works"],
    ]);
    expect(compareWithReport(project, report(["sells", "passed"])).unproven).toEqual([
      "S2 is marked as working, but no test has its id.",
    ]);
  });

  test("a feature marked as working is proven by one passing test and disproven by one failing test", () => {
    list([["S1", "works"]]);
    expect(compareWithReport(project, report(["[S1] scans", "passed"])).unproven).toEqual([]);
    const mixed = report(["[S1] scans", "passed"], ["[S1] scans again", "failed"]);
    expect(compareWithReport(project, mixed).unproven).toEqual([
      "S1 is marked as working, but one of its tests failed.",
    ]);
  });

  test("a feature whose tests were left to the whole matrix is proven there; one that has no test is not", () => {
    list([
      ["S1", "works"],
      ["S2", "works"],
      ["S3", "works"],
    ]);
    const short = report(["[S1] scans", "left"], ["[S2] sells", "left"], ["[S2] sells", "failed"]);
    expect(compareWithReport(project, short)).toEqual({
      unproven: [
        "S2 is marked as working, but one of its tests failed.",
        "S3 is marked as working, but no test has its id.",
      ],
      notHere: [],
    });
  });

  test("a feature whose tests cannot run on this machine is named, not failed", () => {
    list([["S1", "works"]]);
    write("apps/e2e/src/till.test.ts", 'test("[S1] scans", () => {});');
    expect(compareWithReport(project, report(["other", "passed"]))).toEqual({
      unproven: [],
      notHere: ["S1: all its tests were skipped on this machine"],
    });
  });

  test("a gap in the numbers and an id that only a test has are reported", () => {
    list([
      ["S1", "planned"],
      ["S3", "soon"],
    ]);
    write("packages/core/src/a.test.ts", 'test.each([1])("[S4, S1] scans", () => {});');
    expect(checkFeatureList(project)).toEqual([
      'docs/features.md: S3 is "soon"; write planned or works.',
      "docs/features.md lacks S2.",
      'docs/features.md lacks S4, named by "[S4, S1] scans" in packages/core/src/a.test.ts.',
    ]);
  });

  test("writing marks exactly the given ids and refuses one that no test has", () => {
    list([
      ["S1", "works"],
      ["S2", "planned"],
      ["S3", "planned"],
    ]);
    write(
      "packages/core/src/a.test.ts",
      'test(\n  "[S2] sells", async () => {});\ndescribe(`[S3] parks`, () => {});',
    );
    writeStatuses(project, spellOut(["S2-S3"]));
    expect(readFeatures(project).map(({ status }) => status)).toEqual([
      "planned",
      "works",
      "works",
    ]);
    expect(() => writeStatuses(project, ["S1"])).toThrow("S1 has no test with its id");
  });
});

describe("boundaries", () => {
  test("an import of a package that is not declared is refused", () => {
    for (const path of ["package.json", "package-lock.json", "turbo.json"]) copyIfThere(path);
    for (const { folder } of readWorkspaces(ROOT).slice(1)) {
      for (const file of ["package.json", "turbo.json"]) copyIfThere(`${folder}/${file}`);
    }
    expect(boundaries()).toMatchObject({ status: 0 });
    write(
      "packages/contract/src/planted.ts",
      'import { x } from "@daybook/core/context/context";\nexport const y = x;\n',
    );
    const { status, stderr, stdout } = boundaries();
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain("@daybook/core");
  });

  function copyIfThere(path) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    if (existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(project, path));
  }

  const boundaries = () =>
    spawnSync(process.execPath, [tool("turbo"), "boundaries", "--no-update-notifier"], {
      cwd: project,
      encoding: "utf8",
      env: { ...process.env, ...QUIET_ENV },
    });
});
