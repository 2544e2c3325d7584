// Every path that the documentation names must exist: a map that shows a road that is gone is worse than none.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

const TOP = /^(packages|apps|docs|scripts|bench|examples|drizzle|\.ci)\//;
const ROOT_FILES = /^[\w.-]+\.(md|json|ts|mjs)$/;

/** Sentences about paths named in README.md, CONTRIBUTING.md, CHANGELOG.md and docs/ that are not there. */
export function checkLinks(root) {
  const texts = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...markdownIn(root, "docs")];
  return texts
    .filter((file) => existsSync(join(root, file)))
    .flatMap((file) =>
      namedPaths(readFileSync(join(root, file), "utf8"))
        .filter(({ path, link }) => !exists(root, file, path, link))
        .map(({ path, line }) => `${file}:${line} names ${path}, which does not exist.`),
    );
}

function markdownIn(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1));
}

/** Links anywhere, and code spans that start like a path of this repository; fenced examples are left alone. */
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
