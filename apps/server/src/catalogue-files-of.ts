import { createCatalogueFiles, createCatalogueMaker } from "@daybook/api/server/catalogue-file";
import type { CatalogueFiles } from "@daybook/api/server/catalogue-file";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { hasCatalogueWorker, startCatalogueWorker } from "./start-catalogue-worker.ts";

/** The catalogue files of this database, built in other threads if one can open it. */
export function catalogueFilesOf(work: UnitOfWork): CatalogueFiles {
  const { url } = work.store;
  const aside = /^(file|postgres)/.test(url) && hasCatalogueWorker();
  return createCatalogueFiles((costs) =>
    aside ? startCatalogueWorker(url, costs) : createCatalogueMaker(work, costs),
  );
}
