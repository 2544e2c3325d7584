/** Words of the sample shop. */
export const sampleTexts = {
  banner: "Sample shop",
  bannerText: "This is the sample shop: nothing here is real.",
  leave: "Leave the sample shop",
  leaving: "Leaving …",
  enter: "Look around with a sample shop",
  refresh: "Stock the sample shop anew",
  building: "The sample shop is being stocked. This takes a few seconds.",
};
