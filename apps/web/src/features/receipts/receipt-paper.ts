import type { PaperSize } from "../../components/printed-page.tsx";
import { deviceValue } from "../../lib/device-storage.ts";

/** The paper format of this device's printer. */
export const receiptPaper = deviceValue<PaperSize>("receipt-paper", "80");
