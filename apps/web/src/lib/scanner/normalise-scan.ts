/** The symbology a scanner may announce in front of the code: "]E0" for EAN-13, "]C1" for GS1-128 (ISO/IEC 15424). */
const ANNOUNCED = /^\][A-Za-z][0-9A-Za-z]/;
/** Some scanners also send the start and stop sign of Code 39. */
const CODE_39 = /^\*(.+)\*$/;
const CONTROL = /\p{Cc}/gu;

/**
 * The code as it stands in the product, from what a scanner sent: without control characters, without the announcement
 * of the symbology, without the asterisks of Code 39. Whether "036000291452" and "0036000291452" are the same product
 * is for the catalogue to say.
 */
export function normaliseScan(raw: string): string {
  const visible = raw.replace(CONTROL, "").trim().replace(ANNOUNCED, "").trim();
  return CODE_39.exec(visible)?.[1] ?? visible.replace(/^\*(?=\d+$)/, "");
}
