// A pattern in .gitignore that is too wide swallows sources without a word; a fresh clone then lacks them.
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

/** Sentences about source files that git ignores. Outside a checkout there is nothing to say. */
export function checkIgnored(root) {
  const args = ["ls-files", "--others", "--ignored", "--exclude-standard", "--", ...SOURCES];
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  if (status !== 0) return [];
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((file) => `${file} is ignored by git and would be missing from every clone.`);
}
