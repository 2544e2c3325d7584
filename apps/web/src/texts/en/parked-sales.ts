/** Texts of parked sales. Loaded on demand. */
export const parkedTexts = {
  park: "Park",
  parked: "Parked sales",
  keys: { park: "Park the sale, or open the parked sales", list: "Open the parked sales" },

  done: (total: string) => `The sale of ${total} is parked. Every till can resume it.`,
  putBack: (total: string) => `The sale of ${total} is parked again.`,
  undo: "Undo",
  nameIt: "Name it",
  rename: "Rename",
  partsFirst:
    "Money was received for this sale. Finish it, or remove the payments, before you park it.",
  emptyFirst: "Add an item before you park the sale.",
  keptHere:
    "The server cannot be reached. The sale is on hold at this device, and is parked when the server answers.",
  lateDone: (total: string) => `The server answered: the sale of ${total} is parked.`,
  wasTotal: (was: string, now: string) =>
    `The total was ${was} when this sale was parked; at today's prices it is ${now}.`,

  asOwn: "Sell as a new sale",
  lostLead: "The cart stays here. Empty it, or sell it as a new sale if the customer is here.",

  close: "Close",
  lead: "Choose the sale to resume. The present cart is parked first.",
  none: "No sale is parked.",
  noneHint: "Park a cart to serve the next customer. It waits here, also overnight.",
  showMore: "Only the newest are shown.",
  lines: (n: number) => (n === 1 ? "1 line" : `${n} lines`),
  at: (person: string, till: string | null) => (till === null ? person : `${person}, ${till}`),
  openAt: (person: string, till: string | null, since: string) =>
    till === null
      ? `Open by ${person} since ${since}`
      : `Open on ${till} by ${person} since ${since}`,
  openHere: "Open here",
  minutes: (n: number) =>
    n < 1
      ? "just now"
      : n < 60
        ? `${n} min ago`
        : n < 1440
          ? `${Math.floor(n / 60)} h ago`
          : `${Math.floor(n / 1440)} d ago`,
  name: "Name",
  nameTitle: "Name the parked sale",
  nameHint: "Such as the customer's name. Empty: it is shown by its time and goods.",
  saveName: "Save name",
  discard: "Discard",
  discardTitle: "Discard the parked sale",
  discardSure: (total: string) => `Discard this sale of ${total}? It cannot be resumed afterwards.`,
  discardYes: "Discard the sale",
  reason: "Reason",
  discarded: (total: string) => `The parked sale of ${total} was discarded.`,
};
