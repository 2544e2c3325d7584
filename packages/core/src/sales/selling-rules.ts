import { addDays } from "@daybook/contract/business-time";
import type { CartLine, RingUpSale } from "@daybook/contract/sales";
import type { ReadCtx } from "../context/context.ts";
import { requirePermission } from "../context/require-permission.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import type { SellableProduct } from "../products/sellable-products.ts";
import type { Shop } from "../settings/shop.ts";

interface RuledLine {
  readonly line: CartLine;
  readonly product: SellableProduct;
  /** The path of the line in the request: `lines.3.`. */
  readonly path: string;
}

/**
 * Refuses what the products of a cart do not allow: 409 `do_not_sell` at the product; 422 `price_not_entered` and
 * `deposit_fixed` at the price, `deposit_fixed` at the discount, `name_not_asked` at the name, `deposit_missing` at the
 * product, `age_not_checked` at `ageChecked`; 403 `forbidden` for a changed price without the permission.
 *
 * A sale that took place while the server was away is not refused for a rule that its till may not have known.
 */
export function checkSellingRules(
  ctx: ReadCtx,
  input: RingUpSale,
  products: readonly SellableProduct[],
): void {
  const lines = products.map((product, index): RuledLine => {
    const line = input.lines[index];
    assert(line !== undefined, "one product per line of the cart");
    return { line, product, path: `lines.${index}.` };
  });
  for (const line of lines) checkPrice(ctx, line);
  if (input.replay !== undefined) return;
  for (const { product, path } of lines) refuseStopped(product, `${path}productId`);
  checkDeposits(lines);
  checkAge(lines, input.ageChecked ?? 0);
}

/** Refuses 409 `do_not_sell` at `path` for a product that must not be sold. */
function refuseStopped(
  { publicId, name, stopReason: reason }: SellableProduct,
  path: string,
): void {
  if (reason !== "") throw refuse("do_not_sell", { productId: publicId, name, reason }, path);
}

function checkPrice(ctx: ReadCtx, { line, product, path }: RuledLine): void {
  const about = { name: product.name };
  if (line.name !== undefined && !product.askPrice)
    throw refuse("name_not_asked", about, `${path}name`);
  if (product.kind === "deposit") {
    if (line.discount !== null) throw refuse("deposit_fixed", about, `${path}discount`);
    if (line.unitPriceMinor !== undefined)
      throw refuse("deposit_fixed", about, `${path}unitPriceMinor`);
  } else if (product.askPrice) {
    if (line.unitPriceMinor === undefined)
      throw refuse("price_not_entered", about, `${path}unitPriceMinor`);
  } else if (line.unitPriceMinor !== undefined)
    requirePermission(ctx, "sales.overridePrice", `${path}unitPriceMinor`);
}

/** Every piece with a deposit needs one: the lines of each deposit have at least as many as the goods ask for. */
function checkDeposits(lines: readonly RuledLine[]): void {
  const charged = new Map<number, number>();
  for (const { line, product } of lines)
    if (product.kind === "deposit")
      charged.set(product.id, (charged.get(product.id) ?? 0) + line.quantityMilli);
  for (const { line, product, path } of lines) {
    if (product.depositRowId === null) continue;
    const left = (charged.get(product.depositRowId) ?? 0) - line.quantityMilli;
    if (left < 0) throw refuse("deposit_missing", { name: product.name }, `${path}productId`);
    charged.set(product.depositRowId, left);
  }
}

function checkAge(lines: readonly RuledLine[], checked: number): void {
  const age = Math.max(0, ...lines.map(({ product }) => product.ageLimit ?? 0));
  if (age > checked) throw refuse("age_not_checked", { age }, "ageChecked");
}

/**
 * The last business day on which goods of this sale may be returned, by the rule of the product or else of the shop; the
 * day before the sale if never, null without a limit.
 */
export function returnUntil(
  { returnDays }: Pick<SellableProduct, "returnDays">,
  shop: Pick<Shop, "returnDays">,
  businessDate: string,
): string | null {
  const days = returnDays ?? shop.returnDays;
  if (days === null) return null;
  return addDays(businessDate, days === 0 ? -1 : days);
}
