import type { PaperSize } from "../../components/printed-page.tsx";
import { keptOnDevice } from "../../lib/device-storage.ts";

/** The paper format of this device's printer. */
export const receiptPaper = keptOnDevice<PaperSize>("receipt-paper", "80");
