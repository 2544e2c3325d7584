/** Texts of arranged tiles at the till. Loaded on demand. */
export const arrangedTileTexts = {
  tabs: "Tabs of products",
  arrange: "Arrange tiles",
};
