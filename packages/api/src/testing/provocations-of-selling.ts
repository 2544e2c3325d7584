/** For tests: provocations of the rules by which products are sold. */
import type { ProductKind } from "@daybook/contract/units";
import { newId } from "@daybook/contract/uuid";
import { by, missing, to } from "./provocation.ts";
import type { Provocations, World } from "./provocation.ts";

const PIECE = 1000;

interface Rules {
  readonly kind?: ProductKind;
  readonly askPrice?: boolean;
  readonly ageLimit?: number;
  readonly stopReason?: string;
  readonly depositId?: string;
}

/** A product for 10.00 with these rules; without stock, so that no sale of it misses goods. */
async function ruled({ owner }: World, rules: Rules = {}): Promise<string> {
  const made = { key: newId(), name: newId(), priceMinor: 1000, kind: "service" as const };
  return (await owner.products.create({ ...made, ...rules })).id;
}

const deposit = (w: World) => ruled(w, { kind: "deposit" });

/** A sale of one piece of a product with these rules. */
const selling = (rules: (w: World) => Rules | Promise<Rules>, line: object = {}) =>
  by(async (w) => ({
    lines: [{ productId: await ruled(w, await rules(w)), quantityMilli: PIECE, ...line }],
  }));

const empties = (
  productId: (w: World) => Promise<string>,
  refunds: (w: World) => Promise<object[]>,
) =>
  by(async (w) => ({
    lines: [],
    tenders: [],
    discount: null,
    expectedTotalMinor: 0,
    depositsBack: {
      key: newId(),
      lines: [{ productId: await productId(w), quantityMilli: PIECE }],
      refunds: await refunds(w),
    },
  }));

/** What a sale refuses by the rules of its products, also as a part of an exchange. */
export const RULES_OF_SALE = {
  do_not_sell: selling(() => ({ stopReason: "Recalled by its maker" })),
  age_not_checked: selling(() => ({ ageLimit: 18 })),
  price_not_entered: selling(() => ({ askPrice: true })),
  name_not_asked: selling(() => ({}), { name: "Another name" }),
  deposit_missing: selling(async (w) => ({ depositId: await deposit(w) })),
  deposit_fixed: selling(() => ({ kind: "deposit" }), {
    discount: { kind: "percent", ppm: 100_000 },
  }),
};

/** What a sale refuses of empties that come back with it. */
export const RULES_OF_EMPTIES = {
  not_a_deposit: empties(
    (w) => ruled(w),
    async () => [],
  ),
  refund_not_equal: empties(deposit, async () => []),
  tender_not_for_refunds: empties(deposit, async ({ owner }) => {
    const made = { key: newId(), name: newId(), kind: "voucher" as const };
    const { id } = await owner.tenders.create({ ...made, allowedForRefunds: false });
    return [{ tender: id, amountMinor: 1000 }];
  }),
};

const FORK = { name: "Fork", priceMinor: 200 };

const NO_DEPOSIT = by(async (w) => ({ depositId: await ruled(w) }));

/** New products, with what they refuse as their deposit. */
export const NEW_PRODUCTS = {
  "products.create": {
    duplicate: to({ sku: "MUG" }),
    not_found: missing("categoryId"),
    inactive: by((w) => ({ categoryId: w.inputs()["categories.reactivate"].id })),
    not_a_deposit: NO_DEPOSIT,
    deposit_needs_pieces: by(async (w) => ({ unit: "kg", depositId: await deposit(w) })),
  },
  "products.createMany": {
    duplicate: to({ products: [{ ...FORK, sku: "MUG" }] }),
    not_found: by(() => ({ products: [{ ...FORK, categoryId: newId() }] })),
    inactive: by((w) => {
      const categoryId = w.inputs()["categories.reactivate"].id;
      return { products: [{ ...FORK, categoryId }] };
    }),
    not_a_deposit: by(async (w) => ({ products: [{ ...FORK, depositId: await ruled(w) }] })),
    deposit_needs_pieces: by(async (w) => ({
      products: [{ ...FORK, unit: "kg", depositId: await deposit(w) }],
    })),
  },
} satisfies Provocations;

/** What a product refuses as its deposit when it is changed. */
export const OWN_DEPOSIT = {
  not_a_deposit: NO_DEPOSIT,
  deposit_needs_pieces: by(async (w) => {
    const made = { key: newId(), name: newId(), priceMinor: 1000, unit: "kg" as const };
    const { id, version } = await w.owner.products.create(made);
    return { id, version, depositId: await deposit(w) };
  }),
};
