import { asc, eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { GetGrandTotals, GrandTotalsReport, GrandTotalsRow } from "@daybook/contract/reports";
import type { Tables } from "@daybook/db/types";
import { totalsByKind } from "../closings/session-report.ts";
import type { ReadCtx } from "../context/context.ts";

/** The period of a business date: its year or its month. The lengths are literals, so that both engines group by them. */
const PERIODS: Readonly<
  Record<GetGrandTotals["by"], (day: Tables["salesDaily"]["businessDate"]) => SQL<string | null>>
> = {
  ever: () => sql<null>`NULL`,
  year: (day) => sql<string>`substr(${day}, 1, 4)`,
  month: (day) => sql<string>`substr(${day}, 1, 7)`,
};

/**
 * The number and the total of sales, returns and voids, per till and of the whole shop. They are sums of rows that only
 * grow; a closing report has the shop's for ever.
 */
export async function getGrandTotals(
  ctx: ReadCtx,
  { by }: GetGrandTotals,
): Promise<GrandTotalsReport> {
  const rows = await sumsOf(ctx, by);
  const periods =
    by === "ever"
      ? [null]
      : [...new Set(rows.map(({ period }) => period ?? ""))].sort().toReversed();
  return {
    items: periods.flatMap((period) => {
      const those = rows.filter((row) => row.period === period);
      return [
        { period, of: "shop", till: null, documents: totalsByKind(addedUp(those)) },
        ...tillsOf(period, those),
      ];
    }),
  };
}

type Sums = Awaited<ReturnType<typeof sumsOf>>[number];

function sumsOf({ db, t }: ReadCtx, by: GetGrandTotals["by"]) {
  const { salesDaily, device } = t;
  const period = PERIODS[by](salesDaily.businessDate);
  const grouped = [device.id, device.publicId, device.name, device.kind, salesDaily.kind] as const;
  return db
    .select({
      period,
      id: device.publicId,
      name: device.name,
      device: device.kind,
      kind: salesDaily.kind,
      count: sql`sum(${salesDaily.documents})`.mapWith(Number),
      total: sql`sum(${salesDaily.totalMinor})`.mapWith(Number),
    })
    .from(salesDaily)
    .innerJoin(device, eq(device.id, salesDaily.deviceId))
    .groupBy(...(by === "ever" ? grouped : [period, ...grouped]))
    .orderBy(asc(device.id));
}

/** The rows of each till, in the order of the tills. */
function tillsOf(period: string | null, rows: readonly Sums[]): GrandTotalsRow[] {
  const tills = new Map<string, Sums[]>();
  for (const row of rows) tills.set(row.id, [...(tills.get(row.id) ?? []), row]);
  return [...tills.values()].flatMap((those) => {
    const [first] = those;
    if (first === undefined) return [];
    const isTill = first.device === "till";
    return [
      {
        period,
        of: isTill ? "till" : "no_till",
        till: isTill ? { id: first.id, name: first.name } : null,
        documents: totalsByKind(those),
      },
    ];
  });
}

/** One row per kind, for all tills together. */
function addedUp(rows: readonly Sums[]) {
  return [...new Set(rows.map(({ kind }) => kind))].map((kind) => {
    const those = rows.filter((row) => row.kind === kind);
    const sum = (of: (row: Sums) => number) => those.reduce((all, row) => all + of(row), 0);
    return { kind, count: sum((row) => row.count), total: sum((row) => row.total) };
  });
}
