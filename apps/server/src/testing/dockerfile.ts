/** Reads a Dockerfile and a .dockerignore as `docker build` does, for a test that performs their steps. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** One instruction: `RUN` and what follows it, on one line and without build arguments. */
interface Instruction {
  readonly name: string;
  readonly text: string;
}

export interface Stage {
  /** The name after AS; null if it has none. */
  readonly name: string | null;
  readonly image: string;
  readonly steps: readonly Instruction[];
}

/** The stages of a Dockerfile, with the values of ARG put in. */
export function stagesOf(dockerfile: string): Stage[] {
  const args = new Map<string, string>();
  const stages: { name: string | null; image: string; steps: Instruction[] }[] = [];
  for (const { name, text: raw } of instructionsOf(dockerfile)) {
    const text = raw.replaceAll(/\$\{(\w+)\}/g, (whole, key: string) => args.get(key) ?? whole);
    if (name === "ARG") {
      const [key = "", value = ""] = text.split("=");
      args.set(key, value);
    } else if (name === "FROM") {
      const [, image = "", stage = null] = /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(text) ?? [];
      stages.push({ name: stage, image, steps: [] });
    } else stages.at(-1)?.steps.push({ name, text });
  }
  return stages;
}

function instructionsOf(dockerfile: string): Instruction[] {
  return dockerfile
    .split("\n")
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join("\n")
    .replaceAll(/\\\n\s*/g, " ")
    .split("\n")
    .map((line) => {
      const [name = "", ...rest] = line.trim().split(/\s+(.*)/);
      return { name: name.toUpperCase(), text: rest.join("") };
    });
}

/** The variables of the ENV instructions. */
export function environmentOf({ steps }: Stage): Record<string, string> {
  const pairs = steps.filter(({ name }) => name === "ENV").flatMap(({ text }) => text.split(/\s+/));
  return Object.fromEntries(pairs.map((pair) => pair.split("=", 2)));
}

/** The words of an instruction in its exec form, such as `CMD ["start"]`. */
export function wordsOf(text: string): string[] {
  return JSON.parse(text.slice(text.indexOf("[")));
}

/** The paths of all files that `COPY . .` copies, relative to the folder. */
export function contextFiles(folder: string, dockerignore: string): string[] {
  const rules = dockerignore
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const pattern = line.replace(/^!/, "");
      return { pattern, keeps: line.startsWith("!"), matches: matcherOf(pattern) };
    });
  const isIgnored = (path: string): boolean =>
    rules.findLast(({ matches }) => matches(path))?.keeps === false;
  const mayContain = (path: string): boolean =>
    rules.some(({ keeps, pattern }) => keeps && pattern.startsWith(`${path}/`));
  const walk = (inside: string): string[] =>
    readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
      const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
      if (!entry.isDirectory()) return isIgnored(path) ? [] : [path];
      return isIgnored(path) && !mayContain(path) ? [] : walk(path);
    });
  return walk("");
}

/** Whether a pattern matches a path or a folder that contains it. */
function matcherOf(pattern: string): (path: string) => boolean {
  const source = pattern
    .replaceAll(/[.+^$()|[\]{}\\]/g, String.raw`\$&`)
    .replaceAll(/\*\*\/|\*|\?/g, (mark) =>
      mark === "**/" ? "(?:.*/)?" : mark === "*" ? "[^/]*" : "[^/]",
    );
  const whole = new RegExp(`^${source}(?:/|$)`);
  return (path) => whole.test(path);
}
