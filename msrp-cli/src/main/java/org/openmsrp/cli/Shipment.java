// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.header.ContentDisposition;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.IdentifierSource;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.OutgoingFile;
import org.openmsrp.session.OutgoingMessage;
import org.openmsrp.session.ReportRequest;
import org.openmsrp.session.Transfer;

/**
 * Something to be sent.
 *
 * @param subject what it is
 * @param octets how large it is
 * @param start hands it to a session
 */
record Shipment(Fates.Subject subject, long octets, Function<MsrpSession, Transfer> start) {

  /**
   * How things are sent.
   *
   * @param type the media type, if it is not the usual one
   * @param messageId the Message-ID, if it is not a new one
   * @param position the first octet that is sent
   */
  record Manner(
      @Nullable MediaType type, ReportRequest reports, Optional<String> messageId, long position) {

    /** As usual, with success reports. */
    static final Manner CONFIRMED = new Manner(null, ReportRequest.CONFIRMED, Optional.empty(), 0);

    private String id() {
      return messageId.orElseGet(IdentifierSource.secure()::messageId);
    }
  }

  static Shipment ofText(String text, Manner manner) {
    MsrpBody body = MsrpBody.utf8(text);
    String id = manner.id();
    MediaType type = manner.type;
    OutgoingMessage message =
        OutgoingMessage.of(type == null ? MediaType.TEXT_PLAIN : type, body)
            .withMessageId(id)
            .withReports(manner.reports);
    return new Shipment(
        new Fates.Subject(id, "text", false), body.size(), session -> session.send(message));
  }

  /** Looks at the file at once, so that a wrong name shows before anything is sent. */
  static Shipment ofFile(Path path, Manner manner) {
    String id = manner.id();
    OutgoingFile file = open(path).withMessageId(id).withReports(manner.reports);
    if (manner.position > file.size()) {
      throw new CommandFailure(
          ExitStatus.USAGE, path + " has only " + file.size() + " octets, nothing to go on with");
    }
    MediaType type = manner.type;
    OutgoingFile typed =
        (type == null ? file : file.withContentType(type)).withPosition(manner.position);
    Fates.Subject subject = new Fates.Subject(id, path.getFileName().toString(), true);
    return new Shipment(subject, file.size(), session -> session.send(typed));
  }

  private static OutgoingFile open(Path path) {
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new CommandFailure(ExitStatus.USAGE, problem(path) + path);
    }
    Header<?> disposition =
        Header.of(
            HeaderName.CONTENT_DISPOSITION,
            ContentDisposition.attachment(FileNames.safe(path.getFileName().toString())));
    try {
      return OutgoingFile.of(path).withHeaders(List.of(disposition));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.USAGE, "can't read the file " + path + ": " + Failures.line(e), e);
    }
  }

  private static String problem(Path path) {
    if (Files.notExists(path)) {
      return "no such file: ";
    }
    return Files.isReadable(path) ? "not a regular file: " : "can't read the file: ";
  }
}
