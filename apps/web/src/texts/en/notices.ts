/** If there was no response. */
export const noAnswer =
  "Daybook cannot be reached. Check the network, then try again. If you were saving, it may be saved already.";
/** The same for a read. */
export const noAnswerToRead = "Daybook cannot be reached. Check the network, then try again.";

/** Texts of loading, errors and empty states. */
export const noticeTexts = {
  loading: "Loading …",
  tryAgain: "Try again",
  listNotRefreshed: "This list could not be refreshed and may be out of date.",
  notRefreshed: "This could not be refreshed and may be out of date.",
  requestId: "Error code (for support):",
  notFound: "Page not found",
  notFoundLead: "The address may be wrong, or the page no longer exists.",
  home: "Go to the start page",
  broken: "Something went wrong on this screen",
  brokenLead: "What you saved is safe. Reload the page.",
  notLoaded: "This screen could not be loaded",
  notLoadedLead: "Daybook cannot be reached. Check the network, then try again, or go back.",
  reload: "Reload the page",
};

/** Texts of toasts. */
export const toastTexts = {
  close: "Close",
  undo: "Undo",
};

/** Texts of paged lists. */
export const listTexts = {
  more: "Show more",
  failed: "The rest could not be loaded.",
  /** On paper, if a list has more rows. */
  onPaper: (shown: number) => `Printed: the first ${shown} rows. The CSV file has all rows.`,
};
