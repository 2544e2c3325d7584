import { median } from "./measure.ts";

/** What the work below took on the machine on which the goals in milliseconds were set. */
const THERE_MS = 20;
const ROUNDS = 9;
/** The first rounds run before the engine has compiled the work for speed. */
const WARM_UPS = 10;
const ROWS = 20_000;

/**
 * How many times longer this machine takes for a fixed piece of work than the one on which the goals were set. The work
 * is of the kind that a server and a page do: objects, texts, sorting, JSON.
 */
export function measurePace(): number {
  const times: number[] = [];
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1) {
    const started = performance.now();
    work();
    if (round >= WARM_UPS) times.push(performance.now() - started);
  }
  return median(times) / THERE_MS;
}

function work(): number {
  const rows = Array.from({ length: ROWS }, (_, id) => ({
    id,
    name: `Product ${(id * 7919) % ROWS}`,
    price: (id * 104_729) % 10_007,
  }));
  rows.sort((a, b) => (a.name < b.name ? -1 : 1));
  const copy: typeof rows = JSON.parse(JSON.stringify(rows));
  const prices = new Map(copy.map(({ name, price }) => [name.toLowerCase(), price]));
  return [...prices.values()].reduce((sum, price) => sum + price, 0);
}
