/** Who can reach this server, and which devices it reaches. */
import type { Config } from "../env.ts";
import { inUrl, networkAddresses } from "../network-addresses.ts";
import { loadPorts } from "../ports.ts";
import { LocalTls } from "../local-tls/local-tls.ts";
import { answers } from "../server-file.ts";
import type { VitalSigns } from "@daybook/core/reports/vital-signs";
import { Findings } from "./finding.ts";
import type { Finding } from "./finding.ts";

export interface NetworkProbes {
  readonly addresses: () => readonly string[];
  /** Whether a Daybook server responds at this address now. */
  readonly answers: (url: string) => Promise<boolean>;
}

const PROBES: NetworkProbes = { addresses: networkAddresses, answers };

/** Whether tills, phones and tablets of the shop's network can connect. */
export async function checkNetwork(
  config: Config,
  { vitals, running }: { readonly vitals: VitalSigns | null; readonly running: string | null },
  probes: NetworkProbes = PROBES,
): Promise<Finding[]> {
  const found = new Findings("network");
  const addresses = probes.addresses();
  if (addresses.length === 0)
    return [
      found.warning(
        "This computer is not connected to a network.",
        "Connect it to the shop's router, by cable if possible.",
      ),
    ];
  const isAllowed = config.lan || (vitals?.shop?.listenOnLan ?? false);
  if (!isAllowed)
    return [found.ok("Only this computer can connect; Settings › Shop allows the shop's network.")];
  if (running === null)
    return [
      found.ok(`Other devices may connect, at ${addresses.join(", ")}; Daybook is not running.`),
    ];
  const port = new URL(running).port;
  const checked = addresses.map(async (address) => {
    const url = `http://${inUrl(address)}:${port}`;
    return (await probes.answers(url))
      ? found.ok(`Other devices can connect at ${url}.`)
      : found.problem(
          `Daybook does not respond at ${url}.`,
          `Allow port ${port} in the firewall of this computer, or start Daybook again.`,
        );
  });
  return Promise.all(checked);
}

const DAY_MS = 24 * 60 * 60_000;
/** The server renews earlier, so less than this means that it could not. */
const TOO_LATE_DAYS = 30;

/** Whether HTTPS in the shop's network has a certificate that devices accept. */
export function checkCertificate({ dataFolder }: Config, now: number): Finding[] {
  const found = new Findings("certificate");
  const facts = new LocalTls(dataFolder, () => now).facts();
  if (facts === null)
    return [found.ok("HTTPS in the shop's network is off; Settings › Devices turns it on.")];
  const days = Math.floor((facts.validUntil - now) / DAY_MS);
  if (days >= TOO_LATE_DAYS)
    return [found.ok(`The certificate of HTTPS is valid for ${days} days.`)];
  const next = "Start Daybook again, which renews it; check that it may write to its data folder.";
  return days < 0
    ? [found.problem("The certificate of HTTPS has ended.", next)]
    : [found.warning(`The certificate of HTTPS ends in ${days} days.`, next)];
}

/** Whether the settings of a proxy fit together. */
export function checkProxy({ trustedProxies, hosts }: Config): Finding[] {
  const found = new Findings("proxy");
  if (trustedProxies.length === 0) return [];
  if (hosts.length > 0)
    return [found.ok(`Requests from ${trustedProxies.join(", ")} are trusted.`)];
  return [
    found.problem(
      "DAYBOOK_TRUST_PROXY is set, but DAYBOOK_HOSTS is not.",
      "Set DAYBOOK_HOSTS to the public name, or pages of the proxy are refused.",
    ),
  ];
}

/** Whether the card terminal and the signing device that are configured can be used. */
export async function checkDevices({ portsModule }: Config): Promise<Finding[]> {
  const found = new Findings("devices");
  if (portsModule === null)
    return [found.ok("No card terminal and no signing device are configured (DAYBOOK_PORTS).")];
  try {
    const { cardTerminal, fiscalSigner } = await loadPorts(portsModule);
    return [
      ...(cardTerminal === undefined ? [] : [found.ok("The card terminal is configured.")]),
      ...(fiscalSigner === undefined ? [] : [await stateOf(found, fiscalSigner)]),
    ];
  } catch (error) {
    return [
      found.problem(
        error instanceof Error ? error.message : String(error),
        "Correct DAYBOOK_PORTS, or the module that it names.",
      ),
    ];
  }
}

type Signer = NonNullable<Awaited<ReturnType<typeof loadPorts>>["fiscalSigner"]>;

async function stateOf(found: Findings, signer: Signer): Promise<Finding> {
  const next = "Connect the signing device; until then sales are saved and signed later.";
  try {
    const { ready, message } = await signer.status();
    if (ready) return found.ok("The signing device is ready.");
    return found.problem(`The signing device is not ready: ${message}`, next);
  } catch (error) {
    return found.problem(`The signing device does not respond: ${String(error)}`, next);
  }
}
