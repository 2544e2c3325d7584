/** A bucket of an S3-compatible service as a further place for backups. */
import { createReadStream } from "node:fs";
import { request as requestHttp } from "node:http";
import type { IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { pipeline } from "node:stream/promises";
import { text } from "node:stream/consumers";

export interface BucketConfig {
  /** `https://<service>/<bucket>`, with a folder after it if backups are not at the top. */
  readonly url: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
}

/** A file to send, with its SHA-256. */
interface SentFile {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** A service that answers nothing for so long is out of reach. */
const SILENT_MS = 60_000;

interface Call {
  readonly method: "PUT" | "HEAD" | "GET" | "DELETE";
  readonly url: string;
  readonly file?: SentFile;
}

/** The files of one bucket. Every method throws if the service cannot be reached or refuses. */
export class Bucket {
  readonly #config: BucketConfig;
  /** The address of the bucket, and the folder in it: empty, or with a slash at its end. */
  readonly #root: string;
  readonly #folder: string;

  constructor(config: BucketConfig) {
    this.#config = config;
    const { origin, pathname } = new URL(config.url);
    const [bucket = "", ...folders] = pathname.split("/").filter(Boolean);
    this.#root = `${origin}/${bucket}`;
    this.#folder = folders.map((folder) => `${folder}/`).join("");
  }

  /** Sends a file; the service compares what it received with the hash. */
  async put(file: SentFile): Promise<void> {
    await text(await this.#ask({ method: "PUT", url: this.#urlOf(file.name), file }));
  }

  /** The bytes of a file; null if there is none. */
  async sizeOf(name: string): Promise<number | null> {
    const answer = await this.#ask({ method: "HEAD", url: this.#urlOf(name) }, [404]);
    answer.resume();
    return answer.statusCode === 404 ? null : Number(answer.headers["content-length"]);
  }

  /** The names of the first thousand files, more than are ever kept. */
  async names(): Promise<string[]> {
    const url = `${this.#root}?list-type=2&prefix=${encodeURIComponent(`${this.#folder}daybook-`)}`;
    const listed = await text(await this.#ask({ method: "GET", url }));
    // The names of backups contain nothing that XML writes differently.
    return [...listed.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = ""]) =>
      key.slice(this.#folder.length),
    );
  }

  async remove(name: string): Promise<void> {
    await text(await this.#ask({ method: "DELETE", url: this.#urlOf(name) }));
  }

  #urlOf(name: string): string {
    return `${this.#root}/${this.#folder}${name}`;
  }

  async #ask(call: Call, expected: readonly number[] = []): Promise<IncomingMessage> {
    const answer = await send(call.url, await this.#signed(call), call);
    const status = answer.statusCode ?? 0;
    if ((status >= 200 && status < 300) || expected.includes(status)) return answer;
    const [, code = ""] = /<Code>([^<]+)<\/Code>/.exec(await text(answer)) ?? [];
    throw new Error(`The bucket answered ${call.method} with ${status} ${code}`.trim());
  }

  /** The headers of AWS Signature Version 4. */
  async #signed({ method, url, file }: Call): Promise<Record<string, string>> {
    const { region, keyId, secret } = this.#config;
    const { AwsV4Signer } = await import("aws4fetch");
    const signer = new AwsV4Signer({
      method,
      url,
      service: "s3",
      region,
      accessKeyId: keyId,
      secretAccessKey: secret,
      headers: { "x-amz-content-sha256": file?.sha256 ?? EMPTY_SHA256 },
    });
    const { headers } = await signer.sign();
    const length = file === undefined ? {} : { "content-length": String(file.sizeBytes) };
    return { ...Object.fromEntries(headers.entries()), ...length };
  }
}

const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** The file is read as fast as it is sent. */
function send(
  url: string,
  headers: Record<string, string>,
  { method, file }: Call,
): Promise<IncomingMessage> {
  const start = url.startsWith("https:") ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = start(url, { method, headers });
    request.once("response", resolve);
    request.once("error", reject);
    request.setTimeout(SILENT_MS, () =>
      request.destroy(new Error("the service of the bucket does not answer")),
    );
    if (file === undefined) request.end();
    else pipeline(createReadStream(file.path), request).catch(reject);
  });
}
