// Checks that every path and every test named in the documentation exists.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { idsIn, readTestNames } from "../features.mjs";

const TOP = /^(packages|apps|docs|scripts|bench|examples|drizzle|\.ci)\//;
const ROOT_FILES = /^[\w.-]+\.(md|json|ts|mjs)$/;

/** Messages about missing paths in README.md, CONTRIBUTING.md, CHANGELOG.md, docs/ and examples/. */
export function checkLinks(root) {
  const texts = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    ...markdownIn(root, "docs"),
    ...markdownIn(root, "examples"),
  ];
  return texts
    .filter((file) => existsSync(join(root, file)))
    .flatMap((file) =>
      namedPaths(readFileSync(join(root, file), "utf8"))
        .filter(({ path, link }) => !exists(root, file, path, link))
        .map(({ path, line }) => `${file}:${line} names ${path}, which does not exist.`),
    );
}

/**
 * Messages about missing tests in the Confirmation of a decision: ids such as [L3] without a test, and full names in
 * backticks.
 */
export function checkConfirmations(root) {
  const tests = readTestNames(root);
  const ids = new Set(tests.map(({ id }) => id));
  const names = new Set(tests.map(({ name }) => name));
  return markdownIn(root, "docs/decisions").flatMap((file) => {
    const [, text = ""] = readFileSync(join(root, file), "utf8").split(/^## Confirmation$/m);
    const missingNames = [...text.matchAll(/`(\[[A-Z]{1,2}\d+\][^`]+)`/g)].filter(
      ([, name]) => !names.has(name),
    );
    return [
      ...idsIn(text)
        .filter((id) => !ids.has(id))
        .map((id) => `${file} names tests with the id [${id}], but there are none.`),
      ...missingNames.map(([, name]) => `${file} names the test "${name}", which does not exist.`),
    ];
  });
}

/** Messages about decisions that share a number, have another one as their title, or are linked by another one. */
export function checkDecisionNumbers(root) {
  const numbers = new Map();
  const own = markdownIn(root, "docs/decisions").flatMap((file) => {
    const [, number] = /\/(\d{4})-/.exec(file) ?? [];
    if (number === undefined) return [];
    const first = numbers.get(number);
    numbers.set(number, first ?? file);
    const title = readFileSync(join(root, file), "utf8").split("\n", 1)[0] ?? "";
    return [
      ...(first === undefined ? [] : [`${file} has the number of ${first}.`]),
      ...(title.startsWith(`# ${number}`) ? [] : [`${file} has the title "${title}".`]),
    ];
  });
  const links = markdownIn(root, "docs").flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/\[(\d{4})\]\([^)]*?(\d{4})-/g)]
      .filter(([, text, number]) => text !== number)
      .map(([, text, number]) => `${file} calls the decision ${number} ${text}.`),
  );
  return [...own, ...links];
}

function markdownIn(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : markdownIn(root, path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

/** All links, and code spans that start like a path of this repository; fenced code is ignored. */
function namedPaths(text) {
  const found = [];
  let fenced = false;
  for (const [index, content] of text.split("\n").entries()) {
    if (/^\s*(```|~~~)/.test(content)) fenced = !fenced;
    if (fenced) continue;
    const line = index + 1;
    for (const [, target] of content.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (!/^([a-z]+:|#|\/)/.test(target))
        found.push({ path: target.replace(/#.*$/, ""), line, link: true });
    }
    for (const [, span] of content.matchAll(/`([^`\s]+)`/g)) {
      const path = span.replace(/:\d+$/, "");
      if (TOP.test(path) && !/[*<>{}…$]/.test(path)) found.push({ path, line, link: false });
    }
  }
  return found;
}

function exists(root, file, path, link) {
  if (link)
    return (
      existsSync(join(root, dirname(file), path)) ||
      (ROOT_FILES.test(path) && existsSync(join(root, path)))
    );
  return existsSync(join(root, path));
}
