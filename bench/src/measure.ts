/** Medians and percentiles, because measurements are noisy and outliers distort a mean. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export interface Timed {
  /** Operations per second of wall time. */
  readonly perSecond: number;
  /** Microseconds of CPU (user and system, all threads of this process) per operation. */
  readonly cpuMicros: number;
}

/** Runs `work`, which performs `count` operations, and returns throughput and CPU cost. */
export async function timed(count: number, work: () => Promise<void> | void): Promise<Timed> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const wall = performance.now() - start;
  const used = process.cpuUsage(cpu);
  return { perSecond: (count / wall) * 1000, cpuMicros: (used.user + used.system) / count };
}

/** The median of the ratios of two measurements by round: a slow moment affects both. */
export function ratioOf<A, B>(
  runs: readonly A[],
  yardstick: readonly B[],
  by: (run: A | B) => number,
): number {
  const ratios = runs.map((run, round) => {
    const beside = yardstick[round];
    return beside === undefined ? Number.NaN : by(run) / by(beside);
  });
  return median(ratios);
}

/** One row of the printed table. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly yardstick?: string;
  readonly goal?: string;
  readonly met?: boolean;
  /** In place of `goal` and `met`: a goal in milliseconds, which a slower machine has proportionally more of. */
  readonly within?: Within;
}

interface Within {
  readonly ms: number;
  readonly limitMs: number;
  /** What else must hold. */
  readonly also: boolean;
}

export function goal(text: string, met: boolean): { goal: string; met: boolean } {
  return { goal: text, met };
}

/** A goal for a time; `limitMs` holds on the machine on which it was set. */
export function atMostMs(ms: number, limitMs: number, also = true): { within: Within } {
  return { within: { ms, limitMs, also } };
}

/** `goal` for a figure that must stay below a limit in some unit. */
export function atMost(value: number, limit: number, unit: string): { goal: string; met: boolean } {
  return goal(`≤ ${limit} ${unit}`, value <= limit);
}

/** `pace`: how many times longer than the machine on which the goals were set this one takes. */
export function printTable(figures: readonly Figure[], pace: number): void {
  const head = ["what", "measured", "yardstick", "goal", ""];
  const rows = figures.map((figure) => {
    const { goal: text = "", met } = { ...figure, ...judged(figure.within, pace) };
    const { what, measured, yardstick = "" } = figure;
    return [what, measured, yardstick, text, met === undefined ? "" : met ? "met" : "NOT MET"];
  });
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  for (const row of [head, widths.map((width) => "-".repeat(width)), ...rows]) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
}

function judged(within: Within | undefined, pace: number) {
  if (within === undefined) return {};
  const { ms, limitMs, also } = within;
  return goal(`≤ ${limitMs} ms × ${pace.toFixed(2)}`, ms <= limitMs * pace && also);
}
