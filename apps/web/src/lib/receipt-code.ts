/** Whether a code may be a receipt number: a device prefix, a dash and a number. */
export function looksLikeReceipt(code: string): boolean {
  return /^[a-z][a-z\d]*-\d+$/i.test(code.trim());
}
