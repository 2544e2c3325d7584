/** Texts of the export of the whole shop. */
export const exportShopTexts = {
  title: "Export",
  lead: "Everything this shop has recorded, as one file that other programs can read.",
  archiveTitle: "Whole shop",
  archiveLead:
    "A zip file with one CSV file for each kind of record: products, prices, stock, people, sales, returns, drawers and closing reports. A manifest lists the columns, the number of rows and a checksum of each file.",
  privateLead:
    "The file contains names, addresses and password hashes. Keep it where only you can read it.",
  download: "Download the whole shop",
  started: (rows: string, files: string) => `Downloading ${rows} rows in ${files} files.`,
  backTitle: "Make a shop from the file",
  backLead: "On a computer where Daybook has no shop yet, stop Daybook and run:",
  moveLead: "To move this shop to a PostgreSQL server, stop Daybook and run:",
  listsTitle: "Single lists and reports",
  listsLead:
    "Every report, and the lists of sales, stock history, closing reports, the safe and the till journal, can be downloaded on their pages as CSV, Excel or JSON. The other lists are in the file of the whole shop.",
};
