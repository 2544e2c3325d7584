import type { RefusalTexts } from "./refusal-texts.ts";

/** The refusals of printing. */
export const printingReasonsEn = {
  no_printer: () =>
    "This till has no printer. Choose its printer in Settings, Printers, or print from the browser.",
} satisfies Partial<RefusalTexts["reasons"]>;

export const printingRulesEn = {
  printer_address_not_valid: () =>
    "Write an address such as 192.168.1.50 or printer.local:9100, or a USB port such as /dev/usb/lp0.",
  printer_address_public: () =>
    "This address is on the internet. A printer must be in the shop’s own network.",
} satisfies Partial<RefusalTexts["rules"]>;
