import type { PaperSize } from "../../components/printed-page.tsx";
import { deviceValue, useDeviceValue } from "../../lib/device-storage.ts";
import { useShop } from "../../lib/shop-context.tsx";

/** The paper format of this device's printer; `shop` until one was chosen here. */
const receiptPaper = deviceValue<PaperSize | "shop">("receipt-paper", "shop");

/** The paper of this device, or else that of the shop. */
export function useReceiptPaper(): readonly [PaperSize, (paper: PaperSize) => void] {
  const { settings } = useShop();
  const [own, setOwn] = useDeviceValue(receiptPaper);
  return [own === "shop" ? settings.receiptPaper : own, setOwn];
}
