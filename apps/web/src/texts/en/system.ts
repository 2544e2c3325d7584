/** Texts of the About page. */
export const aboutTexts = {
  title: "About Daybook",
  lead: "What this shop runs on, and what changed.",
  version: "Version",
  database: "Database",
  engines: { sqlite: "SQLite", postgres: "PostgreSQL" },
  schema: "Version of the data",
  node: "Node.js",
  platform: "Computer",
  dataFolder: "Data folder",
  licence: "Licence",
  licenceText: "No licence is stated. The product lists and names of the sample shop are CC0 1.0.",
  thisVersion: "This version",
  group: (title: string, changes: number) => `${title} (${changes})`,
  copy: "Copy details",
  copied: "Copied. Add them to a question or a report.",
  copyFailed: "This browser does not allow copying here. Select the details instead.",
};

/** Texts about opening Daybook on other devices. */
export const networkTexts = {
  title: "Use another device",
  closed: "Only this computer can open Daybook; an owner can let the shop's network connect.",
  openSettings: "Go to the settings of the shop",
  lead: "On the same Wi-Fi or network, open one of these addresses in a browser, or scan the code.",
  qr: (url: string) => `QR code of ${url}`,
  httpsTitle: "Encrypted connection (HTTPS)",
  httpsWhy:
    "Without it, others in the same Wi-Fi could read passwords, and a phone cannot scan with its camera. Daybook makes a certificate of its own for this shop, which each device installs once. Everything else works without it.",
  turnOn: "Turn on HTTPS",
  askOwner: "An owner can turn it on.",
  httpsOn:
    "HTTPS is on. Each device installs the certificate of this shop once; the code opens it. The certificate is accepted for addresses of a local network only.",
  qrOfCertificate: "QR code of the certificate",
  platform: "Steps for",
  platforms: {
    windows: "Windows",
    macos: "Mac",
    ios: "iPhone and iPad",
    android: "Android",
    linux: "Linux",
  },
  download: "On that device, open",
  steps: {
    windows: [
      "Open the downloaded file and choose Install Certificate, then Current User.",
      "Choose “Place all certificates in the following store”, press Browse, choose “Trusted Root Certification Authorities”, and finish.",
      "Close the browser completely.",
    ],
    macos: [
      "Open the downloaded file; it is added to the keychain “login”.",
      "In Keychain Access, open the certificate “Daybook of …”, open Trust, and choose Always Trust.",
      "Compare the SHA-256 fingerprint with the one below.",
    ],
    ios: [
      "Use Safari for the first step, and allow the download of the profile.",
      "Open Settings, General, VPN & Device Management, and install the profile “Daybook of …”.",
      "Open Settings, General, About, Certificate Trust Settings, and turn the certificate on.",
    ],
    android: [
      "Open Settings, Security, More security settings, Install from device storage, CA certificate. The names differ between devices; search the settings for “certificate”.",
      "Choose Install anyway, and the downloaded file.",
    ],
    linux: [
      "Chrome: open Settings, Privacy and security, Security, Manage certificates, and import the file as a trusted authority.",
      "Firefox: open Settings, Privacy & Security, View Certificates, Authorities, and import the file for web sites.",
    ],
  },
  lastStep: "Open one of the addresses that begin with https. The browser shows no warning.",
  fingerprint: "SHA-256 fingerprint",
  validUntil: "Server certificate ends",
};
