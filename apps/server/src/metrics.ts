import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { ReasonCode } from "@daybook/contract/reasons";
import type { Store } from "@daybook/db/types";

/** The metrics of the server, in the Prometheus text format. */
export interface Metrics {
  /** Records one request; `seconds` is its duration. */
  observe(method: string, route: string, status: number, seconds: number): void;
  /** Counts a refused call by the name of the procedure and the refusal code. */
  refused(procedure: string, code: ReasonCode): void;
  /** All current metrics. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Counters maintained elsewhere and only read here. */
export interface MeasuredParts {
  readonly store: Pick<Store, "stats">;
  readonly sockets: () => number;
}

export function createMetrics({ store, sockets }: MeasuredParts): Metrics {
  const register = new Registry();
  const registers = [register];
  const durations = new Histogram({
    name: "daybook_http_request_seconds",
    help: "Time from a request's first byte to the last of its answer",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });
  const refusals = new Counter({
    name: "daybook_refusals_total",
    help: "Calls that were refused",
    labelNames: ["procedure", "code"],
    registers,
  });
  addStoreFigures(registers, store);
  new Gauge({
    name: "daybook_live_sockets",
    help: "Open live connections",
    registers,
    collect() {
      this.set(sockets());
    },
  });
  let watched = false;
  return {
    observe: (method, route, status, seconds) =>
      durations.observe({ method, route, status }, seconds),
    refused: (procedure, code) => refusals.inc({ procedure, code }),
    contentType: register.contentType,
    text: () => {
      // Monitoring the event loop has a small constant cost, so it starts with the first request for metrics.
      if (!watched) collectDefaultMetrics({ register });
      watched = true;
      return register.metrics();
    },
  };
}

/** The write counters of the store. */
function addStoreFigures(registers: Registry[], store: MeasuredParts["store"]): void {
  const counter = (name: string, help: string, value: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  counter("daybook_commits_total", "Transactions that were committed", () => store.stats.commits);
  counter(
    "daybook_write_jobs_total",
    "Writes that ran, refused ones included",
    () => store.stats.jobs,
  );
  counter(
    "daybook_write_retries_total",
    "Transactions that were run again",
    () => store.stats.retries,
  );
  counter(
    "daybook_write_defects_total",
    "Writes that waited for something else",
    () => store.stats.defects,
  );
  new Gauge({
    name: "daybook_writes_per_commit",
    help: "Writes that shared one commit, on average since the start",
    registers,
    collect() {
      this.set(store.stats.commits === 0 ? 0 : store.stats.jobs / store.stats.commits);
    },
  });
}
