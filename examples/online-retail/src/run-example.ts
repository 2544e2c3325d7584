import type { DaybookClient } from "@daybook/client";
import { compare } from "./compare.ts";
import type { Comparison } from "./comparisons.ts";
import { readExpected } from "./expected.ts";
import { planReplay } from "./plan.ts";
import type { Plan } from "./planned.ts";
import { readBack } from "./read-back.ts";
import type { ReadBack } from "./read-back.ts";
import { readRows } from "./read-rows.ts";
import { replay } from "./replay.ts";

export interface ExampleOptions {
  readonly client: DaybookClient;
  readonly csv: string;
  /** Folder of the expected figures; null for none. */
  readonly expected: string | null;
  /** `2010-12`, …; null for all months of the file. */
  readonly months: readonly string[] | null;
  readonly concurrency: number;
  readonly say: (line: string) => void;
}

export interface ExampleResult {
  readonly plan: Plan;
  readonly books: ReadBack;
  readonly comparisons: readonly Comparison[];
}

const PROGRESS = 500;

/** Reads the file, replays it into the shop, reads the data back and compares it. */
export async function runExample(options: ExampleOptions): Promise<ExampleResult> {
  const { client, months, say } = options;
  const rows = (await readRows(options.csv)).filter(
    (row) => months === null || months.includes(row.localTime.slice(0, 7)),
  );
  const plan = planReplay(rows);
  say(`${rows.length} rows become ${plan.documents.length} documents`);
  const started = Date.now();
  const onProgress = (booked: number) => {
    if (booked % PROGRESS === 0 || booked === plan.documents.length)
      say(`${booked} booked after ${seconds(started)} s`);
  };
  await replay({ client, plan, concurrency: options.concurrency, onProgress });
  const reading = Date.now();
  const books = await readBack(client, { from: plan.firstDay, to: plan.lastDay });
  say(`read back in ${seconds(reading)} s`);
  const expected = options.expected === null ? null : await readExpected(options.expected, months);
  return { plan, books, comparisons: compare(plan, books, expected).items };
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1);
}
