// drizzle-kit looks at a module's own exports, and only CommonJS can make them from a list.
const { postgresTables } = require("../src/engines/postgres/postgres-tables.ts");

module.exports = { ...postgresTables };
