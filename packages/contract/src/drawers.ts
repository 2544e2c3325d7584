/** Cash drawers: their sessions, cash that moves without a sale, counting, closing, and the safe. */
import { z } from "zod";
import { approvalField } from "./approvals.ts";
import { CashEntryKind } from "./cash-entry-kinds.ts";
import { areWorth, CountedPieces } from "./cash-pieces.ts";
import { BusinessDate, Instant, line, Version, WriteKey } from "./fields.ts";
import { plainText } from "./fold.ts";
import {
  CashCountId,
  CashEntryId,
  ClosingId,
  DrawerId,
  DrawerSessionId,
  SaleId,
  TenderId,
  TillId,
} from "./ids.ts";
import { Minor, minor, MinorNonNegative, MinorPositive, MinorSigned } from "./money.ts";
import { page, pageInput } from "./paging.ts";
import { rule } from "./rules.ts";
import { DocumentKind } from "./sale-basics.ts";
import { ReportedShop } from "./shop-identity.ts";
import { TenderKind } from "./tenders.ts";
import { TillEventCount } from "./till-events.ts";

/** +1 into the drawer, -1 out of it, 0 for a deposit, which leaves the safe. */
export const INTO_DRAWER: Readonly<Record<CashEntryKind, 1 | -1 | 0>> = {
  pay_in: 1,
  top_up: 1,
  pay_out: -1,
  drop: -1,
  deposit: 0,
};

/** +1 into the safe, -1 out of it. */
export const INTO_SAFE: Readonly<Record<CashEntryKind, 1 | -1 | 0>> = {
  drop: 1,
  top_up: -1,
  deposit: -1,
  pay_in: 0,
  pay_out: 0,
};

export const CreateDrawer = z.strictObject({ key: WriteKey, name: line(40, 1) });
export type CreateDrawer = z.infer<typeof CreateDrawer>;

export const UpdateDrawer = z.strictObject({
  key: WriteKey,
  id: DrawerId,
  version: Version,
  name: line(40, 1).optional(),
  tillIds: z
    .array(TillId)
    .max(100)
    .optional()
    .describe("The tills whose cash goes into it; a till has one drawer at most"),
});
export type UpdateDrawer = z.infer<typeof UpdateDrawer>;

export const DrawerState = z.strictObject({ key: WriteKey, id: DrawerId, version: Version });
export type DrawerState = z.infer<typeof DrawerState>;

const Named = z.strictObject({ id: z.string(), name: z.string() });

export const OpenSession = z.strictObject({
  id: DrawerSessionId,
  openedAt: Instant,
  openedBy: z.string(),
  businessDate: BusinessDate,
  leftMinor: Minor.describe(
    "What the previous closing left in the drawer; at the first opening, the float",
  ),
  floatMinor: Minor.describe("What was counted at the opening"),
});

export const Drawer = z.strictObject({
  id: DrawerId,
  name: z.string(),
  tills: z.array(Named),
  session: OpenSession.nullable().describe("Null while it is closed"),
  leftMinor: Minor.describe("What the last closing left in it: the float to expect"),
  everClosed: z
    .boolean()
    .describe("Whether it was ever closed; before, no float differs from what was left"),
  active: z.boolean(),
  version: z.int(),
  createdAt: Instant,
});
export type Drawer = z.infer<typeof Drawer>;

/** What a new shop pays small amounts for; they fill up the categories that a till offers. */
export const FIRST_PAY_OUT_CATEGORIES: readonly string[] = [
  "Cleaning",
  "Postage",
  "Office supplies",
  "Food and drink",
  "Repairs",
];

/** How many categories a till offers for a pay-out. */
export const MOST_OFFERED_CATEGORIES = 6;

/** All drawers, also deactivated ones, and the one of the till that asks. */
export const Drawers = z.strictObject({
  items: z.array(Drawer),
  ownDrawerId: DrawerId.nullable().describe("The drawer of the till that asks"),
  payOutCategories: z
    .array(z.string())
    .describe("What the shop's last pay-outs were for, the most frequent first, then common ones"),
});
export type Drawers = z.infer<typeof Drawers>;

const isWorth =
  (amount: "floatMinor" | "cashMinor") =>
  (input: {
    readonly floatMinor?: number;
    readonly cashMinor?: number;
    readonly pieces?: CountedPieces | undefined;
  }) =>
    input.pieces === undefined || areWorth(input.pieces, input[amount]);

export const OpenDrawer = z
  .strictObject({
    key: WriteKey,
    drawerId: DrawerId,
    floatMinor: MinorNonNegative.describe("The cash in the drawer, as counted"),
    pieces: CountedPieces.optional(),
  })
  .refine(isWorth("floatMinor"), { path: ["floatMinor"], message: rule("pieces_other_sum") });
export type OpenDrawer = z.infer<typeof OpenDrawer>;

export const MoveCash = z
  .strictObject({
    key: WriteKey,
    sessionId: DrawerSessionId,
    kind: CashEntryKind.exclude(["deposit"]),
    amountMinor: MinorPositive,
    category: line(60).default("").describe("What a pay-out is for, such as “Cleaning”"),
    reason: line(200).default(""),
  })
  .refine(({ kind, category }) => kind !== "pay_out" || plainText(category) !== "", {
    path: ["category"],
    message: rule("category_required"),
  });
export type MoveCash = z.infer<typeof MoveCash>;

export const DepositCash = z.strictObject({
  key: WriteKey,
  amountMinor: MinorPositive,
  reference: line(60, 1).describe("The number of the deposit slip"),
  reason: line(200).default(""),
});
export type DepositCash = z.infer<typeof DepositCash>;

export const CashEntry = z.strictObject({
  id: CashEntryId,
  kind: CashEntryKind,
  drawer: z.string().nullable(),
  amountMinor: Minor,
  category: z.string(),
  reason: z.string(),
  reference: z.string(),
  by: z.string(),
  at: Instant,
  businessDate: BusinessDate,
});
export type CashEntry = z.infer<typeof CashEntry>;

export const ListCashEntries = z.strictObject({
  ...pageInput,
  sessionId: DrawerSessionId.optional(),
  kind: CashEntryKind.optional(),
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
});
export type ListCashEntries = z.infer<typeof ListCashEntries>;
export const CashEntryPage = page(CashEntry);
export type CashEntryPage = z.infer<typeof CashEntryPage>;

/** The cash in the safe: drops and what closings put into it, less top-ups and deposits. */
export const Safe = z.strictObject({ cashMinor: Minor });
export type Safe = z.infer<typeof Safe>;

export const CountDrawer = z
  .strictObject({
    key: WriteKey,
    sessionId: DrawerSessionId,
    cashMinor: MinorNonNegative.describe("All cash in the drawer, as counted"),
    pieces: CountedPieces.optional(),
    others: z
      .array(
        z.strictObject({
          tender: TenderId,
          countedMinor: MinorSigned.nullable().describe("Null for a method that was not used"),
        }),
      )
      .max(50)
      .default([])
      .describe("The totals of the other methods; below zero if more was refunded than taken"),
  })
  .refine(isWorth("cashMinor"), { path: ["cashMinor"], message: rule("pieces_other_sum") });
export type CountDrawer = z.infer<typeof CountDrawer>;

export const CountLine = z.strictObject({
  tender: TenderId,
  name: z.string(),
  countedMinor: Minor,
  expectedMinor: Minor,
  differenceMinor: Minor.describe("Counted less expected"),
});

/** A likely cause of a difference, read from the documents of the session. */
export const DifferenceCause = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("wrong_tender"),
    saleId: SaleId,
    receiptNumber: z.string(),
    amountMinor: Minor,
    from: TenderId.describe("The method on record"),
    to: TenderId.describe("The method with as much too much"),
  }),
  z.strictObject({
    kind: z.literal("not_paid_out"),
    saleId: SaleId,
    receiptNumber: z.string(),
    document: DocumentKind,
    amountMinor: Minor,
  }),
  z.strictObject({ kind: z.literal("float"), overnightMinor: Minor }),
  z.strictObject({
    kind: z.literal("entry"),
    entryId: CashEntryId,
    entry: CashEntryKind,
    category: z.string(),
    amountMinor: Minor,
  }),
]);
export type DifferenceCause = z.infer<typeof DifferenceCause>;

/** A count as saved: only now does it say what was expected. */
export const CashCount = z.strictObject({
  id: CashCountId,
  at: Instant,
  by: z.string(),
  pieces: CountedPieces.nullable().describe("Null if only the total was entered"),
  lines: z.array(CountLine),
  causes: z.array(DifferenceCause),
  largestDifferenceMinor: Minor.describe(
    "Of all counts of the session, over or short: above zero, closing needs a reason",
  ),
});
export type CashCount = z.infer<typeof CashCount>;

export const CloseDrawer = z.strictObject({
  key: WriteKey,
  sessionId: DrawerSessionId,
  countId: CashCountId,
  leftMinor: MinorNonNegative.describe("What stays in the drawer; the rest goes into the safe"),
  reason: line(200).default("").describe("Needed where counted and expected amounts differ"),
  ...approvalField,
});
export type CloseDrawer = z.infer<typeof CloseDrawer>;

const Amounts = z.strictObject({ count: z.int(), totalMinor: Minor });

/** What happened in a session: the contents of X and Z. Amounts are positive; `kind` gives their direction. */
export const SessionReport = z.strictObject({
  shop: ReportedShop,
  drawer: z.string(),
  openedAt: Instant,
  openedBy: z.string(),
  businessDate: BusinessDate,
  tills: z.array(
    z.strictObject({
      name: z.string(),
      documents: z.int(),
      firstNumber: z.string(),
      lastNumber: z.string(),
    }),
  ),
  documents: z.record(DocumentKind, Amounts),
  discountMinor: Minor.describe("Of sales that were not voided"),
  roundingMinor: Minor,
  taxes: z.array(
    z.strictObject({ name: z.string(), ppm: z.int(), baseMinor: Minor, taxMinor: Minor }),
  ),
  tenders: z.array(
    z.strictObject({
      tender: TenderId,
      name: z.string(),
      kind: TenderKind,
      takenMinor: Minor,
      refundedMinor: Minor,
      voidedMinor: Minor,
    }),
  ),
  categories: z.array(z.strictObject({ name: z.string().nullable(), totalMinor: Minor })),
  sellers: z.array(z.strictObject({ name: z.string(), count: z.int(), totalMinor: Minor })),
  entries: z.array(
    z.strictObject({
      kind: CashEntryKind,
      category: z.string(),
      count: z.int(),
      totalMinor: Minor,
    }),
  ),
  events: z.array(TillEventCount).describe("What the till journal has since the previous closing"),
  floatMinor: Minor,
  overnightMinor: Minor.describe("The float less what the previous closing left"),
  expectedCashMinor: Minor,
});
export type SessionReport = z.infer<typeof SessionReport>;

/** What a method should have left: taken − refunded − voided. */
export function leftOf({
  takenMinor,
  refundedMinor,
  voidedMinor,
}: Pick<SessionReport["tenders"][number], "takenMinor" | "refundedMinor" | "voidedMinor">): Minor {
  return minor(takenMinor - refundedMinor - voidedMinor);
}

/** Totals since the shop began, which only grow. */
export const GrandTotals = z.record(DocumentKind, Amounts);
export type GrandTotals = z.infer<typeof GrandTotals>;

/** What names a closing report. */
export const ClosingHead = z.strictObject({
  id: ClosingId,
  number: z.int(),
  series: z.int().default(1).describe("A restore begins the next one: `2-15`"),
  drawer: z.string(),
  supplementOf: z.int().nullable().describe("The number of the closing that it completes"),
  businessDate: BusinessDate,
  openedAt: Instant,
  closedAt: Instant,
  closedBy: z.string(),
  differenceMinor: Minor,
});

export type ClosingHead = z.infer<typeof ClosingHead>;

export const ClosingRow = z.strictObject({
  ...ClosingHead.shape,
  overnightMinor: Minor.describe("The float less what the previous closing left"),
  timesCounted: z.int().describe("How many counts were made; 0 in a supplement"),
  earlierDifferenceMinor: Minor.describe(
    "The largest of the counts before the last, over or short",
  ),
});
export type ClosingRow = z.infer<typeof ClosingRow>;

/** How a session was counted. Each count says what was expected, so one that fits must not hide those before. */
export const Counting = z.strictObject({
  times: z.int().describe("How many counts were made"),
  earlierDifferences: z
    .array(z.strictObject({ tender: TenderId, name: z.string(), differenceMinor: Minor }))
    .describe("The largest of each method in the counts before the last, over or short"),
});
export type Counting = z.infer<typeof Counting>;

export const Closing = z.strictObject({
  ...ClosingHead.shape,
  report: SessionReport,
  counts: z.array(CountLine),
  // The text of a report never changes, so those from before this field are without it.
  counting: Counting.optional().describe("Not in a supplement, nor in older reports"),
  leftMinor: Minor,
  toSafeMinor: Minor,
  reason: z.string(),
  approvedBy: z.string().nullable().describe("Who approved the difference"),
  grandTotals: GrandTotals.nullable().describe("Null for people who may not read reports"),
  supplementOfId: ClosingId.optional().describe("Of the report that this supplement completes"),
  hash: z.string().describe("SHA-256 of the report and the hash of the one before"),
});
export type Closing = z.infer<typeof Closing>;

export const ListClosings = z.strictObject({
  ...pageInput,
  drawerId: DrawerId.optional(),
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
});
export type ListClosings = z.infer<typeof ListClosings>;
export const ClosingPage = page(ClosingRow);
export type ClosingPage = z.infer<typeof ClosingPage>;
export const GetClosing = z.strictObject({ id: ClosingId });
export type GetClosing = z.infer<typeof GetClosing>;
export const GetSession = z.strictObject({ sessionId: DrawerSessionId });
export type GetSession = z.infer<typeof GetSession>;

/** How far the count of a session is, so that another device can go on with it. */
export const LastCount = z.strictObject({
  drawerId: DrawerId,
  count: CashCount.nullable().describe("The last one; null before the first"),
  changedSince: z.boolean().describe("Whether something was paid since: then count again"),
  closing: ClosingRow.nullable().describe("Null while the session is open"),
});
export type LastCount = z.infer<typeof LastCount>;
