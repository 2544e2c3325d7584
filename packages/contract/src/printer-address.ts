/** Where a printer is: in the shop's network, or on a USB port of the server's computer. */

/** The port of printers that take raw bytes. */
export const PRINTER_PORT = 9100;

export type PrinterPlace =
  | { readonly kind: "network"; readonly host: string; readonly port: number }
  | { readonly kind: "usb"; readonly path: string };

/** Why a text is no address of a printer. */
export type AddressProblem = "printer_address_not_valid" | "printer_address_public";

const USB = /^\/dev\/usb\/lp\d{1,3}$/;
const NAME =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;
const HOST_AND_PORT = /^(?:\[([0-9a-f:.]+(?:%[a-z0-9._-]+)?)\]|([^:[\]\s]+))(?::(\d{1,5}))?$/i;

/**
 * Reads an address as people type it: `192.168.1.50`, `printer.local:9100`, `[fe80::1]:9100` or `/dev/usb/lp0`. An
 * address on the internet is refused; a name is checked when it is used.
 */
export function readPrinterAddress(text: string): PrinterPlace | AddressProblem {
  if (text.startsWith("/")) return USB.test(text) ? { kind: "usb", path: text } : INVALID;
  const [, six, host = six, digits] = HOST_AND_PORT.exec(text) ?? [];
  const port = digits === undefined ? PRINTER_PORT : Number(digits);
  if (host === undefined || port < 1 || port > 65_535) return INVALID;
  const isNumeric = six !== undefined || /^[\d.]+$/.test(host);
  if (isNumeric) {
    if (six === undefined && !V4.test(host)) return INVALID;
    if (!isLocalAddress(host)) return "printer_address_public";
  } else if (!NAME.test(host)) return INVALID;
  return { kind: "network", host, port };
}

const INVALID = "printer_address_not_valid";
const V4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/**
 * Whether an IP address is in the shop's own network or of this computer: private, link-local or loopback (RFC 1918,
 * 3927, 4193 and 4291), or of an overlay network (RFC 6598).
 */
export function isLocalAddress(address: string): boolean {
  const bare = address.toLowerCase().replace(/%.*$/, "");
  const four = bare.replace(/^::ffff:(?=\d+\.)/, "");
  if (V4.test(four)) {
    const [a = 0, b = 0] = four.split(".").map(Number);
    return (
      a === 10 ||
      a === 127 ||
      (a === 172 && b >= 16 && b <= 31) ||
      (a === 192 && b === 168) ||
      (a === 169 && b === 254) ||
      (a === 100 && b >= 64 && b <= 127)
    );
  }
  return bare === "::1" || /^f[cd][0-9a-f]{2}:/.test(bare) || /^fe[89ab][0-9a-f]:/.test(bare);
}
