// One scale of letters, corners and widths: style sheets take them from tokens.css, so that none is a pixel beside another.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

const SOURCE = "apps/web/src";
/** Where the scales themselves are. */
const TOKENS = "tokens.css";

/** Where the layout changes: phone, tablet, small desk; and a window that is low. */
const WIDTHS = [600, 1024, 1280];
const HEIGHT = 641;
const ALLOWED = {
  "min-width": WIDTHS,
  "max-width": WIDTHS.map((width) => width - 1),
  "min-height": [HEIGHT],
  "max-height": [HEIGHT - 1],
};

const SCALES = [
  { property: /^font(-size)?$/, scale: "--size-…" },
  { property: /^border(-[a-z]+){0,2}-radius$/, scale: "--radius…" },
];
const LENGTH = /\d(px|rem|pt|%)/;

/** Messages about sizes without a token of the scale, and about classes that a style sheet does not have. */
export function checkStyles(root) {
  if (!existsSync(join(root, SOURCE))) return [];
  return readdirSync(join(root, SOURCE), { recursive: true })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /\.(css|tsx?)$/.test(name) && !name.endsWith(TOKENS))
    .flatMap((name) => {
      const text = readFileSync(join(root, SOURCE, name), "utf8");
      const own = name.endsWith(".css")
        ? sizes(text)
        : missingClasses(text, join(root, SOURCE, dirname(name)));
      const found = [...widths(text), ...own];
      return found.map(({ line, problem }) => `${SOURCE}/${name}:${line} ${problem}`);
    });
}

const STYLE_IMPORT = /^import (\w+) from "(\.[^"]+\.module\.css)";$/gm;

/** A misspelled class of a CSS module is `undefined`, which neither the compiler nor the page reports. */
function missingClasses(text, folder) {
  return [...text.matchAll(STYLE_IMPORT)].flatMap(([, name, path]) => {
    const sheet = readFileSync(join(folder, path), "utf8");
    return linesOf(text).flatMap(({ line, code }) =>
      [...code.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g"))]
        .filter(([, used]) => !new RegExp(`\\.${used}\\b`).test(sheet))
        .map(([, used]) => ({ line, problem: `uses the class ${used}, which ${path} lacks.` })),
    );
  });
}

function sizes(text) {
  return linesOf(text).flatMap(({ line, code }) => {
    const [, property = "", value = ""] = /^\s*([a-z-]+): (.*)$/.exec(code) ?? [];
    const of = SCALES.find((scale) => scale.property.test(property));
    if (of === undefined || !LENGTH.test(value)) return [];
    return [{ line, problem: `sets ${property} to ${value} use var(${of.scale}) of ${TOKENS}.` }];
  });
}

/** A container's width belongs to what is in it; the window's has one scale. */
function widths(text) {
  return linesOf(text)
    .filter(({ code }) => !code.includes("@container"))
    .flatMap(({ line, code }) =>
      [...code.matchAll(/\((min|max)-(width|height): (\d+)px\)/g)].flatMap(
        ([query, end, side, pixels]) =>
          ALLOWED[`${end}-${side}`].includes(Number(pixels))
            ? []
            : [
                {
                  line,
                  problem: `uses ${query}: the layout changes at ${WIDTHS.join(", ")} px.`,
                },
              ],
      ),
    );
}

const linesOf = (text) => text.split("\n").map((code, index) => ({ line: index + 1, code }));
