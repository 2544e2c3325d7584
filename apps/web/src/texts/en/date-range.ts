/** Texts of date ranges. */
export const dateRangeTexts = {
  days: "Days",
  all: "All days",
  custom: "From … to …",
  from: "From",
  to: "To",
  presets: {
    today: "Today",
    yesterday: "Yesterday",
    last7: "Last 7 days",
    last30: "Last 30 days",
    thisMonth: "This month",
    lastMonth: "Last month",
  },
};
