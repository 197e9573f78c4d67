// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
 * @param id the Message-ID that it gets
 * @param subject what it is, for people
 * @param octets how large it is
 * @param start hands it to a session
 */
record Shipment(String id, String subject, long octets, Function<MsrpSession, Transfer> start) {

  static Shipment ofText(String text, @Nullable MediaType type, ReportRequest reports) {
    MsrpBody body = MsrpBody.utf8(text);
    String id = IdentifierSource.secure().messageId();
    OutgoingMessage message =
        OutgoingMessage.of(type == null ? MediaType.TEXT_PLAIN : type, body)
            .withMessageId(id)
            .withReports(reports);
    return new Shipment(id, "text", body.size(), session -> session.send(message));
  }

  /** Looks at the file at once, so that a wrong name shows before anything is sent. */
  static Shipment ofFile(Path path, @Nullable MediaType type, ReportRequest reports) {
    String id = IdentifierSource.secure().messageId();
    OutgoingFile file = open(path).withMessageId(id).withReports(reports);
    OutgoingFile typed = type == null ? file : file.withContentType(type);
    return new Shipment(
        id, path.getFileName().toString(), file.size(), session -> session.send(typed));
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
