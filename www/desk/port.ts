// A worker, held by the desk.
//
// `end` is final and at once: nothing that the worker still says is heard.

import type { FromWorker, ToWorker } from "../bench/messages.ts";

/** One worker as the batch sees it; the tests put another in its place. */
export interface Port {
  post(message: ToWorker): void;
  /** Called for every answer, until `end`. */
  heard: (message: FromWorker) => void;
  end(): void;
}

/** How the page starts a worker: the script as a Blob's address, under the page's one policy. */
export function workers(script: string, module: WebAssembly.Module): () => Port {
  const address = trusted(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  return () => {
    const worker = new Worker(address as unknown as string);
    const port: Port = {
      post: (message) => worker.postMessage(message),
      heard: () => {},
      end: () => {
        worker.onmessage = null;
        worker.onerror = null;
        worker.terminate();
      },
    };
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => port.heard(data);
    // A worker that dies without a word (no memory, a broken script) says only this.
    worker.onerror = () => port.heard({ kind: "stopped", at: null });
    port.post({ kind: "start", module });
    return port;
  };
}

/** Trusted Types' view of an address; no library knows the types of all browsers yet. */
interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): unknown };
}

function trusted(address: string): unknown {
  const createScriptURL = (own: string) => {
    if (!own.startsWith("blob:")) throw new TypeError("only our own worker");
    return own;
  };
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  return (
    policies?.createPolicy("kamei", { createScriptURL }).createScriptURL(address) ?? createScriptURL(address)
  );
}
