/** Contracts of parked sales: carts that are saved for later, and that any till resumes. */
import { z } from "zod";
import { Instant, line, Version, WriteKey } from "./fields.ts";
import { CustomerId, LocationId, ParkedSaleId, SaleId } from "./ids.ts";
import { Minor, MinorNonNegative } from "./money.ts";
import { page, pageInput } from "./paging.ts";
import { DiscountInput } from "./pricing.ts";
import { rule } from "./rules.ts";
import { MAX_SALE_LINES } from "./sale-basics.ts";
import { DepositBack } from "./deposits.ts";
import { CartLine, RingUpSale } from "./sales.ts";

/** How long an opened parked sale stays with its till that sends nothing. */
export const PARKED_IDLE_MS = 5 * 60_000;

/** The longest name of a parked sale. */
export const MOST_PARKED_NAME = 60;

/** The names of the first goods that a list shows. */
export const PARKED_GOODS_SHOWN = 3;

const ParkedName = line(MOST_PARKED_NAME).describe(
  "Empty for one that is shown by its time and its first goods",
);

/** A cart as it is stored: what the sale will contain, without payments. */
export const ParkedCart = z
  .strictObject({
    lines: z
      .array(CartLine)
      .max(MAX_SALE_LINES)
      .describe("The goods; their deposits follow when they are sold"),
    depositsBack: z.array(DepositBack).max(100).default([]).describe("Empties that come back"),
    names: z
      .array(line(200))
      .max(MAX_SALE_LINES)
      .default([])
      .describe("What the lines were called, in their order: shown before the products are known"),
    discount: DiscountInput.nullable().default(null),
    discountReason: RingUpSale.shape.discountReason,
    customerId: CustomerId.nullable().default(null),
  })
  .refine(({ lines, depositsBack }) => lines.length + depositsBack.length > 0, {
    path: ["lines"],
    message: rule("cart_empty"),
  });
export type ParkedCart = z.infer<typeof ParkedCart>;

const contents = {
  cart: ParkedCart,
  totalMinor: MinorNonNegative.describe("As the till showed it; the sale has today's prices"),
};

export const ParkSale = z.strictObject({
  key: WriteKey,
  locationId: LocationId,
  name: ParkedName.default(""),
  ...contents,
});
export type ParkSale = z.infer<typeof ParkSale>;

/** Names one parked sale. */
export const NameParkedSale = z.strictObject({ key: WriteKey, id: ParkedSaleId });
export type NameParkedSale = z.infer<typeof NameParkedSale>;

/** `version` is that of the contents that the caller has. */
export const KeepParkedSale = z.strictObject({ ...NameParkedSale.shape, version: Version });
export type KeepParkedSale = z.infer<typeof KeepParkedSale>;

/** Without `changed` it stays as it was. */
export const PutBackParkedSale = z.strictObject({
  ...KeepParkedSale.shape,
  changed: z.strictObject(contents).optional().describe("What the cart contains now"),
});
export type PutBackParkedSale = z.infer<typeof PutBackParkedSale>;

export const RenameParkedSale = z.strictObject({ ...NameParkedSale.shape, name: ParkedName });
export type RenameParkedSale = z.infer<typeof RenameParkedSale>;

export const DiscardParkedSale = z.strictObject({
  ...NameParkedSale.shape,
  reason: line(200).default(""),
});
export type DiscardParkedSale = z.infer<typeof DiscardParkedSale>;

export const PARKED_STATUSES = ["waiting", "sold", "discarded"] as const;
const ParkedStatus = z.enum(PARKED_STATUSES);

export const ListParkedSales = z.strictObject({
  ...pageInput,
  status: ParkedStatus.default("waiting").describe("Waiting ones are also those that are open"),
});
export type ListParkedSales = z.infer<typeof ListParkedSales>;

const Named = z.strictObject({ id: z.string(), name: z.string() });

/** A person, and the till if there was one. */
const PersonAtTill = z.strictObject({ person: Named, till: Named.nullable() });

export const ParkedSale = z.strictObject({
  id: ParkedSaleId,
  name: z.string(),
  goods: z
    .array(z.string())
    .describe(`What the first lines were called, at most ${PARKED_GOODS_SHOWN}`),
  lines: z.int(),
  totalMinor: Minor.describe("As the till showed it"),
  location: Named,
  parkedBy: PersonAtTill,
  parkedAt: Instant,
  changedAt: Instant.describe("When its contents were last parked"),
  version: z.int().describe("Of its contents"),
  open: z
    .strictObject({
      ...PersonAtTill.shape,
      since: Instant,
      until: Instant.describe("When it is free, unless the till sends something until then"),
      isMine: z.boolean().describe("Whether the caller has it open"),
    })
    .nullable()
    .describe("The till that has it open; null if it is free"),
  status: ParkedStatus,
  closed: z
    .strictObject({
      at: Instant,
      by: Named,
      sale: z.strictObject({ id: SaleId, receiptNumber: z.string() }).nullable(),
      reason: z.string().describe("Why it was discarded; empty for a sold one"),
    })
    .nullable(),
});
export type ParkedSale = z.infer<typeof ParkedSale>;

/** Newest first. */
export const ParkedSales = page(ParkedSale);
export type ParkedSales = z.infer<typeof ParkedSales>;

/** A parked sale with its cart, for the till that has it open. */
export const OpenedParkedSale = z.strictObject({
  ...ParkedSale.shape,
  cart: ParkedCart,
  customer: Named.nullable(),
});
export type OpenedParkedSale = z.infer<typeof OpenedParkedSale>;
