/** Words of putting the books right. */
export const adjustTexts = {
  title: "Adjust",
  lead: "When the shelf and the books disagree: say what happened, and the ledger keeps it with its reason.",
  mayNot: "Your role cannot adjust stock. Ask the owner.",
  ways: "What happened",
  way: {
    found: "Found more",
    lost: "Lost some",
    counted: "I counted",
    wasted: "Thrown away",
  },
  quantity: {
    found: "How many more",
    lost: "How many fewer",
    counted: "How many there are",
    wasted: "How many",
  },
  product: "Scan or search a product",
  change: "Another product",
  chosen: "Product",
  onHandHere: (quantity: string) => `The books say ${quantity} here.`,
  place: "Location",
  reason: "Reason",
  note: "Note",
  noDifference: "The books say the same: there is nothing to put right.",
  isMore: (quantity: string) => `${quantity} more than the books say.`,
  isLess: (quantity: string) => `${quantity} fewer than the books say.`,
  willBe: (quantity: string) => `Then there are ${quantity} here.`,
  save: {
    found: "Add to the books",
    lost: "Take off the books",
    counted: "Put the books right",
    wasted: "Book as waste",
  },
  saved: (name: string, moved: string, left: string) =>
    `${name}: corrected by ${moved}. Now ${left} here.`,
  wastedNow: (name: string, moved: string, left: string) =>
    `${name}: ${moved} thrown away. Now ${left} here.`,
  farQuantity: (after: string, before: string) =>
    `Stock here would change from ${before} to ${after}. Check the quantity. If it is right, press the button again.`,
};
