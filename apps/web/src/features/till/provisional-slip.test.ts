import { expect, test } from "vitest";
import { minor, MinorPositive } from "@daybook/contract/money";
import { pieces } from "@daybook/contract/quantity";
import { CASH, FIRST_TENDERS } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import { EMPTY_CART, reduceCart } from "./cart.ts";
import { priceOfCart } from "./cart-price.ts";
import type { TaxRules } from "./cart-price.ts";
import { provisionalSlip } from "./provisional-slip.ts";
import type { LastSale } from "./till-store.ts";
import { MUG } from "./testing/test-till.ts";

const rates = [{ taxRateId: "r", ppm: 200_000, compound: false }];
const rules: TaxRules = {
  pricesIncludeTax: true,
  taxRounding: "line",
  ratesOf: new Map([[MUG.taxClassId, rates]]),
  rateNames: new Map([["r", "VAT"]]),
};
const soldBy = { name: "Anna" };
const shop = {
  name: "Corner shop",
  legalName: "Anna Miller",
  address: "High Street 1",
  taxNumber: "GB 1",
  registerEntry: "",
  receiptHeader: "",
  receiptFooter: "",
  receiptLanguage: null,
  receiptLogo: null,
  showSku: false,
  showSeller: true,
  showCustomer: true,
  showTaxes: true,
  showBarcode: true,
};

function paidSale(): LastSale {
  const line = { product: MUG, quantityMilli: pieces(1), lineId: newId() };
  const cart = reduceCart(EMPTY_CART, { type: "add", ...line });
  return {
    key: newId(),
    totalMinor: minor(499),
    roundingMinor: minor(0),
    changeMinor: minor(1),
    cart,
    paid: {
      at: "2026-03-02T09:00:00.000Z",
      tenders: [{ tender: CASH, amountMinor: MinorPositive.parse(500), reference: "" }],
    },
    sale: null,
  };
}

test("[fault G19] a sale that is paid and not yet recorded has a slip with its figures and no number", () => {
  const last = paidSale();
  const slip = provisionalSlip({
    last,
    rules,
    soldBy,
    till: "Front",
    shop,
    tenders: FIRST_TENDERS,
  });
  const [line] = priceOfCart(last.cart, rules)?.lines ?? [];
  expect(slip).toMatchObject({
    receiptNumber: null,
    occurredAt: "2026-03-02T09:00:00.000Z",
    soldBy,
    till: "Front",
    shop,
    totalMinor: 499,
    changeMinor: 1,
    lines: [{ name: "Mug", quantityMilli: 1000, unitPriceMinor: 499, grossMinor: 499 }],
    payments: [{ name: "Cash", tenderedMinor: 500 }],
    taxes: [{ name: "VAT", ppm: 200_000, taxMinor: line?.taxMinor, baseMinor: line?.netMinor }],
  });
});

test("[M3] the slip of a sale without a connection shows its rounding", () => {
  const last = { ...paidSale(), roundingMinor: minor(1), changeMinor: minor(0) };
  const slip = provisionalSlip({ last, rules, soldBy, till: null, shop, tenders: FIRST_TENDERS });
  expect(slip).toMatchObject({ totalMinor: 500, roundingMinor: 1, changeMinor: 0 });
});

test("[fault G19] a slip shows only figures that the customer agreed to", () => {
  const last = { ...paidSale(), totalMinor: minor(500) };
  expect(
    provisionalSlip({ last, rules, soldBy, till: "Front", shop, tenders: FIRST_TENDERS }),
  ).toBeNull();
});
