// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;

/** Drops whatever comes. */
enum DiscardingSink implements QuickSink {
  INSTANCE;

  @Override
  public void write(long position, ByteBuffer octets) {}

  @Override
  public void complete(long total) {}

  @Override
  public void failed(MsrpSessionException cause) {}
}
