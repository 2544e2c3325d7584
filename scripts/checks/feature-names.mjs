// Compares the feature table in docs/architecture.md with the files: every listed file exists, and every feature folder
// has a row. This keeps the names of a feature the same in all layers.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const PAGE = "docs/architecture.md";

/** The folders of the columns of both tables. With `all`, everything in `folder` needs a row. */
const COLUMNS = {
  contract: { folder: "packages/contract/src", ending: ".ts" },
  schema: { folder: "packages/db/src/schema", ending: ".ts", all: true },
  core: { folder: "packages/core/src", ending: "", all: true },
  api: { folder: "packages/api/src/routers", ending: ".ts", all: true },
  web: { folder: "apps/web/src/features", ending: "", all: true },
  texts: { folder: "apps/web/src/texts/en", ending: ".ts" },
  "browser tests": { folder: "apps/e2e/src", ending: ".test.ts" },
};
const COLUMN_ENTRIES = Object.entries(COLUMNS);

/** Messages about listed files that do not exist, and about files and folders without a row or with two. */
export function checkFeatureNames(root) {
  const cells = readCells(readFileSync(join(root, PAGE), "utf8"));
  if (cells.length === 0) return [`${PAGE} has no table of features.`];
  return COLUMN_ENTRIES.flatMap(([column, { folder, ending, all }]) => {
    const named = cells.filter((cell) => cell.column === column);
    const notFound = named
      .filter(({ name }) => !existsSync(join(root, folder, name + ending)))
      .map(
        ({ name, line }) =>
          `${PAGE}:${line} names ${folder}/${name}${ending}, which does not exist.`,
      );
    const twice = named
      .filter(({ name }, at) => named.findIndex((cell) => cell.name === name) !== at)
      .map(({ name, line }) => `${PAGE}:${line} names ${folder}/${name}${ending} a second time.`);
    const known = new Set(named.map(({ name }) => name));
    const missing = all
      ? namesIn(join(root, folder), ending)
          .filter((name) => !known.has(name))
          .map((name) => `${folder}/${name}${ending} has no row in the tables of ${PAGE}.`)
      : [];
    return [...notFound, ...twice, ...missing];
  });
}

/** Every name in backticks of the tables with one of the columns above: `[{ column, name, line }]`. */
function readCells(text) {
  let columns = null;
  return text.split("\n").flatMap((row, at) => {
    if (!row.startsWith("|")) {
      columns = null;
      return [];
    }
    const cells = row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (columns === null) {
      columns = cells.map((cell) => (cell in COLUMNS ? cell : null));
      return [];
    }
    return cells.flatMap((cell, index) =>
      columns[index] === null
        ? []
        : [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => ({
            column: columns[index],
            name,
            line: at + 1,
          })),
    );
  });
}

/** The direct contents of a folder: files by their names without ending or, if the ending is empty, everything. */
function namesIn(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => (ending === "" ? true : isSource(folder, name, ending)))
    .map((name) => name.slice(0, name.length - ending.length))
    .toSorted();
}

const isSource = (folder, name, ending) =>
  name.endsWith(ending) &&
  !name.endsWith(`.test${ending}`) &&
  statSync(join(folder, name)).isFile();
