/** For tests: provocations of procedures that move goods and money. */
import { PERMISSIONS } from "@daybook/contract/permissions";
import { newId } from "@daybook/contract/uuid";
import { atClosedDrawer, atEmptyDrawer } from "./drawer-provocations.ts";
import { provocationsOfParked, sellingParked } from "./provocations-of-parked.ts";
import { exchangeProvocations } from "./provocations-of-exchanges.ts";
import { RULES_OF_EMPTIES, RULES_OF_SALE } from "./provocations-of-selling.ts";
import { by, having, HOUR_MS, missing, to } from "./provocation.ts";
import { inRevokedTill } from "./provocations-of-records.ts";
import type { Fields, Provocation, Provocations, World } from "./provocation.ts";

const inClosedDrawer = by(() => ({}), { as: atClosedDrawer });

/** Someone in a browser that is no till, who may not see what is in drawers. */
const withoutDrawer = by(() => ({}), {
  as: ({ shop }) => {
    const { actor } = shop.as("owner");
    return { ...actor, permissions: new Set(PERMISSIONS.filter((one) => one !== "drawers.read")) };
  },
});

const withoutTerminal = by(() => ({}), {
  context: ({ services }) => ({ services: { ...services, cardDesk: null } }),
});

const PIECE = 1000;
/** More than any stock. */
const MANY = 900 * PIECE;
const DAY_MS = 24 * HOUR_MS;

const ahead = by((w) => ({ occurredAt: at(w, HOUR_MS) }));
/** Before the shop was set up, by a user who may not record history. */
const history: Provocation = by((w) => ({ occurredAt: at(w, -400 * DAY_MS) }), { as: "manager" });
/** Before the goods of the test shop were received. */
const beforeTheGoods = (fields: Fields = {}) =>
  by((w) => ({ ...fields, occurredAt: at(w, -HOUR_MS) }));
const inactiveLocation = (field: string) =>
  by((w) => ({ [field]: w.inputs()["locations.reactivate"].id }));

/** The refusals of every stock document; `line` inserts the fields of its only line. */
function document(place: string, line: (fields: Fields) => Fields) {
  return {
    not_found: missing(place),
    inactive: inactiveLocation(place),
    not_stocked: by(async (w) => line({ productId: await service(w) })),
    fraction_not_allowed: by((w) => line({ productId: mug(w), quantityMilli: 1500 })),
    happens_in_future: ahead,
    too_long_ago: history,
  };
}

const lineWithCost = (fields: Fields) => ({
  lines: [{ quantityMilli: PIECE, costMinor: 100, ...fields }],
});
const line = (fields: Fields) => ({ lines: [{ quantityMilli: PIECE, ...fields }] });
const plain = (fields: Fields) => fields;

const tooMuch = (quantityMilli: number) => ({
  insufficient_stock: to({ quantityMilli }),
  insufficient_stock_then: beforeTheGoods({ quantityMilli: Math.sign(quantityMilli) * PIECE }),
});

const returned = (fields: Fields) =>
  to({ lines: [{ lineNo: 1, quantityMilli: PIECE, ...fields }] });
const twice = to({ lines: [1, 1].map((lineNo) => ({ lineNo, quantityMilli: PIECE })) });
const goodsOfSale = {
  not_found: missing("id"),
  wrong_state: by(async (w) => ({ id: await voidedSale(w) })),
  return_too_much: returned({ quantityMilli: MANY }),
  duplicate: twice,
  fraction_not_allowed: returned({ quantityMilli: 500 }),
};

/** Refunds that are not equal to the amount due, or that nobody confirmed. */
const refunds = {
  approval_invalid: by(() => ({ approvalId: newId() })),
  total_mismatch: to({ expectedTotalMinor: 1 }),
  needs_approval: by(
    async (w) => {
      const { version } = await w.owner.settings.get({});
      const none = { role: "manager", limit: "refund", value: 0 } as const;
      await w.owner.settings.update({ key: newId(), version, roleLimits: [none] });
      return {};
    },
    { as: "manager" },
  ),
  refund_not_equal: to({ refunds: [{ tender: "cash", amountMinor: 1 }] }),
  tender_not_for_refunds: by(async (w) => ({
    refunds: [{ tender: await ownTender(w, { allowedForRefunds: false }), amountMinor: 1000 }],
  })),
  reference_required: by(async (w) => ({
    refunds: [{ tender: await ownTender(w, { needsReference: true }), amountMinor: 1000 }],
  })),
};

const OF_DOCUMENTS: Provocations = {
  "movements.list": { not_found: missing("productId") },
  "movements.getDocument": { not_found: missing("id") },
  "movements.explain": { not_found: missing("productId") },
  "movements.opening": document("locationId", lineWithCost),
  "movements.receive": document("locationId", lineWithCost),
  "movements.adjust": { ...document("locationId", plain), ...tooMuch(-MANY) },
  "movements.waste": { ...document("locationId", plain), ...tooMuch(MANY) },
  "movements.transfer": {
    ...document("fromLocationId", line),
    insufficient_stock: by((w) => line({ productId: mug(w), quantityMilli: MANY })),
    insufficient_stock_then: beforeTheGoods(),
  },
  "movements.reverse": {
    not_found: missing("id"),
    wrong_state: by(async (w) => {
      const { id } = await received(w, await product(w));
      await w.owner.movements.reverse({ key: newId(), id });
      return { id };
    }),
    cannot_undo: by(() => ({}), { later: DAY_MS }),
    inactive: by(receivedAtAClosedPlace),
    insufficient_stock: by(async (w) => {
      const productId = await product(w);
      const { id } = await received(w, productId);
      await wasted(w, productId);
      return { id };
    }),
    insufficient_stock_then: by(async (w) => {
      const productId = await product(w);
      const { id } = await received(w, productId, { occurredAt: at(w, -2 * HOUR_MS) });
      await wasted(w, productId, { occurredAt: at(w, -HOUR_MS) });
      await received(w, productId);
      return { id };
    }),
  },
  "cardPayments.start": { no_card_terminal: withoutTerminal },
  "cardPayments.check": { no_card_terminal: withoutTerminal, not_found: missing("id") },
  "cardPayments.abort": { no_card_terminal: withoutTerminal, not_found: missing("id") },
  "cardPayments.settle": {
    not_found: missing("id"),
    wrong_state: by(async (w) => {
      const { id } = await w.owner.cardPayments.start({ key: newId(), amountMinor: 1000 });
      await w.owner.cardPayments.settle({ key: newId(), id, reason: "Refunded there" });
      return { id };
    }),
  },
  "sales.ringUp": {
    ...sellingParked,
    wrong_state: by(async (w) => {
      const { id } = w.inputs()["cardPayments.check"];
      const tenders = [{ tender: "card", amountMinor: 1000, cardPayment: id }];
      const lines = [{ productId: mug(w), quantityMilli: PIECE }];
      await w.owner.sales.ringUp({
        ...w.inputs()["sales.ringUp"],
        lines,
        tenders,
        expectedTotalMinor: 1000,
      });
      return { lines, tenders, expectedTotalMinor: 1000 };
    }),
    till_revoked: by(() => ({}), { as: inRevokedTill }),
    drawer_closed: inClosedDrawer,
    no_drawer: withoutDrawer,
    not_enough_cash: atEmptyDrawer(async (w) => ({
      tenders: [
        {
          tender: await ownTender(w, { givesChange: true }),
          amountMinor: w.inputs()["sales.ringUp"].expectedTotalMinor + 1,
        },
      ],
    })),
    not_found: missing("locationId"),
    inactive: inactiveLocation("locationId"),
    location_not_sellable: by(async (w) => {
      const van = { key: newId(), name: newId(), kind: "transit" as const };
      return { locationId: (await w.owner.locations.create(van)).id };
    }),
    happens_in_future: ahead,
    too_long_ago: history,
    fraction_not_allowed: by((w) => line({ productId: mug(w), quantityMilli: 1500 })),
    label_refused: by((w) =>
      line({ productId: mug(w), code: "2112345015002", labelPriceMinor: 1 }),
    ),
    total_mismatch: to({ expectedTotalMinor: 1 }),
    discount_too_large: to({ discount: { kind: "amount", amountMinor: 999_999 } }),
    discount_needs_reason: by(async (w) => {
      const { version } = await w.owner.settings.get({});
      await w.owner.settings.update({ key: newId(), version, discountReasonPpm: 10_000 });
      const discount = { kind: "amount", amountMinor: 1000 };
      return { discount, expectedTotalMinor: 1000, tenders: cash(1000) };
    }),
    needs_approval: by(
      (w) => ({ ...line({ productId: mug(w), unitPriceMinor: 1 }), expectedTotalMinor: 1 }),
      { as: "cashier" },
    ),
    approval_invalid: by(() => ({ approvalId: newId() })),
    tenders_short: to({ tenders: cash(1) }),
    change_only_from_cash: to({ tenders: [{ tender: "card", amountMinor: 9999 }] }),
    too_much_cash: to({ tenders: cash(99_999_999) }),
    reference_required: by(async (w) => ({
      tenders: [{ tender: await ownTender(w, { needsReference: true }), amountMinor: 1000 }],
    })),
    insufficient_stock: by((w) => ({
      ...line({ productId: mug(w), quantityMilli: MANY }),
      expectedTotalMinor: 900_000,
      tenders: [{ tender: "card", amountMinor: 900_000 }],
    })),
    insufficient_stock_then: beforeTheGoods(),
    ...RULES_OF_SALE,
    ...RULES_OF_EMPTIES,
  },
  "sales.cancelUnbooked": {
    not_found: missing("locationId"),
    wrong_state: by(async (w) => {
      const sale = w.inputs()["sales.ringUp"];
      await w.owner.sales.ringUp(sale);
      return { saleKey: sale.key };
    }),
  },
  "sales.get": { not_found: missing("id") },
  "sales.list": { not_found: missing("productId") },
  "sales.totals": { not_found: missing("productId") },
  "sales.quoteReturn": goodsOfSale,
  "sales.return": {
    till_revoked: by(() => ({}), { as: inRevokedTill }),
    drawer_closed: inClosedDrawer,
    no_drawer: withoutDrawer,
    not_enough_cash: atEmptyDrawer(() => ({})),
    ...goodsOfSale,
    ...refunds,
    inactive: inactiveLocation("locationId"),
    happens_in_future: ahead,
    too_long_ago: history,
    before_the_sale: beforeTheGoods(),
    refund_exceeds_tender: by(() => ({ refunds: [{ tender: "card", amountMinor: 1000 }] }), {
      as: "cashier",
    }),
    no_quarantine: returned({ disposition: "quarantine" }),
  },
  "sales.returnWithoutReceipt": {
    till_revoked: by(() => ({}), { as: inRevokedTill }),
    drawer_closed: inClosedDrawer,
    no_drawer: withoutDrawer,
    not_enough_cash: atEmptyDrawer(() => ({})),
    ...refunds,
    not_found: missing("locationId"),
    inactive: inactiveLocation("locationId"),
    happens_in_future: ahead,
    too_long_ago: history,
    fraction_not_allowed: by((w) => line({ productId: mug(w), quantityMilli: 1500 })),
    price_above_list: by((w) => line({ productId: mug(w), unitPriceMinor: 9999 }), {
      as: having("sales.returnWithoutReceipt"),
    }),
    no_quarantine: by((w) => line({ productId: mug(w), disposition: "quarantine" })),
    // A payment, and not a refund, that a sale has already.
    wrong_state: by(async (w) => {
      const refund = { key: newId(), kind: "refund" as const, amountMinor: 1000 };
      const { id } = await w.owner.cardPayments.start(refund);
      const refunds = [{ tender: "card", amountMinor: 1000, cardPayment: id }];
      const again = { ...w.inputs()["sales.returnWithoutReceipt"], refunds };
      await w.owner.sales.returnWithoutReceipt({ ...again, key: newId() });
      return { refunds };
    }),
  },
  "sales.invoice": {
    not_found: missing("id"),
    wrong_state: by(async (w) => ({ id: await voidedSale(w) })),
  },
  "sales.correctTender": {
    not_found: missing("id"),
    wrong_state: by(async (w) => ({ id: await voidedSale(w) })),
    correction_too_late: by(() => ({}), { later: DAY_MS }),
    same_tender: to({ to: "cash" }),
    inactive: by((w) => ({ to: w.inputs()["tenders.reactivate"].id })),
    reference_required: by(async (w) => ({ to: await ownTender(w, { needsReference: true }) })),
    no_drawer: by(() => ({}), { as: having("sales.correctTender") }),
    exceeds_payment: to({ amountMinor: 999_999 }),
  },
  "sales.void": {
    till_revoked: by(() => ({}), { as: inRevokedTill }),
    not_found: missing("id"),
    wrong_state: by(async (w) => ({ id: await voidedSale(w) })),
    void_too_late: by(() => ({}), { later: DAY_MS }),
    approval_invalid: by(() => ({ approvalId: newId() })),
    inactive: by(soldAtAClosedPlace),
    drawer_closed: inClosedDrawer,
    no_drawer: withoutDrawer,
    not_enough_cash: atEmptyDrawer(() => ({})),
  },
};

export const DOCUMENT_PROVOCATIONS: Provocations = {
  ...OF_DOCUMENTS,
  ...provocationsOfParked,
  "sales.exchange": exchangeProvocations(OF_DOCUMENTS),
};

/** A new payment method with these rules. */
async function ownTender({ owner }: World, rules: Fields): Promise<string> {
  const made = { key: newId(), name: newId(), kind: "voucher" as const, ...rules };
  return (await owner.tenders.create(made)).id;
}

function at({ shop }: World, ms: number): string {
  return new Date(shop.clock.now + ms).toISOString();
}

function mug(w: World): string {
  return w.inputs()["products.get"].id;
}

function cash(amountMinor: number) {
  return [{ tender: "cash" as const, amountMinor }];
}

async function product({ owner }: World, more: { kind?: "service" } = {}) {
  const made = { key: newId(), name: newId(), priceMinor: 1000, ...more };
  return (await owner.products.create(made)).id;
}

const service = (w: World) => product(w, { kind: "service" });

interface Where {
  readonly occurredAt?: string;
  readonly locationId?: string;
}

function received({ shop, owner }: World, productId: string, where: Where = {}) {
  const lines = [{ productId, quantityMilli: PIECE, costMinor: 100 }];
  const place = { locationId: shop.locationId(), ...where };
  return owner.movements.receive({ key: newId(), lines, ...place });
}

function wasted({ shop, owner }: World, productId: string, where: Where = {}) {
  const goods = { productId, quantityMilli: PIECE, reason: "damaged" as const };
  return owner.movements.waste({
    key: newId(),
    locationId: shop.locationId(),
    ...goods,
    ...where,
  });
}

async function voidedSale({ owner, inputs }: World): Promise<string> {
  const { id } = await owner.sales.ringUp(inputs()["sales.ringUp"]);
  await owner.sales.void({ key: newId(), id, reason: "Rung up twice" });
  return id;
}

/** A location from which the only piece of a product is moved away, and which is then deactivated. */
async function closedAfter<Done>(
  w: World,
  goOut: (locationId: string, productId: string) => Promise<Done>,
) {
  const productId = await product(w);
  const place = await w.owner.locations.create({ key: newId(), name: newId() });
  const document = await received(w, productId, { locationId: place.id });
  const done = await goOut(place.id, productId);
  await w.owner.locations.deactivate({ key: newId(), id: place.id, version: place.version });
  return { document, done };
}

async function receivedAtAClosedPlace(w: World) {
  const { document } = await closedAfter(w, (locationId, productId) =>
    wasted(w, productId, { locationId }),
  );
  return { id: document.id };
}

async function soldAtAClosedPlace(w: World) {
  const { done } = await closedAfter(w, (locationId, productId) =>
    w.owner.sales.ringUp({
      key: newId(),
      locationId,
      lines: [{ productId, quantityMilli: PIECE }],
      tenders: cash(1000),
      expectedTotalMinor: 1000,
    }),
  );
  return { id: done.id };
}
