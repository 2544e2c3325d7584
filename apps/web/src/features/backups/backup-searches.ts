import { z } from "zod";
import { BackupName } from "@daybook/contract/backups";

/** The backup whose restore is previewed. */
export const BackupsSearch = z.object({ sheet: BackupName.optional().catch(undefined) });
