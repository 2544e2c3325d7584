/** Texts of the sample shop. */
export const sampleTexts = {
  banner: "Sample shop",
  bannerText: "This is the sample shop: nothing here is real.",
  leave: "Leave the sample shop",
  leaving: "Leaving …",
  enter: "Explore a sample shop",
  refresh: "Reset the sample shop",
  building: "Creating the sample shop. This takes a few seconds.",
};
