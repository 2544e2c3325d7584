/** Words of files to take away. */
export const exportTexts = {
  label: "Download these rows",
  csv: "CSV",
  json: "JSON",
  print: "Print",
};
