// SPDX-License-Identifier: Apache-2.0
// What a page does that speaks MSRP. Arguments are the server's URI and the peer's path;
// NODE_EXTRA_CA_CERTS names the certificate to trust.
// Before 20.10 Node has no WebSocket of its own; this is where Debian puts the package ws.
const { WebSocket } =
  globalThis.WebSocket ? globalThis : await import('/usr/share/nodejs/ws/wrapper.mjs');
const [server, peer] = process.argv.slice(2);
const own = 'msrps://page.invalid:2855/98cjs;ws';
const [, host, port] = /^msrps:\/\/([^:;/]+):(\d+)/.exec(server);
const url = `wss://${host}:${port}/`;
const lines = (...all) => all.join('\r\n') + '\r\n';
const request = (id, method, to, ...rest) =>
  lines(`MSRP ${id} ${method}`, `To-Path: ${to}`, `From-Path: ${own}`, ...rest, `-------${id}$`);

function send(id, to, text) {
  const octets = new TextEncoder().encode(text).length;
  return request(id, 'SEND', to, `Message-ID: ${id}`, `Byte-Range: 1-${octets}/${octets}`,
    'Content-Type: text/plain', '', text);
}

let to = '';
const socket = new WebSocket(url, 'msrp');
socket.binaryType = 'arraybuffer';
socket.onopen = () => {
  console.log('protocol', socket.protocol);
  socket.send(request('auth0', 'AUTH', server));
};
socket.onerror = (event) => console.log('error', event.message ?? event.error);
socket.onclose = (event) => console.log('closed', event.code);
socket.onmessage = (event) => {
  const message = new TextDecoder().decode(event.data);
  const [, id, what] = /^MSRP (\S+) ([^\r]+)/.exec(message);
  if (id === 'auth0') {
    const granted = /Use-Path: (\S+)/.exec(message)[1];
    console.log('granted', granted);
    to = `${granted} ${peer}`;
    socket.send(request('bind0', 'SEND', to, 'Message-ID: bind0', 'Byte-Range: 1-0/0'));
  } else if (id === 'bind0') {
    socket.send(send('text0', to, 'Hello from a page 👋'));
  } else if (id === 'text0') {
    console.log('answered', what);
  } else if (what === 'SEND') {
    console.log('received', /\r\n\r\n(.*)\r\n-------/s.exec(message)[1]);
    const from = /From-Path: (\S+)/.exec(message)[1];
    socket.send(lines(`MSRP ${id} 200 OK`, `To-Path: ${from}`, `From-Path: ${own}`,
      `-------${id}$`));
    askForAnotherProtocol();
  }
};

function askForAnotherProtocol() {
  const other = new WebSocket(url, 'sip');
  other.onopen = () => console.log('accepted sip');
  other.onerror = () => console.log('refused sip');
}
