import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./packages/db/kit/postgres-tables.cjs",
  out: process.env["DRIZZLE_OUT"] ?? "./drizzle/postgres",
});
