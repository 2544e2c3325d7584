/** The documents of the environment variables, made of their table: `scripts/configuration.mjs` writes them. */
import { fileVariable, VARIABLE_NAMES, variableOf } from "./env-variables.ts";

const EXAMPLE_HEAD = `# The environment variables of Daybook, each with its default. Written by: node scripts/configuration.mjs
#
# Copy this file to .env for compose.yaml, or to /etc/daybook/daybook.env for the systemd unit, and remove the # in front
# of what you change. Daybook checks all of them at every start, and refuses names that begin with DAYBOOK_ and are not
# in this list.
`;

const PAGE_HEAD = `# Configuration

Daybook is configured by environment variables only. It checks all of them at every start and of every command; if one is wrong, it does not start, and says which one, what it must be and what to do next. A name that begins with \`DAYBOOK_\` and is not in this list is refused too, with the most similar name. An empty variable counts as not set.

\`node scripts/configuration.mjs\` writes this page and [.env.example](../.env.example) from the table that checks the variables, \`apps/server/src/env-variables.ts\`.

| Variable | What it sets | Value | Default |
|---|---|---|---|
`;

const PAGE_FOOT = `
## Secrets

A secret can be in a file instead, such as a Docker secret or a systemd credential: set the variable with \`_FILE\` at its end to the path of the file, and not the variable itself. Spaces and line breaks around the secret are ignored. A message never contains a secret.

## Where to set them

| You run Daybook | Set them |
|---|---|
| with \`npm start\` | in the terminal, before the command: \`DAYBOOK_PORT=7400 npm start\` |
| in a container | in \`.env\` next to \`compose.yaml\` |
| as a systemd service | in \`/etc/daybook/daybook.env\` |

[Deployment](deployment.md) has the steps for each.
`;

/** `.env.example`. */
export function envExample(): string {
  const parts = VARIABLE_NAMES.map((name) => {
    const { about, rule, default: standard, example, secret } = variableOf(name);
    const lines = [
      `# ${plain(about)}`,
      `# Value: ${rule}. Default: ${plain(standard)}.`,
      `#${name}=${example}`,
      ...(secret === true ? [`#${fileVariable(name)}=/run/secrets/${name.toLowerCase()}`] : []),
    ];
    return `\n${lines.join("\n")}\n`;
  });
  return EXAMPLE_HEAD + parts.join("");
}

/** docs/configuration.md. */
export function configurationPage(): string {
  const rows = VARIABLE_NAMES.map((name) => {
    const { about, rule, default: standard, secret } = variableOf(name);
    const shown = secret === true ? `\`${name}\` or \`${fileVariable(name)}\`` : `\`${name}\``;
    return `| ${shown} | ${about} | ${rule} | ${standard} |\n`;
  });
  return PAGE_HEAD + rows.join("") + PAGE_FOOT;
}

/** Without the marks of Markdown. */
const plain = (text: string): string => text.replaceAll("`", "");
