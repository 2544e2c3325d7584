import type { MovementKind } from "@daybook/contract/movements";

/** Words of goods coming in and of the ledger. */
export const movementTexts = {
  receiveTitle: "Receive goods",
  receive: "Receive",
  quantity: "Quantity",
  cost: "Cost of all of them",
  location: "Into",
  reference: "Delivery note",
  received: (quantity: string, name: string) => `Received ${quantity} of ${name}.`,
  recentTitle: "Latest movements",
  noMovements: "No movements yet.",
  what: "What",
  when: "When",
  who: "Who",
  kinds: {
    opening: "Opening stock",
    receive: "Received",
    sale: "Sold",
    return: "Returned",
    transfer: "Moved",
    waste: "Wasted",
    use: "Used",
    adjust: "Adjusted",
    count: "Counted",
    cover: "Covered",
    cover_release: "Cover released",
    supplier_return: "Sent back",
    assemble: "Assembled",
    reversal: "Reversed",
  } satisfies Readonly<Record<MovementKind, string>>,
};
