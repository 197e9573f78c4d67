// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A file whose content never comes, unless it is given. */
final class NeverReady implements SeekableByteChannel {
  ByteBuffer content = ByteBuffer.allocate(0);
  boolean open = true;

  @Override
  public int read(ByteBuffer target) {
    int size = Math.min(target.remaining(), content.remaining());
    target.put(content.slice(content.position(), size));
    content.position(content.position() + size);
    return size;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    return content.position();
  }

  @Override
  public SeekableByteChannel position(long place) {
    return this;
  }

  @Override
  public long size() {
    return content.capacity();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}
