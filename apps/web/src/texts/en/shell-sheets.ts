/** Texts of the sheets of the shell: the command palette, the list of shortcuts, all pages. */
export const shellSheetTexts = {
  moreTitle: "More",
  moreLead: "All pages, and your account.",
  shortcuts: "Keyboard shortcuts",
  shortcutsLead: "Keys that work on this screen. Single letters are off while you type in a field.",
  shortcutsOff: "Single-letter shortcuts are turned off in Settings, Appearance and shortcuts.",
  keys: "Keys",
  does: "Action",
  close: "Close",
  palette: {
    title: "Search or run an action",
    placeholder: "A product, code, page or action",
    nothing: "Nothing found. Try fewer letters.",
    products: "Products",
    places: "Pages",
    actions: "On this screen",
    deactivated: "deactivated",
  },
};
