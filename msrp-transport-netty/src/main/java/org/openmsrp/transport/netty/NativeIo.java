// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

/** Which of Netty's ways to talk to the system is taken. */
public enum NativeIo {

  /** Epoll if its native library is there, otherwise NIO, which is told to the log once. */
  AUTO,

  /** NIO, on every system. */
  NIO,

  /** Epoll; without its native library (Linux only) the transport can't be made. */
  EPOLL
}
