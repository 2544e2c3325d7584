import { currencyExponent } from "@daybook/contract/currencies";
import { formatMinor } from "@daybook/contract/money";

const example = (locale: string, currency: string) => {
  try {
    return formatMinor(1234 * 10 ** (currencyExponent(currency) ?? 0), currency, locale);
  } catch {
    return null;
  }
};

/** Words of the shop's settings. */
export const settingsTexts = {
  title: "Shop",
  lead: "What the whole shop goes by. Changes take effect at once on every device.",
  readOnly: "What the whole shop goes by. Only an owner can change it.",
  save: "Save settings",
  saved: "Saved.",
  on: "on",
  off: "off",
  name: "Name of the shop",
  timeZone: "Time zone",
  dayCutoff: "A day ends at",
  dayCutoffHint: "Later sales still belong to the evening before.",
  locale: "Language of numbers and dates",
  localeHint: (locale: string, currency: string) => {
    const shown = example(locale, currency);
    return shown === null ? "Such as en-GB or de-DE." : `Writes ${shown}.`;
  },
  currency: (code: string) =>
    `The currency is ${code}. It was chosen at set-up: amounts in the books cannot become others.`,
  currencyName: "Currency",
  pricesIncludeTax: "Prices include tax",
  pricesIncludeTaxHint: "Off: tax is added at the till.",
  discountReason: "Ask for a reason above a discount of (%)",
  discountReasonHint:
    "Counts everything taken off a line or the whole sale together. 100 never asks.",
  taxRounding: "Tax is rounded",
  taxRoundingHint: "Ask whoever does your tax return; most places take either.",
  roundings: { line: "on every line", total: "once per sale" },
  skuPattern: "Pattern of new SKUs",
  skuExample: (sku: string) => `# stands for a digit. The next product gets ${sku}.`,
  nextSku: "Next SKU",
  listenOnLan: "Other devices of the shop's network may connect",
  listenOnLanHint:
    "Tills and phones in the same Wi-Fi. Takes effect when Daybook is started again.",
  sampleTitle: "Sample shop",
  sampleLead:
    "Three hundred products and three months of trade to try things with. It is kept apart: nothing there reaches your books.",

  taxesTitle: "Taxes",
  taxesLead:
    "Each product has a tax class. New rates hold from now on; what was sold keeps its own.",
  taxClasses: "Tax classes",
  addTaxClass: "Add tax class",
  newTaxClass: "New tax class",
  changeTaxClass: "Change tax class",
  change: "Change",
  taxClassName: "Name",
  rates: "Rates",
  rateNumber: (n: number) => `Rate ${n}`,
  noRates: "no tax",
  rateName: "Name of the tax",
  rate: "Rate",
  compound: "On top of the taxes before it",
  addRate: "Add a rate",
  removeRate: "Remove this rate",
  close: "Close",
  saveTaxClass: "Save tax class",
  noTaxClasses: "No tax classes yet",

  lookTitle: "Look and keys",
  lookLead: "For this device only: every till and phone keeps its own.",
  theme: "Theme",
  themes: { auto: "As the device", light: "Light", dark: "Dark" },
  density: "Rows",
  densities: { comfortable: "Comfortable", compact: "Compact" },
  densityHint: "A finger always gets the large ones.",
  singleKeys: "Single letters are shortcuts",
  singleKeysHint: "Such as n for new. Switch it off when you dictate or type with a stick.",
  showKeys: "Show all keyboard shortcuts with the ? key on any screen.",

  scannerTitle: "Scanner",
  scannerLead:
    "Any scanner that types like a keyboard works on every screen, wherever the cursor is.",
};
