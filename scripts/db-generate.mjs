/**
 * Writes the schema's next migration for both engines:   node scripts/db-generate.mjs --name first_books
 * Empty ones, to change rows by hand:                     node scripts/db-generate.mjs --rows --name close_alerts
 * Fails where the schema has changes that no migration carries: node scripts/db-generate.mjs --check
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const ENGINES = ["sqlite", "postgres"];
const root = fileURLToPath(new URL("..", import.meta.url));
const database = join(root, "packages/db");
const { values } = parseArgs({
  options: {
    name: { type: "string" },
    check: { type: "boolean", default: false },
    // An empty migration to write by hand, if rows change but no table does.
    rows: { type: "boolean", default: false },
  },
});

process.exitCode = values.check ? check() : generate(values.name, values.rows);

function generate(name, rows) {
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
    console.error("Name the migration after its change, in lower case: --name product_brand");
    return 1;
  }
  for (const engine of ENGINES) {
    const made = run(engine, join(root, "drizzle", engine), name, rows);
    console.log(
      made.length > 0 ? `drizzle/${engine}/${made.join(", ")}` : `drizzle/${engine}: nothing to do`,
    );
  }
  return 0;
}

function check() {
  const scratch = mkdtempSync(join(tmpdir(), "daybook-schema-"));
  try {
    const stale = ENGINES.filter((engine) => {
      const folder = join(scratch, engine);
      if (existsSync(join(root, "drizzle", engine)))
        cpSync(join(root, "drizzle", engine), folder, { recursive: true });
      return run(engine, folder, "unwritten").length > 0;
    });
    if (stale.length === 0) return 0;
    console.error(
      `The schema has changes without a migration (${stale.join(", ")}); run: npm run db:generate -- --name <what>`,
    );
    return 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Runs drizzle-kit and returns the names of the created files. */
function run(engine, folder, name, rows = false) {
  const before = new Set(sqlFiles(folder));
  const require = createRequire(join(database, "package.json"));
  const kit = join(dirname(require.resolve("drizzle-kit")), "bin.cjs");
  const home = dirname(dirname(require.resolve("drizzle-orm")));
  const done = spawnSync(
    process.execPath,
    [
      "--import",
      resolver(),
      kit,
      "generate",
      "--config",
      `packages/db/drizzle.${engine}.config.ts`,
      "--name",
      name,
      ...(rows ? ["--custom"] : []),
    ],
    {
      cwd: root,
      encoding: "utf8",
      stdio: ["inherit", "pipe", "pipe"],
      // drizzle-kit appends the folder to the working directory, so it must be relative.
      env: { ...process.env, DRIZZLE_OUT: relative(root, folder), NODE_PATH: home },
    },
  );
  const made = sqlFiles(folder).filter((file) => !before.has(file));
  if (done.status !== 0 || (made.length === 0 && !/No schema changes/.test(done.stdout))) {
    throw new Error(
      `drizzle-kit could not read the ${engine} schema:\n${done.stdout}${done.stderr}`,
    );
  }
  if (engine === "sqlite") for (const file of made) makeStrict(join(folder, file));
  return made;
}

/**
 * Adds options that drizzle-kit does not support: STRICT refuses text in number columns, and WITHOUT ROWID stores a
 * table with a composite key only once, in key order.
 */
function makeStrict(file) {
  const text = readFileSync(file, "utf8");
  const strict = text.replaceAll(/^(CREATE TABLE [^;]*?\n\));/gm, (_, table) =>
    /^\tPRIMARY KEY\(|^\tCONSTRAINT .* PRIMARY KEY\(/m.test(table)
      ? `${table} STRICT, WITHOUT ROWID;`
      : `${table} STRICT;`,
  );
  writeFileSync(file, strict);
}

function sqlFiles(folder) {
  return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".sql")) : [];
}

/** drizzle-kit resolves drizzle-orm from its own folder; this redirects it to the copy that packages/db uses. */
function resolver() {
  const hook = `export function resolve(specifier, context, next) {
    const ours = specifier === "drizzle-orm" || specifier.startsWith("drizzle-orm/");
    return next(specifier, ours ? { ...context, parentURL: ${JSON.stringify(pathToFileURL(join(database, "package.json")).href)} } : context);
  }`;
  const script = `import { register } from "node:module"; register(${JSON.stringify(dataUrl(hook))});`;
  return dataUrl(script);
}

function dataUrl(script) {
  return `data:text/javascript,${encodeURIComponent(script)}`;
}
