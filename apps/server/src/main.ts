/** The entry point of the process: `node main.js <command>`. */
import { runCommand } from "./cli.ts";

process.exitCode = await runCommand(process.argv.slice(2), (text) => process.stdout.write(text));
