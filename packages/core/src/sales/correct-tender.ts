import { eq, sql } from "drizzle-orm";
import { businessTime } from "@daybook/contract/business-time";
import { inCoins } from "@daybook/contract/cash-rounding";
import type { CashRule } from "@daybook/contract/cash-rounding";
import type { TenderCorrectionId, TenderId } from "@daybook/contract/ids";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { CorrectTender, Sale } from "@daybook/contract/sales";
import { CASH, correctedByDefault, missesReference } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import type { WriteCtx } from "../context/context.ts";
import { cashIn, isSessionOpen, refuseCashOutside } from "../drawers/document-session.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { getShop } from "../settings/shop.ts";
import { tenderRows } from "../tenders/tender-rows.ts";
import type { TenderRow } from "../tenders/tender-rows.ts";
import { recordAudit } from "../writes/audit.ts";
import { insertPayments } from "./insert-sale.ts";
import { moneyLeft } from "./money-left.ts";
import type { MoneyOfTender } from "./money-left.ts";
import { addPaymentsToFigures } from "./sales-figures.ts";
import { getSale } from "./sales.ts";
import { nameOf } from "./settle-tenders.ts";
import { lockReturnableSale } from "./sold-lines.ts";
import type { SaleRow } from "./sold-lines.ts";

/**
 * Corrects the payment method of a sale, on its business day and while its drawer is open: a numbered correction with two payments, less by the
 * method on record and more by the one that was used. Nothing is edited; the total stays, and figures and refunds follow
 * the methods. Returns the sale.
 *
 * Refuses 409 `correction_too_late`, `wrong_state` for a voided sale, a return or a void, and at `to` for a total that
 * the shop would have rounded otherwise, `exceeds_payment` at `amountMinor` for more than the method has left,
 * `inactive` at `to`; 422 `same_tender` at `to`, `reference_required` at
 * `reference`; 404 `not_found`.
 */
export async function correctTender(ctx: WriteCtx, input: CorrectTender): Promise<Sale> {
  const sale = await lockReturnableSale(ctx, input.id);
  const shop = await getShop(ctx);
  const today = businessTime(shop, ctx.now).businessDate;
  // A till whose clock is ahead may have used tomorrow's date.
  if (sale.businessDate < today || (await isDrawerClosed(ctx, sale)))
    throw refuse("correction_too_late", {}, "id");
  const from = await tenderRows.get(ctx, input.from, "from");
  const to = await tenderRows.getActive(ctx, input.to, "to");
  if (from.publicId === to.publicId) throw refuse("same_tender", {}, "to");
  if (missesReference(to, input.reference)) {
    const about = { tender: to.publicId, name: to.name };
    throw refuse("reference_required", about, "reference");
  }
  const money = await moneyLeft(ctx, sale.id);
  const amountMinor = amountOf(money, { from, to }, input.amountMinor);
  refuseOtherRounding(sale, { rule: shop, money, from, to, amountMinor });
  const fields = { changeMinor: minor(0), refundOf: null };
  const pair = [
    { tender: nameOf(from), tenderedMinor: minor(-amountMinor), reference: "", ...fields },
    { tender: nameOf(to), tenderedMinor: amountMinor, reference: input.reference, ...fields },
  ];
  if (sale.sessionId === null)
    await refuseCashOutside(ctx, { cashMinor: cashIn(pair), path: "id" });
  const correction = await insertCorrection(ctx, sale, input);
  await insertPayments(
    ctx,
    sale.id,
    pair.map((payment) => ({ ...payment, correctionId: correction.id })),
  );
  const payments = pair.map(({ tender, tenderedMinor }) => ({
    tender: tender.id,
    amountMinor: tenderedMinor,
  }));
  await addPaymentsToFigures(ctx, { ...sale, payments });
  await recordAudit(ctx, {
    action: "sales.correctTender",
    entity: "sale",
    entityId: sale.publicId,
    before: { tender: from.name },
    after: { tender: to.name, amountMinor, number: correction.number },
    reason: input.reason,
  });
  ctx.changed("sales", sale.publicId);
  return getSale(ctx, { id: sale.publicId });
}

/** A closing report is final: what it counted does not change any more. */
async function isDrawerClosed(ctx: WriteCtx, { sessionId }: SaleRow): Promise<boolean> {
  return sessionId !== null && !(await isSessionOpen(ctx, sessionId));
}

/**
 * The total stays as it was paid, with its rounding: coins must be able to pay what is left in cash, and a total without
 * cash is not rounded. Refuses 409 `wrong_state` at `to`.
 */
function refuseOtherRounding(sale: SaleRow, { from, to, amountMinor, money, rule }: Moved): void {
  if (from.kind !== "cash" && to.kind !== "cash") return;
  const before = money.find(({ tender }) => tender === CASH)?.amountMinor ?? 0;
  const inCash = before + (to.kind === "cash" ? amountMinor : -amountMinor);
  if (inCoins(inCash, rule) === inCash && (inCash !== 0 || sale.roundingMinor === 0)) return;
  const about = { entity: "sale" as const, id: sale.publicId, state: "rounded_otherwise" as const };
  throw refuse("wrong_state", about, "to");
}

interface Moved {
  readonly rule: CashRule;
  readonly money: readonly MoneyOfTender[];
  readonly from: TenderRow;
  readonly to: TenderRow;
  readonly amountMinor: Minor;
}

/** The amount to correct: at most what the method has left of the sale. */
function amountOf(
  money: readonly MoneyOfTender[],
  { from, to }: Pick<Moved, "from" | "to">,
  wantedMinor: Minor | undefined,
): Minor {
  const of = (id: TenderId) => money.find(({ tender }) => tender === id);
  const mostMinor = minor(Math.max(0, of(from.publicId)?.amountMinor ?? 0));
  const amountMinor =
    wantedMinor ??
    correctedByDefault({
      leftMinor: mostMinor,
      givesChange: from.givesChange,
      cashMinor: of(CASH)?.paidMinor ?? 0,
      toCash: to.publicId === CASH,
    });
  if (amountMinor === 0 || amountMinor > mostMinor)
    throw refuse("exceeds_payment", { name: from.name, mostMinor }, "amountMinor");
  return amountMinor;
}

/** Corrections are numbered per sale, so that a missing one is visible. The sale is locked. */
async function insertCorrection(
  ctx: WriteCtx,
  sale: SaleRow,
  { key, reason }: CorrectTender,
): Promise<{ readonly id: number; readonly number: string }> {
  const { tenderCorrection } = ctx.t;
  const [before] = await ctx.db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(tenderCorrection)
    .where(eq(tenderCorrection.saleId, sale.id));
  const number = `${sale.receiptNumber}-C${(before?.count ?? 0) + 1}`;
  const [row] = await ctx.db
    .insert(tenderCorrection)
    .values({
      publicId: newId<TenderCorrectionId>(ctx.now),
      key,
      number,
      saleId: sale.id,
      reason,
      userId: ctx.actor.userId,
      userName: ctx.actor.name,
      deviceId: ctx.actor.deviceId,
      recordedAt: ctx.now,
    })
    .returning({ id: tenderCorrection.id });
  assert(row !== undefined, "an insert returns its row");
  return { id: row.id, number };
}
