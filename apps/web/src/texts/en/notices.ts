/** Words of waiting, failing and finding nothing. */
export const noticeTexts = {
  loading: "Loading …",
  tryAgain: "Try again",
  requestId: "Tell this number to whoever looks after Daybook:",
  notFound: "There is no such page",
  notFoundLead: "The address may be mistyped, or what it showed is gone.",
  home: "Go to the start",
  broken: "This screen stopped working",
  brokenLead: "What you saved before is safe. Load the page again.",
  notLoaded: "This screen could not be loaded",
  notLoadedLead: "Daybook cannot be reached. Check the network, then try again, or go back.",
  reload: "Load the page again",
};

/** Words of what is said at the edge of the screen. */
export const toastTexts = {
  close: "Close",
  undo: "Undo",
};

/** Words of lists that come in pages. */
export const listTexts = {
  more: "Show more",
  failed: "The rest could not be loaded.",
  /** On paper, where a list goes on. */
  onPaper: (shown: number) =>
    `Printed: the first ${shown} rows. The list goes on; its CSV file has all of it.`,
};
