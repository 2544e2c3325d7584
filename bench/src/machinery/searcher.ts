/** A process with one search engine, to measure its memory and CPU time. Needs `--expose-gc`. */
import { serve } from "../child.ts";
import { quantile } from "../measure.ts";
import { engineOf } from "./search-engines.ts";
import type { BesideEngine, EngineName } from "./search-engines.ts";
import { rulesKept } from "./search-rules.ts";
import type { RulesKept } from "./search-rules.ts";
import { searchesOf, shopRows } from "./search-shop.ts";
import type { ShopKind } from "./search-shop.ts";

export type SearchJob =
  | {
      readonly kind: "build";
      readonly engine: EngineName;
      readonly shop: ShopKind;
      readonly products: number;
    }
  | { readonly kind: "type"; readonly shop: ShopKind; readonly searches: number }
  | { readonly kind: "memory" }
  | { readonly kind: "rules"; readonly engine: EngineName };

export interface Searched {
  /** CPU of the whole process for the job, in milliseconds. */
  readonly cpuMs: number;
  readonly keys: number;
  readonly p95Ms: number;
  /** The memory used besides the rows, in mebibytes. */
  readonly heldMib: number;
  readonly rules: RulesKept;
}

let engine: BesideEngine | null = null;
let rowsAloneMib = 0;

serve((job: SearchJob): Promise<Searched> => Promise.resolve({ ...EMPTY, ...answer(job) }));

const EMPTY: Searched = {
  cpuMs: 0,
  keys: 0,
  p95Ms: 0,
  heldMib: 0,
  rules: { of: 0, broken: [] },
};

function answer(job: SearchJob): Partial<Searched> {
  switch (job.kind) {
    case "build": {
      engine = null;
      const rows = shopRows(job.shop, job.products);
      rowsAloneMib = heapMib();
      const built = engineOf(job.engine);
      const cpuMs = cpuMsOf(() => built.put(rows));
      engine = built;
      return { cpuMs };
    }
    case "type":
      return type(searchesOf(job.shop, job.searches));
    case "memory":
      return { heldMib: heapMib() - rowsAloneMib };
    case "rules":
      return { rules: rulesKept(job.engine) };
  }
}

/** Each text letter by letter, as typed by a person. */
function type(texts: readonly string[]): Partial<Searched> {
  if (engine === null) throw new Error("build comes before typing");
  const { search } = engine;
  const keysMs: number[] = [];
  const cpuMs = cpuMsOf(() => {
    for (const text of texts)
      for (let length = 1; length <= text.length; length++) {
        const startedAt = performance.now();
        search(text.slice(0, length));
        keysMs.push(performance.now() - startedAt);
      }
  });
  return { cpuMs, keys: keysMs.length, p95Ms: quantile(keysMs, 0.95) };
}

function cpuMsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function heapMib(): number {
  if (globalThis.gc === undefined) throw new Error("start this process with --expose-gc");
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}
