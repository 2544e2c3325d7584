/** Texts of file exports. */
export const exportTexts = {
  label: "Download these rows",
  csv: "CSV",
  json: "JSON",
  print: "Print",
};
