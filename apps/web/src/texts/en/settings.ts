import { currencyExponent } from "@daybook/contract/currency-exponents";
import { formatMinor } from "@daybook/contract/money";

const example = (locale: string, currency: string) => {
  try {
    return formatMinor(1234 * 10 ** (currencyExponent(currency) ?? 0), currency, locale);
  } catch {
    return null;
  }
};

/** Texts of the shop's settings. */
export const settingsTexts = {
  title: "Shop",
  lead: "Shop-wide settings. Changes take effect at once on every device.",
  readOnly: "Shop-wide settings. Only an owner can change them.",
  save: "Save settings",
  saved: "Saved.",
  on: "on",
  off: "off",
  name: "Shop name",
  timeZone: "Time zone",
  dayCutoff: "Business day ends at",
  dayCutoffHint: "Sales before this time belong to the day before.",
  locale: "Number and date format",
  localeHint: (locale: string, currency: string) => {
    const shown = example(locale, currency);
    return shown === null ? "Such as en-GB or de-DE." : `Example: ${shown}.`;
  },
  currency: (code: string) =>
    `The currency is ${code}. It was chosen during setup and cannot be changed.`,
  currencyName: "Currency",
  pricesIncludeTax: "Prices include tax",
  pricesIncludeTaxHint: "Off: tax is added at the till.",
  discountReason: "Require a reason for discounts above (%)",
  discountReasonHint:
    "Discounts on a line and on the whole sale count together. Enter 100 to never require one.",
  taxRounding: "Tax rounding",
  taxRoundingHint: "Ask your accountant; most countries accept either.",
  roundings: { line: "Per line", total: "Per sale" },
  cashRounding: "Round cash",
  cashRoundingHint:
    "Only what is paid or refunded in cash is rounded; tax and other payments stay exact.",
  cashRoundings: {
    off: "Off",
    nearest: "To the nearest coin",
    down: "In the customer's favor",
    up: "In the shop's favor",
  },
  cashStep: "Smallest coin",
  cashStepHint: "Amounts in cash are rounded to multiples of it.",
  skuPattern: "SKU format",
  skuExample: (sku: string) => `# stands for a digit. The next product gets ${sku}.`,
  nextSku: "Next SKU",
  lockAfter: "Lock a till after minutes without use",
  lockAfterHint: "The next person enters their PIN; carts are kept. 0: tills do not lock.",
  displayGreeting: "Greeting on customer displays",
  displayGreetingHint: "Shown below the shop’s name while nobody is served. Can be empty.",
  listenOnLan: "Let other devices on the shop's network connect",
  listenOnLanHint: "Tills and phones on the same Wi-Fi. Devices shows the addresses to open.",
  documentsTitle: "The shop on documents",
  documentsLead:
    "Printed on new receipts. Earlier receipts keep what was printed on them, also on copies.",
  legalName: "Legal name",
  legalNameHint: "The person or company that sells, if it differs from the shop name.",
  address: "Address",
  taxNumber: "Tax number",
  registerEntry: "Company register",
  registerEntryHint: "Such as a registration number.",

  sampleTitle: "Sample shop",
  sampleLead:
    "Three hundred products and three months of sales to try things with. It is separate: nothing there affects your shop.",

  taxesTitle: "Taxes",
  taxesLead: "Each product has a tax class. New rates apply from now on; past sales keep theirs.",
  taxClasses: "Tax classes",
  addTaxClass: "Add tax class",
  newTaxClass: "New tax class",
  changeTaxClass: "Edit tax class",
  change: "Edit",
  taxClassName: "Name",
  rates: "Rates",
  rateNumber: (n: number) => `Rate ${n}`,
  noRates: "no tax",
  rateName: "Tax name",
  rate: "Rate",
  compound: "Also charged on the taxes above it",
  addRate: "Add a rate",
  removeRate: "Remove this rate",
  close: "Close",
  saveTaxClass: "Save tax class",
  noTaxClasses: "No tax classes yet",

  lookTitle: "Appearance and shortcuts",
  lookLead: "These settings apply to this device only.",
  theme: "Theme",
  themes: { auto: "Match device", light: "Light", dark: "Dark" },
  density: "Rows",
  densities: { comfortable: "Comfortable", compact: "Compact" },
  densityHint: "Touch screens always use the larger rows.",
  singleKeys: "Single-letter shortcuts",
  singleKeysHint: "Such as n for new. Turn this off if you use dictation.",
  showKeys: "Press ? on any screen to see all keyboard shortcuts.",

  scannerTitle: "Scanner",
  scannerLead:
    "Any scanner that types like a keyboard works on every screen, wherever the cursor is.",
};
