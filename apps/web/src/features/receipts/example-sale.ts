import type { ShopIdentity } from "@daybook/contract/shop-identity";
import { receiptSettingsTexts } from "../../texts/en/receipt-settings.ts";
import type { SlipSale } from "./receipt-slip.tsx";

/** A sale with all that a receipt can show: two rates, a discount, a weight, change, a customer. */
export function exampleSale(shop: ShopIdentity): SlipSale {
  const { seller, till, customer, products, payment, tax } = receiptSettingsTexts.example;
  const [tea = "", mug = "", paper = ""] = products;
  const each = { unit: "each", basisMilli: 1000, discountMinor: 0 } as const;
  const standard = { taxRateIds: ["standard"] };
  return {
    kind: "sale",
    status: "completed",
    shop,
    receiptNumber: "A-000123",
    occurredAt: "2026-03-02T14:20:00Z",
    soldBy: { name: seller },
    till,
    customer: { name: customer },
    origin: null,
    exchange: null,
    signature: null,
    lines: [
      {
        lineNo: 1,
        name: tea,
        sku: "P-0001",
        unit: "kg",
        basisMilli: 1000,
        quantityMilli: 250,
        unitPriceMinor: 3200,
        grossMinor: 800,
        discountMinor: 0,
        ...standard,
      },
      {
        ...each,
        lineNo: 2,
        name: mug,
        sku: "P-0002",
        quantityMilli: 2000,
        unitPriceMinor: 900,
        grossMinor: 1800,
        discountMinor: 180,
        ...standard,
      },
      {
        ...each,
        lineNo: 3,
        name: paper,
        sku: "P-0003",
        quantityMilli: 1000,
        unitPriceMinor: 220,
        grossMinor: 220,
        taxRateIds: ["zero"],
      },
    ],
    taxes: [
      { taxRateId: "standard", name: tax, ppm: 200_000, baseMinor: 2017, taxMinor: 403 },
      { taxRateId: "zero", name: tax, ppm: 0, baseMinor: 220, taxMinor: 0 },
    ],
    payments: [
      { id: "1", name: payment, amountMinor: 2640, tenderedMinor: 3000, correction: null },
    ],
    totalMinor: 2640,
    roundingMinor: 0,
    changeMinor: 360,
  };
}
