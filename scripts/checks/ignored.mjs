// Finds sources that a pattern in .gitignore excludes by mistake; a fresh clone would lack them.
import { spawnSync } from "node:child_process";

const SOURCES = [
  ":(glob)packages/*/src/**",
  ":(glob)apps/*/src/**",
  ":(glob)bench/src/**",
  ":(glob)examples/*/src/**",
  ":(glob)scripts/**",
  ":(glob)docs/**",
  ":(glob)drizzle/**",
  ":(exclude,glob)**/node_modules/**",
  ":(exclude,glob)**/.turbo/**",
];

/** Messages about source files that git ignores. Returns none outside a checkout. */
export function checkIgnored(root) {
  const args = ["ls-files", "--others", "--ignored", "--exclude-standard", "--", ...SOURCES];
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  if (status !== 0) return [];
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((file) => `${file} is ignored by git and would be missing from every clone.`);
}
