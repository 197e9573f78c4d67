// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

/** How a transport delimits what it carries. */
public enum Framing {
  /** An unstructured stream of bytes (TCP, TLS). */
  STREAM,
  /** Messages with a known end (WebSocket). */
  MESSAGE
}
