// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.ContentDisposition;
import org.openmsrp.domain.header.MediaType;

/** Gathers the headers of a content, one by one. */
final class MimeFields {

  private static final String RULE = "RFC 2045 §3";

  private final List<MimeHeader> headers = new ArrayList<>();
  private @Nullable MediaType contentType;
  private @Nullable ContentDisposition disposition;

  /** Takes a header, unfolded; errors are placed in it. */
  void add(String line) {
    if (headers.size() == CpimMessage.MAX_HEADERS) {
      throw new MsrpSyntaxException("more than " + CpimMessage.MAX_HEADERS + " MIME headers", RULE);
    }
    MimeHeader header = MimeHeader.parse(line);
    refuseSecond(header.isCalled("Content-Type") && contentType != null, header);
    refuseSecond(header.isCalled("Content-Disposition") && disposition != null, header);
    try {
      interpret(header);
    } catch (MsrpSyntaxException e) {
      throw e.within(line, line.indexOf(header.value(), line.indexOf(':') + 1));
    }
    headers.add(header);
  }

  /** Readers that take different ones of two would see different messages. */
  private static void refuseSecond(boolean second, MimeHeader header) {
    if (second) {
      throw new MsrpSyntaxException(header.name() + " stands twice", RULE);
    }
  }

  private void interpret(MimeHeader header) {
    if (header.isCalled("Content-Type")) {
      contentType = MediaType.parse(header.value());
    } else if (header.isCalled("Content-Disposition")) {
      disposition = ContentDisposition.parse(header.value());
    }
  }

  /** What all of them and a body are; fails without Content-Type. */
  CpimContent content(ByteBuffer body) {
    if (contentType == null) {
      throw new MsrpSyntaxException("content without Content-Type", "RFC 3862 §2.4");
    }
    return new CpimContent(headers, contentType, Optional.ofNullable(disposition), body);
  }
}
