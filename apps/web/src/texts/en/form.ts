/** Words that every form uses. */
export const formTexts = {
  fillIn: "Fill this in.",
  optional: "optional",
  cancel: "Cancel",
  save: "Save",
  saving: "Saving …",
  errors: (n: number) =>
    n === 1 ? "One field needs another look." : `${n} fields need another look.`,
  showPassword: "Show password",
};
