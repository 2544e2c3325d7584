/** What a receipt says: one definition for the screen, the printers, e-mail and invoices. */
import { withoutDirections } from "./directions.ts";
import type { FiscalSignature } from "./fiscal.ts";
import type { Invoice } from "./invoices.ts";
import type { PictureHash } from "./pictures.ts";
import type { ReceiptBlock } from "./receipt-blocks.ts";
import type { ReceiptFormats } from "./receipt-formats.ts";
import { languageOfLocale } from "./receipt-language.ts";
import type { ReceiptLanguage } from "./receipt-language.ts";
import { RECEIPT_TEXTS } from "./receipt-texts/by-language.ts";
import type { ReceiptTexts } from "./receipt-texts/receipt-texts.ts";
import type { DocumentKind } from "./sale-basics.ts";
import { shownPayments } from "./shown-payments.ts";
import type { ShopIdentity } from "./shop-identity.ts";
import { UNIT_SYMBOLS } from "./units.ts";
import type { UnitCode } from "./units.ts";

/** Which parts a shop wants on its receipts; its header and footer are texts of the shop. */
export interface ReceiptTemplate {
  readonly logo: PictureHash | null;
  readonly showSku: boolean;
  readonly showSeller: boolean;
  readonly showCustomer: boolean;
  readonly showTaxes: boolean;
  readonly showBarcode: boolean;
}

/** The language of a document if no other is chosen. */
export function languageOf(
  shop: Pick<ShopIdentity, "receiptLanguage">,
  locale: string,
): ReceiptLanguage {
  return shop.receiptLanguage ?? languageOfLocale(locale);
}

/** The template of a document: that of the shop as the document shows it. */
export function templateOf(
  shop: Omit<ReceiptTemplate, "logo"> & Pick<ShopIdentity, "receiptLogo">,
) {
  const { receiptLogo: logo, showSku, showSeller, showCustomer, showTaxes, showBarcode } = shop;
  return { logo, showSku, showSeller, showCustomer, showTaxes, showBarcode };
}

/** The document as its receipt shows it; a provisional one has no number. */
export interface ReceiptSale {
  readonly kind: DocumentKind;
  readonly status: "completed" | "voided";
  readonly shop: Pick<
    ShopIdentity,
    | "name"
    | "legalName"
    | "address"
    | "taxNumber"
    | "registerEntry"
    | "receiptHeader"
    | "receiptFooter"
  >;
  readonly till: string | null;
  readonly signature: FiscalSignature | null;
  /** Null before the sale is saved: the number follows. */
  readonly receiptNumber: string | null;
  readonly occurredAt: string;
  readonly soldBy: { readonly name: string };
  readonly customer: { readonly name: string } | null;
  readonly origin: { readonly receiptNumber: string } | null;
  /** Of the sale of an exchange: its return. */
  readonly exchange: { readonly receiptNumber: string } | null;
  readonly totalMinor: number;
  readonly roundingMinor: number;
  readonly changeMinor: number;
  readonly lines: readonly ReceiptLine[];
  readonly payments: readonly (Figures<"amountMinor" | "tenderedMinor"> & {
    readonly id: string;
    readonly name: string;
    readonly correction: string | null;
  })[];
  readonly taxes: readonly (Figures<"ppm" | "baseMinor" | "taxMinor"> & {
    readonly taxRateId: string;
    readonly name: string;
  })[];
  /** Its business day, if known: goods that may be returned until the day before may not be returned. */
  readonly businessDate?: string;
  /** Of a sale its invoice; of a return or void the one that it corrects. */
  readonly invoice?: Invoice | null;
}

interface ReceiptLine extends Figures<
  "lineNo" | "basisMilli" | "quantityMilli" | "unitPriceMinor" | "grossMinor" | "discountMinor"
> {
  readonly name: string;
  /** Left out if it is not known, such as before the sale is saved. */
  readonly sku?: string;
  readonly unit: UnitCode;
  /** The last business day on which it may be returned; null without a limit, left out if it is not known. */
  readonly returnUntil?: string | null;
  /** The rates of its tax, if known. With several rates on a document, a letter names them. */
  readonly taxRateIds?: readonly string[];
}

type Figures<Names extends string> = { readonly [Name in Names]: number };

export interface ReceiptOptions {
  readonly template: ReceiptTemplate;
  readonly language: ReceiptLanguage;
  /** Of the locale that `receiptLocale` names. */
  readonly formats: ReceiptFormats;
  /** Marked as a copy, so goods cannot be returned twice with two prints. */
  readonly copy: boolean;
  /** Without prices, for the person who gets the goods as a present. */
  readonly gift: boolean;
  /** As the invoice of the sale, if it has one. */
  readonly invoice?: boolean;
  /** Of the sample shop: not a receipt. */
  readonly sample: boolean;
}

interface Writing extends ReceiptOptions {
  readonly texts: ReceiptTexts;
}

/** The blocks of a receipt, in reading order. Deterministic: the same document always has the same blocks. */
export function receiptBlocks(sale: ReceiptSale, options: ReceiptOptions): ReceiptBlock[] {
  const writing = { ...options, texts: RECEIPT_TEXTS[options.language] };
  return [
    ...shopBlocks(sale, writing),
    ...markBlocks(sale, writing),
    ...aboutBlocks(sale, writing),
    ...invoiceBlocks(sale, writing),
    RULE,
    ...sale.lines.flatMap((line) => lineBlocks(line, sale, writing)),
    RULE,
    ...(options.gift
      ? []
      : [
          ...totalBlocks(sale, writing),
          ...paymentBlocks(sale, writing),
          ...taxBlocks(sale, writing),
          ...signatureBlocks(sale, writing),
        ]),
    ...footBlocks(sale, writing),
  ];
}

const RULE: ReceiptBlock = { kind: "rule" };
const SPACE: ReceiptBlock = { kind: "space" };

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/** A name in a sentence of another direction does not change the order of the words around it. */
function isolated(name: string): string {
  return `${FIRST_STRONG_ISOLATE}${withoutDirections(name)}${POP_ISOLATE}`;
}

function centered(text: string, style: { large?: boolean; bold?: boolean } = {}): ReceiptBlock {
  const size = style.large === true ? "large" : "normal";
  return { kind: "text", text, align: "center", size, bold: style.bold === true };
}

function row(start: string, end: string, style: { large?: boolean } = {}): ReceiptBlock {
  const isLarge = style.large === true;
  return { kind: "row", start, end, size: isLarge ? "large" : "normal", bold: isLarge };
}

/** The lines of a text of the shop; none if it is empty. */
function paragraph(text: string): ReceiptBlock[] {
  return text === ""
    ? []
    : withoutDirections(text)
        .split("\n")
        .map((line) => centered(line));
}

function shopBlocks({ shop }: ReceiptSale, { template, texts }: Writing): ReceiptBlock[] {
  return [
    ...(template.logo === null ? [] : [{ kind: "picture", picture: template.logo } as const]),
    centered(isolated(shop.name), { large: true, bold: true }),
    ...paragraph(shop.legalName),
    ...paragraph(shop.address),
    ...(shop.taxNumber === "" ? [] : [centered(texts.taxNumber(isolated(shop.taxNumber)))]),
    ...paragraph(shop.registerEntry),
    ...paragraph(shop.receiptHeader),
  ];
}

/** What the document is, if not simply the receipt of a sale. */
function markBlocks(sale: ReceiptSale, { texts, sample, copy, gift }: Writing): ReceiptBlock[] {
  const marks = [
    sample ? texts.sample : null,
    sale.kind === "sale" ? null : texts.kinds[sale.kind],
    gift ? texts.gift : null,
    copy ? texts.copy : null,
    sale.receiptNumber === null ? texts.provisional : null,
    sale.status === "voided" ? texts.voided : null,
  ];
  return marks.flatMap((mark) => (mark === null ? [] : [centered(mark, { bold: true })]));
}

function aboutBlocks(
  sale: ReceiptSale,
  { texts, formats, template, gift }: Writing,
): ReceiptBlock[] {
  const { receiptNumber, till, customer, exchange, origin, kind } = sale;
  const facts = [
    formats.fullMoment(sale.occurredAt),
    receiptNumber === null ? null : `${texts.number} ${receiptNumber}`,
    till === null ? null : texts.till(isolated(till)),
    template.showSeller ? texts.servedBy(isolated(sale.soldBy.name)) : null,
    // A present does not say who bought it.
    customer === null || gift || !template.showCustomer
      ? null
      : texts.customer(isolated(customer.name)),
    exchange === null || kind !== "sale" ? null : texts.exchangedFor(exchange.receiptNumber),
    origin === null || kind === "sale" ? null : texts.origins[kind](origin.receiptNumber),
  ];
  return facts.flatMap((fact) => (fact === null ? [] : [centered(fact)]));
}

/** The buyer of an invoice; a return or void of an invoiced sale is its credit note. */
function invoiceBlocks(sale: ReceiptSale, { texts, gift, invoice }: Writing): ReceiptBlock[] {
  const { invoice: issued, kind } = sale;
  if (issued === undefined || issued === null || gift) return [];
  if (kind === "sale" && invoice !== true) return [];
  const taxNumber = issued.buyerTaxNumber;
  const titles =
    kind === "sale"
      ? [centered(texts.invoice(issued.number), { large: true, bold: true })]
      : [centered(texts.creditNote, { bold: true }), centered(texts.corrects(issued.number))];
  return [
    SPACE,
    ...titles,
    centered(texts.buyer),
    centered(isolated(issued.buyerName), { bold: true }),
    ...paragraph(issued.buyerAddress),
    ...(taxNumber === "" ? [] : [centered(texts.buyerTaxNumber(isolated(taxNumber)))]),
  ];
}

function lineBlocks(line: ReceiptLine, sale: ReceiptSale, writing: Writing): ReceiptBlock[] {
  const { texts, formats, template, gift } = writing;
  const { money } = formats;
  const quantity = withUnit(line.quantityMilli, line.unit, writing);
  const name: ReceiptBlock = {
    kind: "text",
    text: isolated(line.name),
    align: "start",
    size: "normal",
    bold: true,
  };
  const sku: ReceiptBlock[] =
    template.showSku && line.sku !== undefined
      ? [{ ...name, text: texts.sku(isolated(line.sku)), bold: false }]
      : [];
  const ends = returnOf(line, sale, writing).map((text) => ({ ...name, text, bold: false }));
  if (gift) return [name, ...sku, { ...name, text: quantity, bold: false }, ...ends];
  const unitPrice = money(line.unitPriceMinor);
  const price =
    line.basisMilli === 1000 && line.unit === "each"
      ? unitPrice
      : `${unitPrice} / ${withUnit(line.basisMilli, line.unit, writing)}`;
  const letters = template.showTaxes ? lettersOf(line, sale) : "";
  const amount = money(line.grossMinor);
  return [
    name,
    ...sku,
    row(`${quantity} × ${price}`, letters === "" ? amount : `${amount} ${letters}`),
    ...(line.discountMinor === 0 ? [] : [row(texts.discount, money(-line.discountMinor))]),
    ...ends,
  ];
}

/** The last day for everything on the receipt: that of most goods; null if some have no limit. */
function returnUntilOf({ kind, lines }: ReceiptSale): string | null {
  if (kind !== "sale") return null;
  const days = lines.map(({ returnUntil }) => returnUntil ?? null);
  const [latest] = days.toSorted((a, b) => (b ?? "").localeCompare(a ?? ""));
  return days.includes(null) ? null : (latest ?? null);
}

/** What a line says of its own time to return, where it is another one than that of the receipt. */
function returnOf(line: ReceiptLine, sale: ReceiptSale, { texts, formats }: Writing): string[] {
  const { returnUntil = null } = line;
  if (sale.kind !== "sale" || returnUntil === null || returnUntil === returnUntilOf(sale))
    return [];
  const never = sale.businessDate !== undefined && returnUntil < sale.businessDate;
  return [never ? texts.noReturn : texts.returnUntil(formats.fullDay(returnUntil))];
}

/** A narrow no-break space keeps the unit with its number. */
function withUnit(quantityMilli: number, unit: UnitCode, { formats, texts }: Writing): string {
  const name = texts.units[unit] ?? UNIT_SYMBOLS[unit];
  const number = formats.quantity(quantityMilli);
  return name === "" ? number : `${number}\u202f${name}`;
}

/** The letters of a line's rates: A is the first rate of the document. None if it has one rate. */
function lettersOf({ taxRateIds }: ReceiptLine, { taxes }: ReceiptSale): string {
  if (taxes.length < 2 || taxRateIds === undefined) return "";
  return taxes
    .flatMap((tax, at) => (taxRateIds.includes(tax.taxRateId) ? [letterOf(at)] : []))
    .join("");
}

function letterOf(at: number): string {
  return String.fromCodePoint(("A".codePointAt(0) ?? 0) + at);
}

function totalBlocks(sale: ReceiptSale, { texts, formats: { money } }: Writing): ReceiptBlock[] {
  const { totalMinor, roundingMinor } = sale;
  const name = sale.kind === "sale" ? texts.total : texts.refunded;
  return [
    ...(roundingMinor === 0
      ? []
      : [
          row(texts.subtotal, money(totalMinor - roundingMinor)),
          row(texts.rounding, money(roundingMinor)),
        ]),
    row(name, money(totalMinor), { large: true }),
  ];
}

function paymentBlocks(sale: ReceiptSale, { texts, formats: { money } }: Writing): ReceiptBlock[] {
  const payments = shownPayments(sale).map(({ payment: { name, correction }, shownMinor }) =>
    row(correction === null ? isolated(name) : texts.corrected(isolated(name)), money(shownMinor)),
  );
  const hasChange = sale.kind !== "void" && sale.changeMinor !== 0;
  return hasChange ? [...payments, row(texts.change, money(sale.changeMinor))] : payments;
}

function taxBlocks(sale: ReceiptSale, { texts, formats, template }: Writing): ReceiptBlock[] {
  const { taxes, lines } = sale;
  if (!template.showTaxes || taxes.length === 0) return [];
  const hasLetters = lines.some((line) => lettersOf(line, sale) !== "");
  const { money, percent } = formats;
  const rows = taxes.map(({ name, ppm, baseMinor, taxMinor }, at) => {
    const tax = texts.tax(isolated(name), percent(ppm), money(baseMinor));
    return row(hasLetters ? `${letterOf(at)} ${tax}` : tax, money(taxMinor));
  });
  return [SPACE, ...rows];
}

/** What the signing device says about the document; a missing signature is named, because it follows later. */
function signatureBlocks({ signature }: ReceiptSale, { texts }: Writing): ReceiptBlock[] {
  if (signature === null) return [];
  const plain = { kind: "text", align: "start", size: "normal", bold: false } as const;
  if (signature.state === "unsigned") return [SPACE, { ...plain, text: texts.unsigned }];
  return [
    SPACE,
    row(texts.signer, signature.signer),
    row(texts.transaction, signature.transaction),
    row(texts.signatureCounter, String(signature.counter)),
    { ...plain, text: signature.value },
  ];
}

function footBlocks(sale: ReceiptSale, { texts, formats, template }: Writing): ReceiptBlock[] {
  const { receiptNumber, shop } = sale;
  const until = returnUntilOf(sale);
  const never = until !== null && sale.businessDate !== undefined && until < sale.businessDate;
  const number: ReceiptBlock =
    receiptNumber === null
      ? centered(texts.numberFollows)
      : template.showBarcode
        ? { kind: "barcode", text: receiptNumber }
        : centered(receiptNumber);
  return [
    SPACE,
    ...(until === null
      ? []
      : [centered(never ? texts.noReturn : texts.returnUntil(formats.fullDay(until)))]),
    number,
    ...paragraph(shop.receiptFooter === "" ? texts.thanks : shop.receiptFooter),
  ];
}
