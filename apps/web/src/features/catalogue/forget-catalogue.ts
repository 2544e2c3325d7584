/** Where browsers keep their copy of the catalogue, of every person and shop of this address. */
export const CATALOGUE_DATABASE = "daybook-catalogue";

/** Deletes every copy of the catalogue from this browser. Answers also where there is none or it cannot be deleted. */
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
