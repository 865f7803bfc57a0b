// The core out of the page's own text: base64, gzip, WebAssembly.

/** Compiles the module that the build put into the document. */
export async function unpack(base64: string): Promise<WebAssembly.Module> {
  const packed = new Blob([bytes(base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(packed).arrayBuffer());
}

/** Newer browsers decode by themselves, several times faster. */
interface Decoder {
  fromBase64?(text: string): Uint8Array<ArrayBuffer>;
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as Decoder).fromBase64;
  if (native) return native.call(Uint8Array, base64);
  const text = atob(base64);
  const decoded = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) decoded[at] = text.charCodeAt(at);
  return decoded;
}
