// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.atomic.AtomicInteger;
import org.openmsrp.domain.message.IdentifierSource;

/** Identifiers that a test can foretell: {@code tid0001}, {@code mid0001}, {@code sid0001}. */
final class CountingIdentifiers implements IdentifierSource {

  private final AtomicInteger transactions = new AtomicInteger();
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicInteger sessions = new AtomicInteger();

  @Override
  public String transactionId() {
    return "tid%04d".formatted(transactions.incrementAndGet());
  }

  @Override
  public String messageId() {
    return "mid%04d".formatted(messages.incrementAndGet());
  }

  @Override
  public String sessionId() {
    return "sid%04d".formatted(sessions.incrementAndGet());
  }
}
