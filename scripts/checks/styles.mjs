// One scale of letters, corners and widths: style sheets take them from tokens.css, so that none is a pixel beside another.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

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

/** Sentences about sizes that are written out where a token of the scale belongs. */
export function checkStyles(root) {
  if (!existsSync(join(root, SOURCE))) return [];
  return readdirSync(join(root, SOURCE), { recursive: true })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /\.(css|tsx?)$/.test(name) && !name.endsWith(TOKENS))
    .flatMap((name) => {
      const text = readFileSync(join(root, SOURCE, name), "utf8");
      const found = [...widths(text), ...(name.endsWith(".css") ? sizes(text) : [])];
      return found.map(({ line, problem }) => `${SOURCE}/${name}:${line} ${problem}`);
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
