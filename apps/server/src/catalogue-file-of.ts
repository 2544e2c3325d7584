import { createCatalogueFile, createCatalogueMaker } from "@daybook/api/server/catalogue-file";
import type { CatalogueFile } from "@daybook/api/server/catalogue-file";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { hasCatalogueWorker, startCatalogueWorker } from "./start-catalogue-worker.ts";

/** The catalogue file of this database, built in another thread if one can open it. */
export function catalogueFileOf(work: UnitOfWork): CatalogueFile {
  const { url } = work.store;
  const aside = /^(file|postgres)/.test(url) && hasCatalogueWorker();
  return createCatalogueFile(() =>
    aside ? startCatalogueWorker(url) : createCatalogueMaker(work),
  );
}
