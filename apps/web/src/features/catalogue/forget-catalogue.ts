/** The database with the catalogue copies of all users and shops of this origin. */
export const CATALOGUE_DATABASE = "daybook-catalogue";

/** Deletes all copies of the catalogue from this browser. Resolves even if there are none or they cannot be deleted. */
export function deleteCatalogueCopies(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => resolve();
    try {
      const request = indexedDB.deleteDatabase(CATALOGUE_DATABASE);
      request.addEventListener("success", done);
      request.addEventListener("error", done);
      request.addEventListener("blocked", done);
    } catch {
      done();
    }
  });
}
