/** Parses the texts of a staged product, and says what is wrong with each. */
import { fieldErrorsOf } from "@daybook/contract/field-errors";
import { barcodeReadings, plainCode } from "@daybook/contract/gtin";
import type { ImportField } from "@daybook/contract/import-fields";
import type { ImportOptions, ImportProblem } from "@daybook/contract/imports";
import { MOST_DOCUMENT_MINOR } from "@daybook/contract/money";
import { NewProduct } from "@daybook/contract/products";
import { MOST_LINE_MILLI } from "@daybook/contract/quantity";
import { UnitCode } from "@daybook/contract/units";
import { barcodeTexts, isRounded, paddedBarcode } from "./reading/barcode-text.ts";
import type { DraftValues } from "./reading/draft-maker.ts";
import { readFileNumber } from "./reading/number-text.ts";

/** A unit cost may have more decimals than the currency; its total is rounded. */
export const COST_PLACES = 4;

/** A product of a file; undefined where the file says nothing. */
export interface ParsedProduct {
  readonly sku: string | undefined;
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly category: readonly string[] | undefined;
  readonly tax: string | undefined;
  readonly unit: UnitCode | undefined;
  readonly isService: boolean;
  readonly priceMinor: number | undefined;
  /** Of one unit, in units of 10^-(exponent + COST_PLACES). */
  readonly unitCost: number | undefined;
  readonly barcodes: readonly string[];
  readonly stocks: readonly ParsedStock[];
  readonly reorderPointMilli: number | undefined;
  readonly targetMilli: number | undefined;
}

/** `place` is the name of a location; null is the location of the import. */
export interface ParsedStock {
  readonly place: string | null;
  readonly quantityMilli: number;
}

export interface ParsingRules {
  readonly exponent: number;
  readonly decimalMark: ImportOptions["decimalMark"];
}

/** Collects the problems of one row. */
export class RowProblems {
  readonly list: ImportProblem[] = [];

  error(field: ImportField | null, code: string, details: Record<string, unknown> = {}): void {
    this.list.push({ field, severity: "error", code, details });
  }

  warn(field: ImportField | null, code: string, details: Record<string, unknown> = {}): void {
    this.list.push({ field, severity: "warning", code, details });
  }

  get isWrong(): boolean {
    return this.list.some(({ severity }) => severity === "error");
  }
}

const TextsOfProduct = NewProduct.pick({
  sku: true,
  name: true,
  description: true,
  barcodes: true,
});

/** The fields of the contract of a product, and the column of the file that each comes from. */
const FIELD_OF: Readonly<Record<string, ImportField>> = {
  sku: "sku",
  name: "name",
  description: "description",
  priceMinor: "price",
  barcodes: "barcodes",
};

export function parseProduct(
  values: DraftValues,
  rules: ParsingRules,
  problems: RowProblems,
): ParsedProduct {
  const number = (field: ImportField, places: number, most: number) => {
    const text = values[field];
    if (text === undefined || text === "") return undefined;
    const read = readFileNumber(text, rules.decimalMark, places);
    if (read === null) problems.error(field, numberProblem(text, rules, places));
    else if (read < 0) problems.error(field, "amount_negative");
    else if (read > most) problems.error(field, "amount_too_large");
    return read ?? undefined;
  };
  const unit = UnitCode.safeParse(unitText(values.unit));
  if (values.unit !== undefined && !unit.success) problems.error("unit", "unit_unknown");
  const isService = values.type === "service";
  const barcodes = parseBarcodes(values.barcodes ?? "", problems);
  const parsed: ParsedProduct = {
    sku: values.sku === undefined ? undefined : plainCode(values.sku),
    name: values.name?.trim(),
    description: values.description,
    category: categoryPath(values.category),
    tax: values.tax,
    unit: values.unit === undefined || !unit.success ? undefined : unit.data,
    isService,
    priceMinor: number("price", rules.exponent, MOST_DOCUMENT_MINOR),
    unitCost: number("cost", rules.exponent + COST_PLACES, MOST_DOCUMENT_MINOR * 10 ** COST_PLACES),
    barcodes,
    stocks: isService
      ? noStock(values, problems)
      : parseStocks(values.stock ?? "", rules, problems),
    reorderPointMilli: number("reorderPoint", 3, MOST_LINE_MILLI),
    targetMilli: number("target", 3, MOST_LINE_MILLI),
  };
  checkContract(parsed, problems);
  return parsed;
}

function numberProblem(text: string, { decimalMark }: ParsingRules, places: number): string {
  if (readFileNumber(text, decimalMark, 12) === null) return "not_valid";
  return places === 3 ? "quantity_not_exact" : "amount_not_whole";
}

/** The limits of the product's own contract; the price is only checked if the file has one. */
function checkContract(parsed: ParsedProduct, problems: RowProblems): void {
  const checked = TextsOfProduct.safeParse({
    ...(parsed.sku === undefined ? {} : { sku: parsed.sku }),
    name: parsed.name ?? "",
    description: parsed.description ?? "",
    barcodes: parsed.barcodes,
  });
  if (checked.success) return;
  for (const [path, errors] of Object.entries(fieldErrorsOf(checked.error.issues))) {
    const field = FIELD_OF[path.split(".")[0] ?? ""] ?? null;
    for (const { code, details } of errors) problems.error(field, code, details);
  }
}

function unitText(text: string | undefined): string | undefined {
  const folded = text?.trim().toLowerCase();
  return folded === "pcs" || folded === "piece" || folded === "ea" ? "each" : folded;
}

function categoryPath(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  const names = text
    .split(">")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return names.length === 0 ? undefined : names;
}

function parseBarcodes(cell: string, problems: RowProblems): string[] {
  const codes = barcodeTexts(cell);
  for (const code of codes) {
    const padded = paddedBarcode(code);
    if (isRounded(code)) problems.error("barcodes", "barcode_rounded");
    else if (padded !== null) problems.warn("barcodes", "barcode_zeros_lost", { proposal: padded });
    else if (barcodeReadings(code)[0]?.symbology === "own")
      problems.warn("barcodes", "barcode_check_digit");
  }
  return codes;
}

function noStock(values: DraftValues, problems: RowProblems): ParsedStock[] {
  if (values.stock !== undefined) problems.warn("stock", "stock_not_kept");
  return [];
}

/** `5`, or with several locations `5 @ Shop; 3 @ Store room`. */
function parseStocks(cell: string, rules: ParsingRules, problems: RowProblems): ParsedStock[] {
  return cell.split(";").flatMap((part) => {
    const [amount = "", place] = part.split("@").map((text) => text.trim());
    if (amount === "") return [];
    const quantity = readFileNumber(amount, rules.decimalMark, 3);
    if (quantity === null) {
      problems.error("stock", "quantity_not_exact");
      return [];
    }
    if (quantity > MOST_LINE_MILLI) problems.error("stock", "line_too_large");
    if (quantity < 0) problems.warn("stock", "stock_below_zero");
    return [{ place: place ?? null, quantityMilli: Math.max(0, quantity) }];
  });
}
