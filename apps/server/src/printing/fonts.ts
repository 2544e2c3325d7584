import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { GlobalFonts } from "@napi-rs/canvas";

const require = createRequire(import.meta.url);

/**
 * The fonts that texts are drawn with, of npm packages, so that every computer draws the same. Each is divided into
 * files by characters; only those with characters of a text are loaded. The first that has a character draws it.
 */
const FAMILIES = [
  ["noto-sans-sc", require.resolve("@fontsource-variable/noto-sans-sc/unicode.json")],
  ["noto-sans-arabic", require.resolve("@fontsource-variable/noto-sans-arabic/unicode.json")],
  ["noto-sans-hebrew", require.resolve("@fontsource-variable/noto-sans-hebrew/unicode.json")],
  ["noto-sans-thai", require.resolve("@fontsource-variable/noto-sans-thai/unicode.json")],
] as const;

interface FontFile {
  readonly family: string;
  readonly path: string;
  readonly ranges: readonly (readonly [number, number])[];
}

let files: Promise<readonly FontFile[]> | null = null;
const loaded = new Set<string>();

/** The families, as a CSS font has them, that draw a text. Characters that none has are drawn by fonts of the system. */
export async function fontsFor(text: string): Promise<string> {
  files ??= listFiles();
  const points = [...new Set([...text].map((character) => character.codePointAt(0) ?? 0))];
  const needed = (await files).filter(({ ranges }) =>
    points.some((point) => ranges.some(([first, last]) => point >= first && point <= last)),
  );
  for (const { family, path: file } of needed) {
    if (loaded.has(family)) continue;
    GlobalFonts.registerFromPath(file, family);
    loaded.add(family);
  }
  return [...needed.map(({ family }) => `"${family}"`), "sans-serif"].join(", ");
}

async function listFiles(): Promise<FontFile[]> {
  const lists = await Promise.all(
    FAMILIES.map(async ([family, ranges]) => {
      const folder = path.join(path.dirname(ranges), "files");
      // safe because the package describes itself in this form
      const subsets = JSON.parse(await readFile(ranges, "utf8")) as Readonly<
        Record<string, string>
      >;
      return Object.entries(subsets).map(([subset, text]) => {
        const name = `${family}-${subset.replaceAll(/[[\]]/g, "")}`;
        return {
          family: name,
          path: path.join(folder, `${name}-wght-normal.woff2`),
          ranges: text.split(",").map(readRange),
        };
      });
    }),
  );
  return lists.flat();
}

/** Reads `U+600-6ff` or `U+20ac`. */
function readRange(range: string): readonly [number, number] {
  const [first = "", last = first] = range.replace("U+", "").split("-");
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}
