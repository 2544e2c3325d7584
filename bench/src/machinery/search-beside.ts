/** The browser's search engine compared with MiniSearch, in separate processes that alternate; without a browser. */
import type { Bench } from "../bench.ts";
import { startChild } from "../child.ts";
import type { Child } from "../child.ts";
import { goal, median } from "../measure.ts";
import type { Figure } from "../measure.ts";
import type { EngineName } from "./search-engines.ts";
import type { RulesKept } from "./search-rules.ts";
import type { ShopKind } from "./search-shop.ts";
import type { Searched, SearchJob } from "./searcher.ts";

/** The own engine is kept if a key or the index costs at most this share of MiniSearch's. */
const MOST_SHARE = 0.5;
const ENGINES = ["own", "minisearch"] as const satisfies EngineName[];
const SHOPS = ["bench", "varied"] as const satisfies ShopKind[];
/** Memory is measured after garbage collection. */
const NODE_ARGS = ["--expose-gc"];

interface Side {
  readonly engine: EngineName;
  readonly child: Child<SearchJob, Searched>;
  readonly builds: number[];
  readonly keys: number[];
  readonly p95s: number[];
}

interface Measured {
  readonly buildMs: number;
  readonly keyMs: number;
  readonly p95Ms: number;
  readonly heldMib: number;
}

export async function measureSearch({ sizes }: Bench): Promise<Figure[]> {
  const figures = [rulesFigure(await rulesOf("own"), await rulesOf("minisearch"))];
  for (const products of sizes.machinery.products)
    for (const shop of SHOPS) figures.push(...(await measureShop(shop, products, sizes.machinery)));
  return figures;
}

async function rulesOf(engine: EngineName): Promise<RulesKept> {
  const child = startChild<SearchJob, Searched>("searcher", NODE_ARGS);
  try {
    return (await child.ask({ kind: "rules", engine })).rules;
  } finally {
    child.stop();
  }
}

async function measureShop(
  shop: ShopKind,
  products: number,
  { rounds, searches }: Bench["sizes"]["machinery"],
): Promise<Figure[]> {
  const sides = ENGINES.map((engine): Side => {
    const child = startChild<SearchJob, Searched>("searcher", NODE_ARGS);
    return { engine, child, builds: [], keys: [], p95s: [] };
  });
  try {
    for (let round = 0; round < rounds; round++)
      for (const side of sides) {
        const { cpuMs } = await side.child.ask({
          kind: "build",
          engine: side.engine,
          shop,
          products,
        });
        side.builds.push(cpuMs);
      }
    for (let round = 0; round <= rounds; round++)
      for (const side of sides) {
        const { cpuMs, keys, p95Ms } = await side.child.ask({ kind: "type", shop, searches });
        // The first round warms up.
        if (round === 0) continue;
        side.keys.push(cpuMs / keys);
        side.p95s.push(p95Ms);
      }
    const [own, mini] = await Promise.all(sides.map(measuredOf));
    if (own === undefined || mini === undefined) throw new Error("two engines, two sides");
    return figuresOf(shop, products, own, mini);
  } finally {
    for (const { child } of sides) child.stop();
  }
}

async function measuredOf({ child, builds, keys, p95s }: Side): Promise<Measured> {
  const { heldMib } = await child.ask({ kind: "memory" });
  return { buildMs: median(builds), keyMs: median(keys), p95Ms: median(p95s), heldMib };
}

function figuresOf(shop: ShopKind, products: number, own: Measured, mini: Measured): Figure[] {
  const named = `${products.toLocaleString("en")} products, ${shop} names`;
  const beside = (
    by: (side: Measured) => number,
    say: (side: Measured) => string,
    what: string,
  ) => {
    const share = by(own) / by(mini);
    return {
      what: `search: ${what}, ${named}`,
      measured: `${say(own)} = ${share.toFixed(2)} × MiniSearch`,
      yardstick: `MiniSearch ${say(mini)}`,
      share,
    };
  };
  const key = beside(
    ({ keyMs }) => keyMs,
    ({ keyMs, p95Ms }) => `${keyMs.toFixed(2)} ms (p95 ${p95Ms.toFixed(2)} ms)`,
    "CPU per key",
  );
  const held = beside(
    ({ heldMib }) => heldMib,
    ({ heldMib }) => `${heldMib.toFixed(1)} MiB`,
    "memory of the index",
  );
  const build = beside(
    ({ buildMs }) => buildMs,
    ({ buildMs }) => `${buildMs.toFixed(0)} ms`,
    "CPU to build it",
  );
  const met = Math.min(key.share, held.share) <= MOST_SHARE;
  const limit = goal(`one of key and memory ≤ ${MOST_SHARE} ×`, met);
  return [{ ...row(key), ...limit }, { ...row(held), ...limit }, row(build)];
}

function row({ what, measured, yardstick }: Figure): Figure {
  return yardstick === undefined ? { what, measured } : { what, measured, yardstick };
}

function rulesFigure(own: RulesKept, mini: RulesKept): Figure {
  const kept = ({ of, broken }: RulesKept) =>
    `${of - broken.length} of ${of}${broken.length > 0 ? `, not: ${broken.join("; ")}` : ""}`;
  return {
    what: "search: rules kept",
    measured: kept(own),
    yardstick: `MiniSearch ${kept(mini)}`,
    ...goal("all", own.broken.length === 0),
  };
}
