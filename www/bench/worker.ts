// The worker's entry: takes messages in order, answers them, holds nothing else.

import { wasm_bindgen } from "kamei-core";
import type { FromWorker, ToWorker } from "./messages.ts";
import { Served } from "./served.ts";

/** The part of a worker's global scope that is used; the DOM's types do not know it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}

const scope = self as unknown as WorkerScope;
const served = new Served(wasm_bindgen, (message) => scope.postMessage(message));
scope.onmessage = ({ data }) => served.take(data);
