import type { SaleId } from "@daybook/contract/ids";
import { minor, sumMinor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { Disposition, Sale } from "@daybook/contract/sales";
import { businessTime } from "@daybook/contract/business-time";
import { spendApproval } from "../approvals/approvals.ts";
import type { GrantedApproval } from "../approvals/approvals.ts";
import type { WriteCtx } from "../context/context.ts";
import type { StockedProduct } from "../products/sellable-products.ts";
import { getShop } from "../settings/shop.ts";
import type { Place } from "../stock/post-movements.ts";
import { insertSale } from "./insert-sale.ts";
import type { DocumentCustomer, RecordedLine, RecordedPayment, SaleHeader } from "./insert-sale.ts";
import { finishDocument } from "./finish-document.ts";
import { takeGoodsBack } from "./goods-back.ts";
import { cashIn, sessionOfDocument } from "../drawers/document-session.ts";
import type { DocumentSession } from "../drawers/document-session.ts";
import { nextReceiptNumber } from "./receipt-number.ts";
import type { ReceiptNumber } from "./receipt-number.ts";
import { getSale } from "./sales.ts";

/** A returned line with its amounts; its cost is known after its goods are received. */
export interface LineToReturn {
  readonly line: Omit<RecordedLine, "lineNo" | "costMinor" | "product" | "disposition">;
  readonly product: StockedProduct;
  readonly disposition: Disposition;
  readonly cost: "average" | Minor;
  readonly path: string;
}

export interface ReturnToRecord {
  readonly key: string;
  /** Its name in the audit log. */
  readonly action: "sales.return" | "sales.returnWithoutReceipt" | "sales.depositsBack";
  readonly origin: {
    readonly id: number;
    readonly publicId: SaleId;
    readonly receiptNumber: string;
  } | null;
  readonly place: Place;
  readonly customer: DocumentCustomer | null;
  readonly lines: readonly LineToReturn[];
  readonly payments: readonly RecordedPayment[];
  /** The difference between what is refunded and what the goods were worth. */
  readonly roundingMinor: Minor;
  readonly approval: GrantedApproval | null;
  readonly reason: string;
  readonly occurredAt: number;
  /** When the till took the goods, if the server was away then. */
  readonly replayedAt?: number | null;
}

/** A return that was just written, with its internal id. */
export type RecordedReturn = Sale & { readonly rowId: number };

/** Writes a return, with or without a sale: header, goods, lines, money, figures, audit. */
export async function recordReturn(ctx: WriteCtx, wanted: ReturnToRecord): Promise<RecordedReturn> {
  const { number, till } = await nextReceiptNumber(ctx);
  const cashMinor = -cashIn(wanted.payments);
  const { replayedAt = null } = wanted;
  const session = await sessionOfDocument(ctx, till, { cashMinor, path: "refunds", replayedAt });
  const header = await headerOf(ctx, wanted, { ...number, ...session });
  const sale = await insertSale(ctx, header);
  await spendApproval(ctx, wanted.approval, sale.id);
  const document = {
    type: "sale" as const,
    id: sale.id,
    occurredAt: wanted.occurredAt,
    businessDate: header.businessDate,
  };
  const numbered = wanted.lines.map((line, index) => ({ ...line, lineNo: index + 1 }));
  const costs = await takeGoodsBack(
    ctx,
    document,
    wanted.place,
    numbered.map((line) => ({ ...line, quantityMilli: line.line.quantityMilli })),
  );
  const lines = numbered.map(({ line, product, disposition, lineNo }): RecordedLine => ({
    ...line,
    lineNo,
    product,
    disposition,
    costMinor: costs.get(lineNo) ?? minor(0),
  }));
  await finishDocument(ctx, {
    sale,
    header,
    lines,
    payments: wanted.payments,
    action: wanted.action,
    reason: wanted.reason,
    approval: wanted.approval,
    origin: wanted.origin,
  });
  return { ...(await getSale(ctx, { id: sale.publicId })), rowId: sale.id };
}

async function headerOf(
  ctx: WriteCtx,
  wanted: ReturnToRecord,
  number: ReceiptNumber & DocumentSession,
): Promise<SaleHeader> {
  const lines = wanted.lines.map(({ line }) => line);
  const shop = await getShop(ctx);
  const netMinor = sumMinor(lines.map((line) => line.netMinor));
  const taxMinor = sumMinor(lines.map((line) => line.taxMinor));
  return {
    key: wanted.key,
    kind: "return",
    ...number,
    locationId: wanted.place.id,
    customer: wanted.customer,
    identityId: shop.identity.id,
    originSaleId: wanted.origin?.id ?? null,
    exchangeOf: null,
    goodsMinor: sumMinor(lines.map((line) => line.grossMinor)),
    discountMinor: sumMinor(lines.map((line) => line.discountMinor)),
    netMinor,
    taxMinor,
    roundingMinor: wanted.roundingMinor,
    totalMinor: minor(netMinor + taxMinor + wanted.roundingMinor),
    note: "",
    reason: wanted.reason,
    ageChecked: null,
    startedAt: null,
    occurredAt: wanted.occurredAt,
    ...businessTime(shop, wanted.occurredAt),
  };
}
