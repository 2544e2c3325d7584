/** Words of asking for the password again. */
export const passwordGateTexts = {
  title: "Is it you?",
  lead: "People, keys and signed-in devices change only right after the password was given.",
  password: "Your password",
  confirm: "Go on",
  cancel: "Cancel",
};
