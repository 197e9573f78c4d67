// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MessageSink;
import org.openmsrp.session.MsrpSessionException;

/** A program that takes one message, in a machine of its own that has little memory. */
final class SmallReceiver {

  /** Comes before what is said of the message. */
  static final String TAKEN = "taken ";

  private SmallReceiver() {}

  /**
   * Says where it can be reached, then how much has come, of which hash, and the most heap used.
   *
   * @param args the ground
   */
  public static void main(String[] args) {
    CompletableFuture<String> taken = new CompletableFuture<>();
    try (Target target = new Target(Ground.valueOf(args[0]));
        Target.Prey prey = target.prey(message -> take(message, taken))) {
      System.out.println(target.port() + " " + prey.path + " " + prey.from);
      String result = taken.orTimeout(2, TimeUnit.MINUTES).join();
      System.out.println(TAKEN + result + " " + (peak() >> 10));
      // The answer goes out before the end does.
      prey.session().shutdown(Duration.ofSeconds(20)).toCompletableFuture().join();
    }
  }

  private static void take(IncomingMessage message, CompletableFuture<String> taken) {
    var unused = message.transferTo(new Hash(taken));
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  /** Of the octets in their order. */
  private static final class Hash implements MessageSink {
    private final CompletableFuture<String> result;
    private final MessageDigest digest;
    private long next;

    Hash(CompletableFuture<String> result) {
      this.result = result;
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void write(long position, ByteBuffer octets) {
      if (position != next) {
        result.complete("octet " + position + " in place of " + next);
      }
      next = position + octets.remaining();
      digest.update(octets);
    }

    @Override
    public void complete(long total) {
      result.complete(total + " " + HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public void failed(MsrpSessionException cause) {
      result.completeExceptionally(cause);
    }
  }
}
