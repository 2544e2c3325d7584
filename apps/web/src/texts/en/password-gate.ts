/** Words of asking for the password again. */
export const passwordGateTexts = {
  title: "Is it you?",
  lead: "People and API keys change only right after the password was given.",
  password: "Your password",
  confirm: "Go on",
  cancel: "Cancel",
};
