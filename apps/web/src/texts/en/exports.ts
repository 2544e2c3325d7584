/** Texts of file exports. */
export const exportTexts = {
  label: "Download these rows",
  csv: "CSV",
  xlsx: "Excel",
  json: "JSON",
  print: "Print",
};
