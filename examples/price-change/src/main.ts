/** Raises every price by 5 %: `npm start --workspace=@daybook/example-price-change -- <url> <api key>`. */
import { createDaybookClient, isRefusal } from "@daybook/client";
import { raisePrices } from "./raise-prices.ts";

const [url, apiKey] = process.argv.slice(2);

if (url === undefined || apiKey === undefined) {
  console.error("Give the address of Daybook and a key with products.read and products.write");
  process.exitCode = 2;
} else {
  try {
    for await (const { sku, fromMinor, toMinor } of raisePrices(
      createDaybookClient({ url, apiKey }),
      50_000,
    )) {
      console.log(`${sku}: ${fromMinor} → ${toMinor}`);
    }
  } catch (error) {
    // A refusal says what to do next; other errors need their stack.
    if (!isRefusal(error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
