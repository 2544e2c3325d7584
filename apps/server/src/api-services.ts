import type { FastifyBaseLogger } from "fastify";
import { createContextMaker } from "@daybook/api/server/context-maker";
import type { MakeContext } from "@daybook/api/server/context-maker";
import type { VerifyReport } from "@daybook/contract/reports";
import type { ApiServices, SampleShop, SetupGate } from "@daybook/api/server/context";
import { createResolveActor } from "@daybook/api/server/auth/resolve-actor";
import { createSessionManager } from "@daybook/api/server/auth/session";
import { createLiveHub } from "@daybook/api/server/live/live-hub";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { Pepper } from "@daybook/core/users/pins";
import type { PasswordCost } from "@daybook/core/users/passwords";
import { createCardDesk } from "@daybook/api/server/card-payments/card-desk";
import { createFiscalDesk } from "@daybook/api/server/fiscal/fiscal-desk";
import { createImportDesk } from "@daybook/api/server/imports/import-desk";
import { importReaderOf } from "./import-reader-of.ts";
import { catalogueFilesOf } from "./catalogue-files-of.ts";
import { printDeskOf } from "./printing/print-desk-of.ts";
import { readThreadOf } from "./start-read-worker.ts";
import { hasVerifyWorker, verifyInWorker } from "./verify-in-worker.ts";
import type { Ports } from "./ports.ts";
import { noteVerify } from "./last-verify.ts";
import type { ArchiveService } from "@daybook/api/server/archives/archive-service";
import type { BackupService } from "@daybook/api/server/backups/backup-service";
import { VERSION } from "./version.ts";

export interface ApiServicesOptions {
  readonly work: UnitOfWork;
  readonly sample: SampleShop;
  readonly log: FastifyBaseLogger;
  readonly setup: SetupGate;
  readonly passwordCost: PasswordCost;
  readonly pepper: Pepper;
  readonly dataFolder: string;
  readonly network: ApiServices["network"];
  readonly refused: ApiServices["refused"];
  readonly ports: Ports;
  readonly backups: BackupService | null;
  readonly archives: ArchiveService | null;
  /** Where uploaded files are. */
  readonly importFolder: string;
  /** Called before rows are imported into the real shop. */
  readonly beforeImport: () => Promise<unknown>;
}

/** The services of the API for the lifetime of the process, and its context factory. */
export function createApiServices({
  work,
  sample,
  log,
  setup,
  passwordCost,
  pepper,
  dataFolder,
  network,
  refused,
  ports,
  importFolder,
  beforeImport,
  backups,
  archives,
}: ApiServicesOptions): {
  readonly services: ApiServices;
  readonly makeContext: MakeContext;
} {
  const onProblem = (error: unknown): void =>
    log.error({ err: error }, "something failed that no request waits for");
  const sessions = createSessionManager(work, onProblem);
  const { url } = work.store;
  const services: ApiServices = {
    sessions,
    live: createLiveHub(work, onProblem),
    sample,
    passwordCost,
    pepper,
    setup,
    version: VERSION,
    network,
    host: {
      nodeVersion: process.version,
      platform: `${process.platform} ${process.arch}`,
      dataFolder,
    },
    // Only a file can be opened a second time for reading by another thread.
    verifyAside:
      url.startsWith("file:") && hasVerifyWorker() ? () => verifyAndNote(url, dataFolder) : null,
    catalogueFiles: catalogueFilesOf(work),
    readThread: readThreadOf(url),
    refused,
    backups,
    archives,
    cardDesk:
      ports.cardTerminal === undefined
        ? null
        : createCardDesk({ terminal: ports.cardTerminal, onProblem }),
    fiscalDesk:
      ports.fiscalSigner === undefined
        ? null
        : createFiscalDesk({ signer: ports.fiscalSigner, work, onProblem }),
    printDesk: printDeskOf(work, onProblem),
    importDesk: createImportDesk({
      reader: importReaderOf(importFolder),
      onProblem,
      beforeCommit: async (shop) => {
        if (shop === work) await beforeImport();
      },
    }),
    report: ({ error, requestId, path }) =>
      log.error({ err: error, requestId, path }, "a call failed"),
  };
  const resolveActor = createResolveActor(work, sessions, onProblem);
  return { services, makeContext: createContextMaker({ work, services, resolveActor }) };
}

async function verifyAndNote(url: string, dataFolder: string): Promise<VerifyReport> {
  const report = await verifyInWorker(url);
  noteVerify(dataFolder, { at: Date.now(), clean: report.clean });
  return report;
}
