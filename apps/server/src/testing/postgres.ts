/** Whether the tests may use a PostgreSQL server. */
export const hasPostgres = (process.env["TEST_POSTGRES_URL"] ?? "") !== "";

/** Why a test that needs one is skipped. */
export const NO_POSTGRES = "TEST_POSTGRES_URL names no server";
