import { sumMinor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { discountableOf, priceCart } from "@daybook/contract/pricing";
import type { Discount, PricedCart } from "@daybook/contract/pricing";
import type { CartLine, RingUpSale } from "@daybook/contract/sales";
import type { WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { checkStep, getSellableProducts, getTaxRates } from "../products/sellable-products.ts";
import type { SellableProduct, TaxRateOfClass } from "../products/sellable-products.ts";
import type { Shop } from "../settings/shop.ts";
import { labelReader } from "./label-prices.ts";
import { checkSellingRules } from "./selling-rules.ts";
import type { SaleMoments } from "./sale-moments.ts";

/** A line of the cart with all data to record it. */
export interface LookedUpLine {
  readonly product: SellableProduct;
  readonly unitPriceMinor: Minor;
  /** The price that the shop asks: for a product without one, what was entered. */
  readonly listPriceMinor: Minor;
  readonly priceSource: "list" | "override" | "label";
  /** The price of the whole line, if a label says so. */
  readonly fixedMinor: Minor | null;
  readonly taxes: readonly TaxRateOfClass[];
}

/**
 * Looks up the products and taxes of a cart, in its order, and reads its labels again. Refuses 404 `not_found`, 409
 * `inactive`, 422 `fraction_not_allowed` and `label_refused` at the line.
 */
export async function lookUpLines(
  ctx: WriteCtx,
  input: RingUpSale,
  at: Pick<SaleMoments, "occurredAt" | "pricesAt"> & Pick<Shop, "exponent">,
): Promise<LookedUpLine[]> {
  const { occurredAt, pricesAt, exponent } = at;
  const labels = labelReader(ctx, { pricesAt, exponent });
  const ratesOfClass = new Map<number, TaxRateOfClass[]>();
  const lines: LookedUpLine[] = [];
  const wanted = input.lines.map(({ productId }, index) => ({
    productId,
    path: `lines.${index}.productId`,
  }));
  const products = await getSellableProducts(ctx, wanted, pricesAt);
  checkSellingRules(ctx, input, products);
  for (const [index, product] of products.entries()) {
    const line = input.lines[index];
    assert(line !== undefined, "one product per line of the cart");
    checkStep(product, line.quantityMilli, `lines.${index}.quantityMilli`);
    let taxes = ratesOfClass.get(product.taxClassId);
    if (taxes === undefined) {
      taxes = await getTaxRates(ctx, product.taxClassId, occurredAt);
      ratesOfClass.set(product.taxClassId, taxes);
    }
    const { labelPriceMinor } = line;
    const fixedMinor =
      labelPriceMinor === undefined
        ? null
        : await labels.priceOf({ ...line, labelPriceMinor }, product, `lines.${index}`);
    lines.push({ product, taxes, fixedMinor, ...priceOf(product, line) });
  }
  return lines;
}

/** A price that is entered because the product has none is no changed price. */
function priceOf(
  { askPrice, priceMinor }: SellableProduct,
  { unitPriceMinor, labelPriceMinor }: CartLine,
): Pick<LookedUpLine, "unitPriceMinor" | "listPriceMinor" | "priceSource"> {
  const listPriceMinor = askPrice ? (unitPriceMinor ?? priceMinor) : priceMinor;
  const isOwn = unitPriceMinor !== undefined && !askPrice;
  const priceSource = isOwn ? "override" : "list";
  return {
    unitPriceMinor: unitPriceMinor ?? priceMinor,
    listPriceMinor,
    priceSource: labelPriceMinor === undefined ? priceSource : "label",
  };
}

/** Prices the cart on the server and refuses if the total differs from the one the user saw. */
export function priceAgain(
  input: RingUpSale,
  lines: readonly LookedUpLine[],
  shop: Pick<Shop, "pricesIncludeTax" | "taxRounding">,
): PricedCart {
  const cart = price(input, lines, shop);
  if (cart.totalMinor === input.expectedTotalMinor) return cart;
  const totals = { expectedMinor: input.expectedTotalMinor, actualMinor: cart.totalMinor };
  throw refuse("total_mismatch", totals, "expectedTotalMinor");
}

function price(
  input: RingUpSale,
  lines: readonly LookedUpLine[],
  shop: Pick<Shop, "pricesIncludeTax" | "taxRounding">,
): PricedCart {
  const cart = priceCart({
    lines: lines.map(({ product, unitPriceMinor, fixedMinor, taxes }, index) => {
      const line = input.lines[index];
      assert(line !== undefined, "one looked-up line per line of the cart");
      return {
        quantityMilli: line.quantityMilli,
        unitPriceMinor,
        basisMilli: product.basisMilli,
        fixedMinor,
        discount: line.discount,
        discountable: product.kind !== "deposit",
        taxes,
      };
    }),
    discount: input.discount,
    pricesIncludeTax: shop.pricesIncludeTax,
    taxRounding: shop.taxRounding,
  });
  for (const [index, line] of cart.lines.entries()) {
    refuseTooLarge(
      input.lines[index]?.discount ?? null,
      line.grossMinor,
      `lines.${index}.discount`,
    );
  }
  const afterLines = sumMinor(cart.lines.map((line) => line.lineDiscountMinor));
  refuseTooLarge(input.discount, discountableOf(cart) - afterLines, "discount");
  return cart;
}

/** Pricing stops at zero; a larger discount is probably a mistake. */
function refuseTooLarge(discount: Discount | null, amountMinor: number, path: string): void {
  if (discount?.kind === "amount" && discount.amountMinor > amountMinor)
    throw refuse("discount_too_large", {}, path);
}
