/** Words of the frame around every screen. */
export const shellTexts = {
  navigation: "Places",
  skip: "Skip to the page",
  dashboard: "Dashboard",
  products: "Products",
  signOut: "Sign out",
  signOutFailed: "Not signed out. Try again",
  colorScheme: { auto: "Theme: auto", light: "Theme: light", dark: "Theme: dark" },
  connection: { live: "Live", connecting: "Connecting …", away: "Not connected" },
  away: "Daybook cannot be reached. What you see is from a moment ago and may be read; nothing can be saved until it is back. It comes back by itself.",
};
