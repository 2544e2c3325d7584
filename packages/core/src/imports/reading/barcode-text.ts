import { isValidGtin, plainCode } from "@daybook/contract/gtin";

/** The lengths of codes that programs store without their leading zeros. */
const SHORT = /^\d{7}$|^\d{9,11}$/;
const ROUNDED = /^\d(?:[.,]\d+)?e\+?\d+$/i;

/** Between two codes. The comma of a rounded number, `5,90E+12`, is none. */
const BETWEEN = /(?:[;|\r\n]|(?<!(?:^|[,;|\s])\d),|,(?!\d+e\+?\d+\s*(?:[,;|\r\n]|$)))+/i;

/** The barcodes of one cell. */
export function barcodeTexts(cell: string): string[] {
  return cell
    .split(BETWEEN)
    .map((code) => code.trim())
    .filter((code) => code !== "");
}

/** The code with its leading zeros, if its check digit is then correct; null if nothing seems to be lost. */
export function paddedBarcode(code: string): string | null {
  const digits = plainCode(code);
  if (!SHORT.test(digits)) return null;
  const padded = digits.padStart(digits.length === 7 ? 8 : 12, "0");
  return isValidGtin(padded) ? padded : null;
}

/** Whether a spreadsheet has written the code as a rounded number: `5.90E+12`. */
export function isRounded(code: string): boolean {
  return ROUNDED.test(plainCode(code));
}
