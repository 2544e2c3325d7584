import { inUrl } from "./network-addresses.ts";

export interface ServerStatus {
  readonly port: number;
  /** The token of the setup link; null if there is a shop, or if the token came from the configuration. */
  readonly setupToken: string | null;
  readonly setUp: boolean;
  /** The server's addresses in the shop's network. */
  readonly reached: readonly string[];
}

/** The page to open on this computer. */
export function localUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** The setup page; the token is after `#`, so it never appears on a server or in a log. */
export function setupUrl(port: number, token: string): string {
  return `${localUrl(port)}/setup#${token}`;
}

/** The output for the operator. */
export async function describeStatus(status: ServerStatus): Promise<string> {
  const { port, setUp, setupToken, reached } = status;
  if (!setUp) {
    return setupToken === null
      ? `Daybook is ready to be set up: open /setup#<your SETUP_TOKEN> at ${localUrl(port)} or at this machine's address.\n`
      : `Daybook is ready to be set up. Open this link on this computer:\n\n  ${setupUrl(port, setupToken)}\n\n`;
  }
  return `Daybook is running.\n\n  On this computer:  ${localUrl(port)}\n${await describeReach(port, reached)}\n`;
}

/** The addresses for phones and tablets, the first one with a QR code. */
export async function describeReach(port: number, reached: readonly string[]): Promise<string> {
  const urls = reached.map((address) => `http://${inUrl(address)}:${port}`);
  const [first] = urls;
  if (first === undefined)
    return "  On the network:    not reachable (the owner has not allowed it)\n";
  // Loaded on demand, so it does not delay the start.
  const { default: QRCode } = await import("qrcode");
  const code = await QRCode.toString(first, { type: "terminal", small: true });
  return `${urls.map((url) => `  On the network:    ${url}\n`).join("")}\n${code}`;
}
