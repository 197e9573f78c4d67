// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.time.Duration;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.Transfer;

/** A file under way. Safe for use by many threads. */
sealed interface ChatFile {

  String name();

  /** How far it is, in words. */
  String state();

  void cancel();

  /** Only the side that sends can pause. */
  void pause();

  void resume();

  /** The user sends it. */
  record Outgoing(String name, Transfer transfer) implements ChatFile {

    @Override
    public String state() {
      Transfer.Progress progress = transfer.progress();
      String state = Amounts.share(progress.sent(), progress.total());
      if (transfer.paused()) {
        return state + ", paused";
      }
      String left = transfer.timeLeft().map(time -> ", " + Amounts.time(time) + " left").orElse("");
      return state + ", " + Amounts.speed(transfer.throughput()) + left;
    }

    @Override
    public void cancel() {
      transfer.cancel();
    }

    @Override
    public void pause() {
      transfer.pause();
    }

    @Override
    public void resume() {
      transfer.resume();
    }
  }

  /** The peer sends it. */
  final class Incoming implements ChatFile, Progress {

    private final String name;
    private final long size;
    private final IncomingMessage message;
    private final long began = System.nanoTime();
    private volatile long reached;

    Incoming(String name, long size, IncomingMessage message) {
      this.name = name;
      this.size = size;
      this.message = message;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String state() {
      double seconds = Amounts.secondsSince(began);
      double speed = (reached - message.position()) / Math.max(seconds, 1e-3);
      String state = Amounts.share(reached, size) + ", " + Amounts.speed(speed);
      double left = (size - reached) / speed;
      return left >= 0 && left < Integer.MAX_VALUE
          ? state + ", " + Amounts.time(Duration.ofMillis(Math.round(left * 1000))) + " left"
          : state;
    }

    @Override
    public void cancel() {
      message.reject(MsrpStatus.STOP_SENDING);
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void reached(long octets) {
      reached = octets;
    }

    @Override
    public void close() {}
  }
}
