/** Texts of all forms. */
export const formTexts = {
  isBarcode:
    "This is a barcode. Enter a quantity here, or scan with the cursor outside this field.",
  optional: "optional",
  cancel: "Cancel",
  save: "Save",
  saving: "Saving …",
  kept: (at: string) => `You have unsaved changes from ${at}.`,
  keptWithoutPassword: "Enter the password again.",
  discard: "Discard",
  errors: (n: number) =>
    n === 1 ? "Check the highlighted field." : `Check the ${n} highlighted fields.`,
  scanNotHere: (code: string) =>
    `${code} cannot be used here. Finish or close this, then scan again.`,
  showPassword: "Show password",
};
