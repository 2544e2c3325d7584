// Checks the documentation for the words of scripts/lint/words.mjs.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findWordsInProse, rowsBelowWords, wordRows } from "../lint/words.mjs";

const STYLE = "docs/style.md";
const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "bench/README.md",
  "examples/README.md",
  "examples/online-retail/README.md",
  "packages/client/README.md",
];

/** Messages about listed words in the documentation, and about differences between the list and its table. */
export function checkWords(root) {
  const files = [...PAGES, ...documents(root)];
  const found = files
    .filter((file) => existsSync(join(root, file)))
    .flatMap((file) => check(file, readFileSync(join(root, file), "utf8")));
  return [...found, ...checkTable(root)];
}

function check(file, text) {
  // Excludes the table of the words.
  const prose = file === STYLE ? text.replace(/^\|.*\|$/gm, "") : text;
  return findWordsInProse(prose).map(
    ({ word, instead, line }) => `${file}:${line} says “${word}”: write ${instead}.`,
  );
}

function checkTable(root) {
  if (!existsSync(join(root, STYLE))) return [];
  const shown = rowsBelowWords(readFileSync(join(root, STYLE), "utf8"));
  const listed = wordRows();
  return [
    ...listed
      .filter((row) => !shown.includes(row))
      .map((row) => `${STYLE} does not show the word “${row}”.`),
    ...shown
      .filter((row) => !listed.includes(row))
      .map((row) => `${STYLE} shows “${row}”, which scripts/lint/words.mjs does not have.`),
  ];
}

/** All pages in docs/. */
function documents(root) {
  if (!existsSync(join(root, "docs"))) return [];
  return readdirSync(join(root, "docs"), { recursive: true })
    .map((name) => `docs/${name.replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".md"))
    .toSorted();
}
