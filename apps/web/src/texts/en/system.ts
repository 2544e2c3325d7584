/** Texts of the About page. */
export const aboutTexts = {
  title: "About Daybook",
  lead: "What this shop runs on, and what changed.",
  version: "Version",
  database: "Database",
  engines: { sqlite: "SQLite", postgres: "PostgreSQL" },
  schema: "Version of the data",
  node: "Node.js",
  platform: "Computer",
  dataFolder: "Data folder",
  licence: "Licence",
  licenceText: "No licence is stated. The product lists and names of the sample shop are CC0 1.0.",
  copy: "Copy details",
  copied: "Copied. Add them to a question or a report.",
  copyFailed: "This browser does not allow copying here. Select the details instead.",
};
