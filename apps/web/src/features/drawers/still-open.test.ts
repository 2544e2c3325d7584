import { expect, test } from "vitest";
import type { CardPayment } from "@daybook/contract/card-payments";
import type { TillId } from "@daybook/contract/ids";
import { minor } from "@daybook/contract/money";
import { createFormats } from "../../lib/format.ts";
import { stillOpen } from "./still-open.ts";

const formats = createFormats({
  locale: "en-GB",
  currency: "GBP",
  exponent: 2,
  timeZone: "Europe/London",
});
const NOW = Date.parse("2026-11-30T18:00:00Z");
const tillId = (n: string) => n as TillId;
const NOTHING = { unsent: { waiting: 0, refused: 0, others: [] }, tills: [], cardPayments: [] };
const texts = (found: Partial<Parameters<typeof stillOpen>[0]>) =>
  stillOpen({ ...NOTHING, ...found }, formats, NOW).map(({ text }) => text);

test("[RP14] nothing is open where all is sent and every till was seen", () => {
  const lastUsedAt = "2026-11-30T17:45:00Z";
  expect(
    texts({ tills: [{ id: tillId("1"), name: "Front", lastUsedAt, thisDevice: false }] }),
  ).toEqual([]);
});

test("[RP14] unsent and refused sales come first, then card payments without a sale, then tills not seen", () => {
  const payment: CardPayment = {
    id: "1",
    kind: "pay",
    state: "approved",
    amountMinor: minor(1250),
    reference: "T-1",
    message: "",
    used: false,
    startedAt: "2026-11-30T14:02:00Z",
  };
  const found = texts({
    unsent: {
      waiting: 2,
      refused: 1,
      others: [
        { by: "Ben", waiting: 3, refused: 0 },
        { by: "", waiting: 0, refused: 1 },
      ],
    },
    cardPayments: [payment, { ...payment, state: "unknown" }],
    tills: [
      { id: tillId("1"), name: "Back", lastUsedAt: "2026-11-30T14:10:00Z", thisDevice: false },
      { id: tillId("2"), name: "Here", lastUsedAt: "2026-11-30T14:10:00Z", thisDevice: true },
      { id: tillId("3"), name: "New", lastUsedAt: null, thisDevice: false },
    ],
  });
  expect(found).toEqual([
    "1 paid sale of this device was refused and needs a decision.",
    "2 paid sales of this device are not sent yet.",
    "3 paid sales by Ben are waiting here. They are sent when Ben signs in at this till.",
    "1 paid sale by another person was refused. It waits until another person signs in at this till and settles it.",
    "A card payment of £12.50 (30 Nov, 14:02) was approved, but no sale has it.",
    "The outcome of a card payment of £12.50 (30 Nov, 14:02) is not known.",
    "Back was last seen on 30 Nov, 14:10. Sales that it still holds will be in a supplement.",
  ]);
});

test("[RP14] two card payments of one minute with one amount are two items", () => {
  const payment: CardPayment = {
    id: "1",
    kind: "pay",
    state: "unknown",
    amountMinor: minor(1250),
    reference: "T-1",
    message: "",
    used: false,
    startedAt: "2026-11-30T14:02:00Z",
  };
  const found = { ...NOTHING, cardPayments: [payment, { ...payment, id: "2" }] };
  const items = stillOpen(found, formats, NOW);
  expect(new Set(items.map(({ text }) => text)).size).toBe(1);
  expect(new Set(items.map(({ key }) => key)).size).toBe(2);
});
