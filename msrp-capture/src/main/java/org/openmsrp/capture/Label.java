// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/**
 * A frame in few words.
 *
 * @param kind what it is, for its colour
 * @param title method or status
 * @param details the rest, the most important first
 */
record Label(Kind kind, String title, List<String> details) {

  /** What a frame is. */
  enum Kind {
    SEND,
    REPORT,
    REQUEST,
    SUCCESS,
    FAILURE,
    BROKEN
  }

  private static final int ID_SHOWN = 12;
  private static final Duration WORTH_SHOWING = Duration.ofMillis(1);

  static Label of(Frame frame) {
    if (frame.content() instanceof Frame.Broken broken) {
      return new Label(Kind.BROKEN, "not MSRP", List.of(broken.problem()));
    }
    MsrpHead head = ((Frame.Understood) frame.content()).head();
    if (head instanceof ResponseHead response) {
      Kind kind = response.status().success() ? Kind.SUCCESS : Kind.FAILURE;
      return new Label(kind, response.status().toString(), List.of(head.transactionId()));
    }
    RequestHead request = (RequestHead) head;
    return new Label(kind(request), request.method().toString(), details(frame, request));
  }

  private static Kind kind(RequestHead head) {
    if (head.method().equals(MsrpMethod.SEND)) {
      return Kind.SEND;
    }
    if (head.method().equals(MsrpMethod.REPORT)) {
      boolean good =
          head.headers().status().filter(status -> status.status().success()).isPresent();
      return good ? Kind.REPORT : Kind.FAILURE;
    }
    return Kind.REQUEST;
  }

  private static List<String> details(Frame frame, RequestHead head) {
    List<String> details = new ArrayList<>();
    details.add(head.transactionId());
    head.headers().status().ifPresent(status -> details.add(status.status().toString()));
    head.headers().messageId().ifPresent(id -> details.add("id " + shortened(id)));
    head.headers().byteRange().map(ByteRange::toString).ifPresent(details::add);
    details.add(frame.flag().map(Label::ending).orElse("cut off"));
    if (frame.octets() > 0) {
      details.add(size(frame.octets()));
    }
    Duration duration = Duration.between(frame.began(), frame.ended());
    if (duration.compareTo(WORTH_SHOWING) >= 0) {
      details.add(duration.toMillis() + " ms long");
    }
    head.headers().contentType().map(MediaType::toString).ifPresent(details::add);
    return details;
  }

  private static String ending(ContinuationFlag flag) {
    return String.valueOf(flag.symbol());
  }

  private static String shortened(String id) {
    return id.length() <= ID_SHOWN ? id : id.substring(0, ID_SHOWN - 1) + "…";
  }

  /** An amount of octets as people read it. */
  static String size(long octets) {
    if (octets < 10_000) {
      return octets + " B";
    }
    return octets < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", octets / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", octets / 1e6);
  }

  /** Everything on one line. */
  @Override
  public String toString() {
    return title + (details.isEmpty() ? "" : " · " + String.join(" · ", details));
  }
}
