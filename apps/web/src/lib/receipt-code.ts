/** Whether a code may be a receipt's number: a device's letters, a dash and a count. */
export function looksLikeReceipt(code: string): boolean {
  return /^[a-z][a-z\d]*-\d+$/i.test(code.trim());
}
