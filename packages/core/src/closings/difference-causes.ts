/** Likely causes of a difference between counted and expected amounts, read from the documents of a session. */
import { and, asc, eq, inArray, ne, not, sum } from "drizzle-orm";
import { CASH_ENTRY_KINDS } from "@daybook/contract/cash-entry-kinds";
import { INTO_DRAWER } from "@daybook/contract/drawers";
import type { CashCount, DifferenceCause } from "@daybook/contract/drawers";
import { minor } from "@daybook/contract/money";
import { CASH } from "@daybook/contract/tenders";
import type { ReadCtx } from "../context/context.ts";
import type { SessionRow } from "../drawers/drawer-rows.ts";
import { isVoided } from "../records/voided-sales.ts";
import { exactSum } from "../sums/shown-sum.ts";

type CountLine = CashCount["lines"][number];

/** More than a few suggestions help nobody. */
const MOST = 5;

/**
 * The likely causes, best first: a sale whose method was chosen wrongly (one method short, another over by as much), a
 * wrong float, a cash entry that was recorded and did not happen, and a return or void whose money is still there.
 */
export async function causesOf(
  ctx: ReadCtx,
  session: SessionRow,
  lines: readonly CountLine[],
): Promise<DifferenceCause[]> {
  const cash = lines.find(({ tender }) => tender === CASH)?.differenceMinor ?? 0;
  return [
    ...(await wrongTenders(ctx, session, lines)),
    ...wrongFloat(session, cash),
    ...(await entriesOf(ctx, session, cash)),
    ...(await moneyStillThere(ctx, session, cash)),
  ].slice(0, MOST);
}

async function wrongTenders(
  ctx: ReadCtx,
  session: SessionRow,
  lines: readonly CountLine[],
): Promise<DifferenceCause[]> {
  const causes: DifferenceCause[] = [];
  for (const short of lines.filter(({ differenceMinor }) => differenceMinor < 0)) {
    for (const over of lines.filter(({ differenceMinor }) => differenceMinor > 0)) {
      const amounts = [...new Set([-short.differenceMinor, over.differenceMinor])].map(minor);
      for (const sale of await salesPaidBy(ctx, session, short.tender, amounts))
        causes.push({ kind: "wrong_tender", ...sale, from: short.tender, to: over.tender });
    }
  }
  // One that explains both differences whole comes first.
  const exact = new Set(lines.map(({ differenceMinor }) => Math.abs(differenceMinor)));
  return causes.sort((a, b) => Number(exact.has(amountOf(b))) - Number(exact.has(amountOf(a))));
}

const amountOf = (cause: DifferenceCause): number =>
  cause.kind === "float" ? Math.abs(cause.overnightMinor) : cause.amountMinor;

/** Sales of the session, not voided, to which this method has paid one of these amounts, with corrections. */
async function salesPaidBy(
  ctx: ReadCtx,
  session: SessionRow,
  tender: CountLine["tender"],
  amounts: readonly CountLine["countedMinor"][],
) {
  const { sale, payment } = ctx.t;
  const netMinor = sum(payment.amountMinor);
  return ctx.db
    .select({
      saleId: sale.publicId,
      receiptNumber: sale.receiptNumber,
      amountMinor: netMinor.mapWith(exactSum),
    })
    .from(sale)
    .innerJoin(payment, eq(payment.saleId, sale.id))
    .where(
      and(
        eq(sale.sessionId, session.id),
        eq(sale.kind, "sale"),
        not(isVoided(ctx.t)),
        eq(payment.tender, tender),
      ),
    )
    .groupBy(sale.id, sale.publicId, sale.receiptNumber)
    .having(inArray(netMinor, [...amounts]))
    .orderBy(asc(sale.id))
    .limit(MOST);
}

/** The float was counted wrongly if the day is off by as much as the night. */
function wrongFloat(session: SessionRow, cashMinor: number): DifferenceCause[] {
  const overnightMinor = minor(session.floatMinor - session.leftMinor);
  return overnightMinor !== 0 && Math.abs(overnightMinor) === Math.abs(cashMinor)
    ? [{ kind: "float", overnightMinor }]
    : [];
}

/** Short: cash that was to be put in. Over: cash that was to be taken out. */
async function entriesOf(
  ctx: ReadCtx,
  session: SessionRow,
  cashMinor: number,
): Promise<DifferenceCause[]> {
  if (cashMinor === 0) return [];
  const kinds = CASH_ENTRY_KINDS.filter((kind) => INTO_DRAWER[kind] * cashMinor < 0);
  const { cashEntry } = ctx.t;
  const rows = await ctx.db
    .select()
    .from(cashEntry)
    .where(
      and(
        eq(cashEntry.sessionId, session.id),
        eq(cashEntry.amountMinor, minor(Math.abs(cashMinor))),
        inArray(cashEntry.kind, kinds),
      ),
    )
    .orderBy(asc(cashEntry.id))
    .limit(MOST);
  return rows.map(({ publicId, kind, category, amountMinor }) => ({
    kind: "entry",
    entryId: publicId,
    entry: kind,
    category,
    amountMinor,
  }));
}

/** Over by the cash of a return or a void: the money may not have been paid out. */
async function moneyStillThere(
  ctx: ReadCtx,
  session: SessionRow,
  cashMinor: number,
): Promise<DifferenceCause[]> {
  if (cashMinor <= 0) return [];
  const { sale, payment } = ctx.t;
  const rows = await ctx.db
    .select({
      saleId: sale.publicId,
      receiptNumber: sale.receiptNumber,
      document: sale.kind,
    })
    .from(sale)
    .innerJoin(payment, eq(payment.saleId, sale.id))
    .where(and(eq(sale.sessionId, session.id), ne(sale.kind, "sale"), eq(payment.tender, CASH)))
    .groupBy(sale.id, sale.publicId, sale.receiptNumber, sale.kind)
    // The void of a corrected sale has the pair of payments of the correction, too.
    .having(inArray(sum(payment.amountMinor), [cashMinor, -cashMinor]))
    .orderBy(asc(sale.id))
    .limit(MOST);
  return rows.map((row) => ({ kind: "not_paid_out", ...row, amountMinor: minor(cashMinor) }));
}
