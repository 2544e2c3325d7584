/** Texts of stock adjustments. */
export const adjustTexts = {
  title: "Adjust",
  lead: "Correct the stock when it differs from what is on the shelf. Each correction is kept with its reason.",
  mayNot: "Your role cannot adjust stock. Ask the owner.",
  ways: "What happened",
  way: {
    found: "Found more",
    lost: "Lost some",
    counted: "Counted",
    wasted: "Thrown away",
  },
  quantity: {
    found: "Quantity found",
    lost: "Quantity lost",
    counted: "Quantity counted",
    wasted: "Quantity thrown away",
  },
  product: "Scan or search a product",
  change: "Another product",
  chosen: "Product",
  onHandHere: (quantity: string) => `Stock on record here: ${quantity}.`,
  place: "Location",
  reason: "Reason",
  note: "Note",
  noDifference: "Your count matches the stock on record.",
  isMore: (quantity: string) => `${quantity} more than the stock on record.`,
  isLess: (quantity: string) => `${quantity} less than the stock on record.`,
  willBe: (quantity: string) => `New stock here: ${quantity}.`,
  save: {
    found: "Add stock",
    lost: "Remove stock",
    counted: "Save count",
    wasted: "Write off",
  },
  saved: (name: string, moved: string, left: string) =>
    `${name}: corrected by ${moved}. Now ${left} here.`,
  wastedNow: (name: string, moved: string, left: string) =>
    `${name}: ${moved} thrown away. Now ${left} here.`,
  farQuantity: (after: string, before: string) =>
    `Stock here would change from ${before} to ${after}. Check the quantity. If it is right, press the button again.`,
};
