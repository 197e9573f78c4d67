// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.openmsrp.domain.uri.MsrpPath;

/** Something that happened in a session, as it is told to the user or to a program. */
sealed interface Event {

  /** What happened, in one word. */
  String name();

  /** The event for people. */
  String sentence();

  /** What programs get besides the name, in this order; values are texts, numbers, truth, null. */
  Fields fields();

  /** Names and values in order; absent values are kept as {@code null}. */
  final class Fields {

    private final Map<String, Optional<Object>> values = new LinkedHashMap<>();

    Fields with(String name, Object value) {
      values.put(name, Optional.of(value));
      return this;
    }

    Fields withOptional(String name, Optional<? extends Object> value) {
      values.put(name, value.map(present -> present));
      return this;
    }

    Map<String, Optional<Object>> values() {
      return values;
    }
  }

  /** A peer may connect now; with TLS it can know this side by a fingerprint. */
  record Listening(MsrpPath path, List<String> fingerprints) implements Event {
    @Override
    public String name() {
      return "listening";
    }

    @Override
    public String sentence() {
      String known = fingerprints.isEmpty() ? "" : ", fingerprint " + fingerprints.get(0);
      return "listening on " + path + known;
    }

    @Override
    public Fields fields() {
      Fields fields = new Fields().with("path", path.toString());
      return fingerprints.isEmpty() ? fields : fields.with("fingerprint", fingerprints.get(0));
    }
  }

  /** The session is there. */
  record Bound(MsrpPath path) implements Event {
    @Override
    public String name() {
      return "bound";
    }

    @Override
    public String sentence() {
      return "bound to " + Printable.line(path.toString());
    }

    @Override
    public Fields fields() {
      return new Fields().with("path", path.toString());
    }
  }

  /** A message has arrived as a whole: as a file, or as a short text that is shown. */
  record Message(
      String id,
      String type,
      long octets,
      String sha256,
      Optional<Path> file,
      Optional<String> text)
      implements Event {
    /** The same message without the place of its file, for a file that does not stay. */
    Message withoutFile() {
      return new Message(id, type, octets, sha256, Optional.empty(), text);
    }

    @Override
    public String name() {
      return "message";
    }

    @Override
    public String sentence() {
      String what = Printable.line(type) + ", " + octets + " octets";
      return file.map(
              path ->
                  "file " + Printable.line(path.toString()) + ": " + what + ", sha256 " + sha256)
          .orElseGet(() -> "message: " + Printable.text(text.orElse("(" + what + ")")));
    }

    @Override
    public Fields fields() {
      Fields fields =
          new Fields()
              .with("id", id)
              .with("type", type)
              .with("octets", octets)
              .with("sha256", sha256)
              .withOptional("file", file.map(Path::toString));
      return text.isPresent() ? fields.withOptional("text", text) : fields;
    }
  }

  /** A message came in part and will not become complete. */
  record Aborted(String id, String type, long octets, Optional<Path> file, String reason)
      implements Event {
    @Override
    public String name() {
      return "aborted";
    }

    @Override
    public String sentence() {
      String kept =
          file.map(path -> "; kept in " + Printable.line(path.toString()) + onWith()).orElse("");
      return "aborted after " + octets + " octets: " + Printable.line(reason) + kept;
    }

    private String onWith() {
      return octets > 0 ? ", where the peer can go on with --resume " + octets : "";
    }

    @Override
    public Fields fields() {
      return new Fields()
          .with("id", id)
          .with("type", type)
          .with("octets", octets)
          .withOptional("file", file.map(Path::toString))
          .with("reason", reason);
    }
  }

  /**
   * A message got as far as was asked for; {@code reported} if the peer confirmed that it has it.
   */
  record Delivered(String id, String subject, long octets, double seconds, boolean reported)
      implements Event {
    @Override
    public String name() {
      return "delivered";
    }

    @Override
    public String sentence() {
      return Printable.line(subject)
          + (reported ? " delivered, confirmed by the peer: " : " delivered: ")
          + Amounts.transferred(octets, seconds);
    }

    @Override
    public Fields fields() {
      return new Fields()
          .with("id", id)
          .with("octets", octets)
          .with("seconds", Amounts.rounded(seconds))
          .with("reported", reported);
    }
  }

  /** A message was not delivered; the peer answered for so many octets of its beginning. */
  record Failed(
      String id,
      String subject,
      String kind,
      OptionalInt code,
      String reason,
      long acknowledged,
      boolean resumable)
      implements Event {
    @Override
    public String name() {
      return "failed";
    }

    @Override
    public String sentence() {
      String on = resumable ? "; the receiver says where it can go on" : "";
      return Printable.line(subject) + " not delivered: " + Printable.line(reason) + on;
    }

    @Override
    public Fields fields() {
      return new Fields()
          .with("id", id)
          .with("kind", kind)
          .withOptional("code", code.isPresent() ? Optional.of(code.getAsInt()) : Optional.empty())
          .with("acknowledged", acknowledged);
    }
  }

  /** Something that was found out. */
  record Fact(String what, String value) implements Event {
    @Override
    public String name() {
      return "fact";
    }

    @Override
    public String sentence() {
      return what + ": " + Printable.line(value);
    }

    @Override
    public Fields fields() {
      return new Fields().with("what", what).with("value", value);
    }
  }

  /** The session is over. */
  record Closed(String reason, String detail) implements Event {
    @Override
    public String name() {
      return "closed";
    }

    @Override
    public String sentence() {
      return "closed: " + Printable.line(detail);
    }

    @Override
    public Fields fields() {
      return new Fields().with("reason", reason);
    }
  }

  /** The same event, in one of several sessions. */
  record InSession(int session, Event event) implements Event {
    @Override
    public String name() {
      return event.name();
    }

    @Override
    public String sentence() {
      return "[" + session + "] " + event.sentence();
    }

    @Override
    public Fields fields() {
      Fields fields = new Fields().with("session", session);
      event.fields().values().forEach(fields::withOptional);
      return fields;
    }
  }
}
