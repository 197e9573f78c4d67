// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A line between two ports of this machine that carries so many octets a second towards the second
 * one, and holds few itself; the way back is as fast as it goes. For one connection.
 */
final class SlowLine implements AutoCloseable {

  private static final int STEP = 4 * 1024;
  private static final int BUFFER = 32 * 1024;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ServerSocketChannel listener;
  private final int target;
  private final long rate;

  private SlowLine(ServerSocketChannel listener, int target, long rate) {
    this.listener = listener;
    this.target = target;
    this.rate = rate;
  }

  static SlowLine to(int target, long octetsPerSecond) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
    listener.bind(local(0));
    SlowLine line = new SlowLine(listener, target, octetsPerSecond);
    start(line::carry);
    return line;
  }

  int port() throws IOException {
    return ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }

  private static InetSocketAddress local(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByName(RawCopy.HOST), port);
  }

  private static void start(Way way) {
    Thread thread = new Thread(() -> untilEnd(way), "slow-line");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Way {
    void carry() throws IOException;
  }

  private static void untilEnd(Way way) {
    try {
      way.carry();
    } catch (IOException e) {
      System.err.println("the line has ended: " + e);
    }
  }

  private void carry() throws IOException {
    try (SocketChannel near = listener.accept();
        SocketChannel far = SocketChannel.open()) {
      far.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
      far.connect(local(target));
      start(() -> copy(far, near, Long.MAX_VALUE));
      copy(near, far, rate);
    }
  }

  private static void copy(SocketChannel from, SocketChannel to, long rate) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(STEP);
    long due = System.nanoTime();
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        to.write(buffer);
      }
      buffer.clear();
      due =
          Math.max(due, System.nanoTime() - SECOND / 100) + (long) (read * (double) SECOND / rate);
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
