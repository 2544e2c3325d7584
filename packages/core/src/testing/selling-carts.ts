/** A shop with goods of every kind, and random carts of them, for the simulation of selling. */
import { CreateLabelPattern } from "@daybook/contract/label-patterns";
import { writeLabel } from "@daybook/contract/label-codes";
import type { LabelLayout } from "@daybook/contract/label-codes";
import { UpdateProduct } from "@daybook/contract/products";
import { pieces } from "@daybook/contract/quantity";
import { CreateTaxClass, UpdateSettings } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import { eq } from "drizzle-orm";
import type { SeededRandom } from "../sample/seeded-random.ts";
import { getProduct } from "../products/products.ts";
import { updateProduct } from "../products/update-product.ts";
import { createLabelPattern } from "../settings/label-patterns.ts";
import { updateSettings } from "../settings/settings.ts";
import { createTaxClass } from "../settings/tax-classes.ts";
import { createTestShop } from "./create-test-shop.ts";
import type { TestShop } from "./create-test-shop.ts";
import { DISCOUNT_LIMIT, RETURN_DAYS, SellingModel, UNSEEN_LIMIT } from "./selling-model.ts";
import type { SoldLine } from "./selling-model.ts";
import { share } from "./shop-model.ts";

const LABEL_OF_PRICE: LabelLayout = {
  prefix: "23",
  layout: "PPIIIIIVVVVVX",
  verifier: "none",
  meaning: "price",
  decimals: 2,
};
const LABEL_OF_WEIGHT: LabelLayout = {
  ...LABEL_OF_PRICE,
  prefix: "28",
  meaning: "weight",
  decimals: 3,
};
const CHEESE_ITEM = "12345";

/** Counted goods that are in stock: those that are delivered, returned without a receipt and exchanged. */
export const GOODS = ["MUG", "BREAD", "BEER", "GIN", "LEMONADE"] as const;
export const STOCKED = [...GOODS, "CHEESE"] as const;
export const DEPOSIT_MINOR = 25;
/** Taxed at the second rate. */
const REDUCED = new Set(["BREAD", "DEPOSIT"]);
const STANDARD_PPM = 175_000;
const REDUCED_PPM = 50_000;

const PRODUCTS = [
  ["DEPOSIT", DEPOSIT_MINOR, { kind: "deposit" }],
  ["MUG", 1000, {}],
  ["BREAD", 333, {}],
  ["BEER", 450, { ageLimit: 16 }],
  ["GIN", 2999, { ageLimit: 18, returnDays: 0 }],
  ["LEMONADE", 199, {}],
  ["CHEESE", 999, { unit: "kg", barcodes: [CHEESE_ITEM] }],
  ["WRAP", 150, { kind: "service" }],
  ["MISC", 0, { kind: "service", askPrice: true }],
] as const;

/** The shop, and a model that knows its goods. */
export async function sellingShop(): Promise<{ shop: TestShop; model: SellingModel }> {
  const shop = await createTestShop({ taxPpm: STANDARD_PPM }).withLocation("Quarantine", {
    kind: "quarantine",
  });
  const model = new SellingModel();
  const rates = [{ name: "Reduced", ppm: REDUCED_PPM }];
  const reduced = await shop.write((ctx) =>
    createTaxClass(ctx, CreateTaxClass.parse({ key: newId(), name: "Reduced", rates })),
  );
  for (const [sku, priceMinor, about] of PRODUCTS) {
    const taxed = REDUCED.has(sku) ? { taxClassId: reduced.id } : {};
    await shop.addProduct(sku, { priceMinor, input: { ...about, ...taxed } });
    model.setPrice(sku, priceMinor, 0);
    model.rates.set(sku, REDUCED.has(sku) ? REDUCED_PPM : STANDARD_PPM);
    if ("ageLimit" in about) model.ages.set(sku, about.ageLimit);
    if ("returnDays" in about) model.neverReturned.add(sku);
    if ("kind" in about) model.services.add(sku);
  }
  await changeProduct(shop, "LEMONADE", { depositId: shop.productId("DEPOSIT") });
  for (const layout of [LABEL_OF_PRICE, LABEL_OF_WEIGHT]) {
    const input = CreateLabelPattern.parse({ key: newId(), name: layout.meaning, ...layout });
    await shop.write((ctx) => createLabelPattern(ctx, input));
  }
  const roleLimits = [
    { role: "cashier", limit: "discount", value: DISCOUNT_LIMIT },
    { role: "manager", limit: "unreceiptedRefund", value: UNSEEN_LIMIT },
  ];
  const rules = { returnDays: RETURN_DAYS, discountReasonPpm: DISCOUNT_LIMIT, roleLimits };
  await shop.write((ctx) =>
    updateSettings(ctx, UpdateSettings.parse({ key: newId(), version: 1, ...rules })),
  );
  // Nobody refunds to a card without a receipt.
  await shop.write(({ db, t }) =>
    db.update(t.tender).set({ refundsUnreceipted: false }).where(eq(t.tender.kind, "card")),
  );
  return { shop, model };
}

/** The next version of a product, as a request has it. */
export async function productChange(shop: TestShop, sku: string, fields: object) {
  const id = shop.productId(sku);
  const { version } = await shop.read((ctx) => getProduct(ctx, { id }));
  return UpdateProduct.parse({ key: newId(), id, version, ...fields });
}

async function changeProduct(shop: TestShop, sku: string, fields: object): Promise<void> {
  const input = await productChange(shop, sku, fields);
  await shop.write((ctx) => updateProduct(ctx, input));
}

/** A line of the model, and as the till sends it. */
export interface CartLineOf {
  readonly sold: SoldLine;
  readonly wire: Readonly<Record<string, unknown>>;
}

export interface RandomCart {
  readonly lines: readonly CartLineOf[];
  /** Parts per million off the whole sale. */
  readonly discount: number;
  /** The highest age that its goods ask for; 0 for none. */
  readonly age: number;
  readonly total: number;
}

interface At {
  readonly shop: TestShop;
  readonly model: SellingModel;
  readonly random: SeededRandom;
  /** The moment of the prices. */
  readonly at: number;
}

/** One to three kinds of goods, at times with a discount of 5 or 20 % off a line or the whole. */
export function randomCart(from: At): RandomCart {
  const { random } = from;
  const kinds = Array.from({ length: random.upTo(3) }, () => random.pick(KINDS));
  const rate = random.oneIn(3) ? random.pick([50_000, 50_000, 200_000]) : 0;
  const isOfLine = random.oneIn(2);
  const lines = kinds.flatMap((kind) => kind(from));
  if (rate > 0 && isOfLine) lines[0] = discounted(lines[0], rate);
  return cartOf(from, lines, isOfLine ? 0 : rate);
}

export function cartOf(
  { model }: Pick<At, "model">,
  lines: readonly CartLineOf[],
  discount: number,
): RandomCart {
  const sold = lines.map((line) => line.sold);
  const total = model.afterLines(sold) - model.orderOff(sold, discount);
  const age = Math.max(0, ...sold.map(({ sku }) => model.ages.get(sku) ?? 0));
  return { lines, discount, age, total };
}

/** Nothing: what is sold with empties that come back alone. */
export const EMPTY_CART: RandomCart = { lines: [], discount: 0, age: 0, total: 0 };

/** The same goods at the prices of another moment: a label keeps its price, and so does an entered one. */
export function pricedAgain(from: At, { lines, discount }: RandomCart): RandomCart {
  return cartOf(
    from,
    lines.map((line) => linePricedAgain(from, line)),
    discount,
  );
}

function linePricedAgain({ model, at }: At, { sold, wire }: CartLineOf): CartLineOf {
  if (wire["unitPriceMinor"] !== undefined) return { sold, wire };
  const price = model.priceAt(sold.sku, at);
  if (wire["labelPriceMinor"] === undefined) {
    const gross = share(price, sold.quantity, 1000);
    return { sold: { ...sold, gross }, wire };
  }
  const quantity = share(sold.gross, 1000, price);
  return { sold: { ...sold, quantity }, wire: { ...wire, quantityMilli: quantity } };
}

/** The largest part that this cart takes off a line or the whole. */
export const askedOff = ({ lines, discount }: RandomCart): number =>
  Math.max(discount, ...lines.map(({ sold }) => sold.off));

function discounted(line: CartLineOf | undefined, ppm: number): CartLineOf {
  if (line === undefined) throw new Error("a cart has a line");
  const discount = { kind: "percent", ppm };
  return { sold: { ...line.sold, off: ppm }, wire: { ...line.wire, discount } };
}

/** Some pieces, or a weight, of a product at its list price. */
export function plain({ shop, model, at }: At, sku: string, quantity: number): CartLineOf {
  const gross = share(model.priceAt(sku, at), quantity, 1000);
  return {
    sold: { sku, quantity, gross, off: 0 },
    wire: { productId: shop.productId(sku), quantityMilli: quantity },
  };
}

const counted = (from: At, sku: string) => plain(from, sku, pieces(from.random.upTo(4)));

const KINDS: readonly ((from: At) => CartLineOf[])[] = [
  (from) => [counted(from, from.random.pick(["MUG", "BREAD"]))],
  (from) => [counted(from, from.random.pick(["BEER", "GIN"]))],
  (from) => [counted(from, "WRAP")],
  (from) => [plain(from, "CHEESE", from.random.upTo(3000))],
  withEnteredPrice,
  withDeposit,
  byPriceLabel,
  byWeightLabel,
];

function withEnteredPrice(from: At): CartLineOf[] {
  const line = counted(from, "MISC");
  const unitPriceMinor = from.random.upTo(900) + 100;
  const { quantity } = line.sold;
  const gross = share(unitPriceMinor, quantity, 1000);
  const name = `Paper roses ${unitPriceMinor}`;
  return [{ sold: { ...line.sold, gross }, wire: { ...line.wire, unitPriceMinor, name } }];
}

function withDeposit(from: At): CartLineOf[] {
  const goods = counted(from, "LEMONADE");
  return [goods, plain(from, "DEPOSIT", goods.sold.quantity)];
}

function byPriceLabel(from: At): CartLineOf[] {
  const gross = from.random.upTo(1500) + 99;
  const quantity = share(gross, 1000, from.model.priceAt("CHEESE", from.at));
  const code = writeLabel(LABEL_OF_PRICE, CHEESE_ITEM, gross);
  const { wire } = plain(from, "CHEESE", quantity);
  return [
    {
      sold: { sku: "CHEESE", quantity, gross, off: 0 },
      wire: { ...wire, code, labelPriceMinor: gross },
    },
  ];
}

function byWeightLabel(from: At): CartLineOf[] {
  const line = plain(from, "CHEESE", from.random.upTo(3000));
  const code = writeLabel(LABEL_OF_WEIGHT, CHEESE_ITEM, line.sold.quantity);
  return [{ ...line, wire: { ...line.wire, code } }];
}
