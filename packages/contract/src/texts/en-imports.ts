import type { ImportFailure } from "../import-failures.ts";
import type { RefusalTexts } from "./refusal-texts.ts";

/** Why a file was refused, or why an import did not finish. */
export const importFailureEn: Readonly<Record<ImportFailure, string>> = {
  missing: "The file is no longer on the server. Send it again.",
  not_a_table: "This is not a CSV or XLSX file. Save it as one, then try again.",
  damaged: "The file is damaged or incomplete. Save it again, then try again.",
  encrypted: "The file is protected with a password. Save it without one, then try again.",
  empty: "The file has no rows below its headings.",
  tax_rates:
    "This is a list of tax rates. Enter those that apply to your shop in the settings, under Taxes.",
  too_many_rows: "The file has too many rows: at most 200,000. Split it.",
  too_many_columns: "The file has too many columns: at most 1,000.",
  cell_too_long: "A cell is too long: at most 100,000 characters.",
  unpacks_too_large: "The file unpacks to more than 200 MB, or to 100 times its size.",
  quote_not_closed: "A quotation mark is not closed, so the file ends inside a cell.",
  took_too_long: "Reading the file took too long. Split it.",
  interrupted: "Daybook stopped during the import. Everything that was imported is undone.",
  row_refused: "A row was refused during the import. Everything that was imported is undone.",
  storage_full:
    "The disk was full. Everything that was imported is undone. Free some space, then try again.",
  defect: "Something went wrong in Daybook. Everything that was imported is undone.",
};

/** The rules of the cells of an imported file. */
export const importRulesEn = {
  stock_below_zero: () => "Stock below zero is imported as no stock.",
  cost_unknown: () => "The cost is missing, so this stock is valued at zero.",
  barcode_rounded: () =>
    "A spreadsheet has rounded this barcode. Enter all its digits as printed on the goods.",
  barcode_zeros_lost: (d) =>
    `The leading zeros seem to be lost: ${d.proposal} has a correct check digit.`,
  barcode_padded: (d) => `The file has ${d.was}; its leading zeros were put back.`,
  barcode_check_digit: () => "The check digit is wrong. It is imported as a code of the shop.",
  barcode_twice: (d) => `Row ${d.row} has the same barcode.`,
  barcode_of_other: (d) => `This is the barcode of ${d.name}.`,
  sku_twice: (d) => `Row ${d.row} has the same SKU.`,
  sku_numbered: (d) => `An earlier row has the SKU ${d.was}, so a number was added.`,
  name_numbered: (d) =>
    `An earlier row has the name ${d.was} and also no SKU, so a number was added.`,
  import_location_gone: () =>
    "This location is deactivated, or the shop does not have it. Choose another one.",
  person_of_several: () =>
    "Several customers match this row. Enter the e-mail address or phone number of one of them.",
  import_name_unmapped: () => "Choose the column that contains the name.",
  import_sale_unmapped: () =>
    "Choose the columns of the number, the date, the product, and its price or amount.",
  date_ambiguous: () => "The day and the month can be either way around. Choose the order above.",
  date_in_future: () => "This day has not come yet.",
  amounts_differ: () => "The amount is not the quantity times the price; the amount counts.",
  product_unknown: () => "No product has this code, so the line keeps the code and the name.",
  past_sale_grows: () => "The sale was imported before without this line, which is added to it.",
  name_twice: (d) => `Row ${d.row} has the same name and also no SKU.`,
  person_twice: (d) => `Row ${d.row} is about the same person or company.`,
  name_of_several: () => "Several products have this name. Enter the SKU of one of them.",
  two_tax_rates: () => "This row has two taxes. Choose one tax class.",
  tax_unknown: (d) =>
    `The shop has no tax class ${d.name}. Add it in the settings, or choose another.`,
  unit_unknown: () => "Daybook does not know this unit. Use each, kg, g, l, ml, m, cm, m2 or h.",
  unit_fixed: (d) => `The unit cannot be changed: it stays ${d.unit}.`,
  stock_not_kept: () => "No stock is kept of this product, so its quantity is not imported.",
  row_of_picture: () => "This row contains only a picture.",
  row_of_variants: () => "This row is the heading of the variants below it.",
  row_not_sold_here: () => "A group or an external product is not sold at a till.",
  changed_since_preview: () => "This has changed since the preview. Import the row again.",
  used_since_import: () => "This was sold, moved or counted since the import, so it is kept.",
  changed_since_import: () => "This was changed since the import, so it is kept.",
} satisfies Partial<RefusalTexts["rules"]>;
