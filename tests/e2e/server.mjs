// Serves single documents from memory on 127.0.0.1, and listens for what should never come.
//
// The listener counts everything that reaches it: requests, WebSocket upgrades, bare connections.
import { createServer } from "node:http";

/** Serves `pages` (name -> bytes); answers its address and how to end it. */
export function serve(pages) {
  const server = createServer((request, response) => {
    const page = pages[request.url?.slice(1).split("?")[0] ?? ""];
    response.writeHead(page ? 200 : 404, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
    });
    response.end(page ?? "");
  });
  return listening(server);
}

/** Notes who calls. */
export async function listen() {
  const calls = [];
  const note = (request) => {
    if (!request.url?.startsWith("/favicon")) calls.push(`${request.method} ${request.url}`);
  };
  const server = createServer((request, response) => {
    note(request);
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/plain" });
    response.end("heard");
  });
  server.on("upgrade", (request, socket) => {
    note(request);
    socket.destroy();
  });
  return { ...(await listening(server)), calls };
}

function listening(server) {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      const end = () => {
        server.closeAllConnections();
        server.close();
      };
      resolve({ address: `http://127.0.0.1:${port}`, port, end });
    });
  });
}
