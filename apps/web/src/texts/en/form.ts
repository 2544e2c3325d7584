/** Words that every form uses. */
export const formTexts = {
  fillIn: "Fill this in.",
  noNumber: "This cannot be read as a number here.",
  isBarcode: "This is a barcode. Type how many here, or scan it with the cursor outside.",
  optional: "optional",
  cancel: "Cancel",
  save: "Save",
  saving: "Saving …",
  kept: (at: string) => `You typed this on ${at} and did not save it.`,
  keptWithoutPassword: "Type the password again.",
  discard: "Discard it",
  errors: (n: number) =>
    n === 1 ? "One field needs another look." : `${n} fields need another look.`,
  scanNotHere: (code: string) =>
    `${code} cannot be used here. Finish this or close it, then scan again.`,
  showPassword: "Show password",
};
